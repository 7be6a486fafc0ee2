"""Numbers in words: a rounded percentage never crosses an edge that the counts don't."""

from __future__ import annotations

from fractions import Fraction

MOST_PLACES = 6


def percent_text(share: Fraction, *, threshold: Fraction | None = None) -> str:
    """A share as a percentage with one place, or as many more as it takes to stand on its own
    side of the threshold, of 0 and of 100.

    >>> percent_text(Fraction(77, 92)), percent_text(Fraction(24, 24))
    ('83.7 %', '100 %')
    >>> percent_text(Fraction(79967, 100000), threshold=Fraction(4, 5))
    '79.97 %'
    """
    if share in (0, 1):
        return f"{int(share * 100)} %"
    edges = [Fraction(0), Fraction(1), *([threshold] if threshold is not None else [])]
    places = 1
    while places < MOST_PLACES and _crosses(share, edges, places):
        places += 1
    return f"{float(round(share * 100, places)):.{places}f} %"


def threshold_text(threshold: dict[str, float] | None) -> str:
    """A threshold as people write it.

    >>> threshold_text({"at_least": 80.0})
    '≥ 80 %'
    """
    if not threshold:
        return ""
    (direction, percent), *_ = threshold.items()
    return f"{'≥' if direction == 'at_least' else '<'} {percent:.10g} %"


def _crosses(share: Fraction, edges: list[Fraction], places: int) -> bool:
    rounded = round(share * 100, places) / 100
    return any(
        (rounded > edge) != (share > edge) or (rounded < edge) != (share < edge) for edge in edges
    )
