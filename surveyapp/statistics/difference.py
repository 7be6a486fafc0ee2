"""The difference of two proportions of populations without end: Newcombe's interval."""

from dataclasses import dataclass
from math import hypot

from surveyapp.statistics.intervals.wilson import wilson_interval


@dataclass(frozen=True)
class Difference:
    """A difference of two proportions with its limits, from −1 to 1."""

    difference: float
    low: float
    high: float


def newcombe_difference(
    x1: int, n1: int, x2: int, n2: int, *, confidence: float = 0.95
) -> Difference:
    """How much higher the second proportion is, for the service and not these people.

    There is no finite-population correction, as the people are taken as a
    sample of all who might have been served.

    Raises ``NoAnswersError`` when nobody answered in one of the groups,
    ``ValueError`` for impossible counts or a confidence outside 0 to 1.

    Source: Newcombe (1998), Statistics in Medicine 17:873, method 10.

    >>> result = newcombe_difference(48, 80, 56, 70)
    >>> round(result.difference, 4), round(result.low, 4), round(result.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    first = wilson_interval(x1, n1, None, confidence=confidence)
    second = wilson_interval(x2, n2, None, confidence=confidence)
    p1, p2 = x1 / n1, x2 / n2
    return Difference(
        difference=p2 - p1,
        low=p2 - p1 - hypot(p2 - second.low, first.high - p1),
        high=p2 - p1 + hypot(second.high - p2, p1 - first.low),
    )
