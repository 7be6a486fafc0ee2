"""The default interval: exact, equal tails, for a population of known size."""

from typing import overload

import numpy as np
from scipy.stats import hypergeom

from surveyapp.statistics.counts import Counts, IntArray
from surveyapp.statistics.intervals.clopper_pearson import clopper_pearson_limits
from surveyapp.statistics.intervals.result import (
    Interval,
    IntervalArrays,
    Limits,
    interval_by,
    limits_in_people,
)
from surveyapp.statistics.intervals.walk import low_count_by_walking

# A tail that equals its limit does not exceed it, and rounding must not
# decide: within this relative distance the two count as equal.
TIE = 1e-9


@overload
def hypergeometric_interval(
    positive: int, answered: int, population: int | None, *, confidence: float = 0.95
) -> Interval: ...
@overload
def hypergeometric_interval(
    positive: Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    confidence: float = 0.95,
) -> IntervalArrays: ...
def hypergeometric_interval(
    positive: int | Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    confidence: float = 0.95,
) -> Interval | IntervalArrays:
    """How many of the population would answer positively, had everybody answered.

    Exact for every population size: each tail errs at most half of
    ``1 - confidence``. The width is zero once everybody has answered. With
    ``population=None`` it is Clopper and Pearson's interval, and the counts of
    people are None. Lists or arrays give arrays, for a whole dashboard.

    Raises ``NoAnswersError`` when nobody answered, ``RosterError`` when more
    answered than the population holds, ``ValueError`` for impossible counts.

    Source: Wang (2015), JASA 110:1491, section 2; values from R's ``phyper``.

    >>> hypergeometric_interval(17, 22, 35)
    Interval(low_count=22, high_count=30, low=0.6285714285714286, high=0.8571428571428571)
    """
    return interval_by(hypergeometric_limits, positive, answered, population, confidence)


def hypergeometric_limits(
    positive: IntArray, answered: IntArray, population: IntArray | None, confidence: float
) -> Limits:
    """The exact limits in people, or their limit where nobody knows how many there are."""
    if population is None:
        return clopper_pearson_limits(positive, answered, None, confidence)
    low_count, high_count = exact_count_limits(positive, answered, population, confidence)
    return limits_in_people(low_count, high_count, population)


def exact_count_limits(
    positive: IntArray, answered: IntArray, population: IntArray, confidence: float
) -> tuple[IntArray, IntArray]:
    """Fewest and most people; the most mirrors the fewest of the negative answers."""
    both = np.concatenate([positive, answered - positive])
    limit = (1 - confidence) / 2 * (1 + TIE)
    low_counts = _low_counts(both, np.tile(answered, 2), np.tile(population, 2), limit)
    low_count, mirrored = np.split(low_counts, 2)
    return low_count, population - mirrored


def _low_counts(
    positive: IntArray, answered: IntArray, population: IntArray, limit: float
) -> IntArray:
    """The smallest K with P(X ≥ x | K) above the limit, for each entry.

    One proportion walks, as it has the shorter start; many bisect together.
    """
    if positive.size > 2:
        return _bisected(positive, answered, population, limit)
    walks = [
        low_count_by_walking(*map(int, counts), limit=limit)
        for counts in zip(positive, answered, population, strict=True)
    ]
    return np.array(walks, dtype=np.int64)


def _bisected(
    positive: IntArray, answered: IntArray, population: IntArray, limit: float
) -> IntArray:
    """Bisection of the feasible counts, exact because the tail rises with K."""
    low, high = positive.copy(), positive + population - answered
    while (low < high).any():
        middle = (low + high) // 2
        exceeds = hypergeom.sf(positive - 1, population, middle, answered) > limit
        high = np.where(exceeds, middle, high)
        low = np.where(exceeds, low, np.minimum(middle + 1, high))
    return low
