"""Thresholds as exact fractions, and the number of people that meets one."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil
from typing import Literal

Threshold = Fraction | str
Direction = Literal["at_least", "less_than"]


def threshold_proportion(threshold: Threshold) -> Fraction:
    """The threshold as an exact fraction from 0 to 1.

    A float is refused with ``TypeError``: 0.8 · 35 in floats is not 28. A
    percentage such as ``"80"`` is refused with ``ValueError``.

    >>> threshold_proportion("0.8")
    Fraction(4, 5)
    """
    if not isinstance(threshold, Fraction | str):
        raise TypeError(
            "a threshold is a Fraction or a decimal string such as '0.8', "
            f"not {type(threshold).__name__}"
        )
    proportion = Fraction(threshold)
    if not 0 <= proportion <= 1:
        raise ValueError(f"a threshold runs from 0 to 1, not {threshold}")
    return proportion


def required_count(proportion: Fraction, population: int) -> int:
    """The fewest people out of ``population`` who make up the proportion.

    >>> required_count(Fraction(4, 5), 36)
    29
    """
    return ceil(proportion * population)


def complement_count(proportion: Fraction, population: int) -> int:
    """The fewest people on the other side who keep a share *below* the proportion.

    >>> complement_count(Fraction(1, 5), 40)  # fewer than 8 of 40: 33 others or more
    33
    """
    return population - required_count(proportion, population) + 1


# How many must stand on the wanted side, for each reading of a contract's
# threshold. The wanted side of "less than" is the complement.
REQUIRED: dict[Direction, Callable[[Fraction, int], int]] = {
    "at_least": required_count,
    "less_than": complement_count,
}


def checked_direction(direction: Direction) -> Direction:
    """The direction, or ``ValueError`` that names the two there are."""
    if direction not in REQUIRED:
        raise ValueError(f"a direction is one of {', '.join(REQUIRED)}, not {direction!r}")
    return direction
