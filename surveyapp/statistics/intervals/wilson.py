"""Wilson's score interval, with finite-population correction where it can be had."""

from typing import overload

import numpy as np
from scipy.special import ndtri

from surveyapp.statistics.counts import Counts, IntArray
from surveyapp.statistics.intervals.result import Interval, IntervalArrays, Limits, interval_by


@overload
def wilson_interval(
    positive: int, answered: int, population: int | None, *, confidence: float = 0.95
) -> Interval: ...
@overload
def wilson_interval(
    positive: Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    confidence: float = 0.95,
) -> IntervalArrays: ...
def wilson_interval(
    positive: int | Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    confidence: float = 0.95,
) -> Interval | IntervalArrays:
    """Score limits for a proportion, for comparison with other people's figures.

    Where the population is known its correction makes the n answers worth
    n(N − 1)/(N − n). There is no correction for continuity, and the counts of
    people are None. It is not exact: near a census it can err one time in
    five. Lists or arrays give arrays.

    Raises ``NoAnswersError`` when nobody answered, ``RosterError`` when more
    answered than the population holds, ``ValueError`` for impossible counts.

    Source: Wilson (1927), JASA 22:209; R's ``prop.test(correct=FALSE)``.

    >>> interval = wilson_interval(18, 23, None)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.581, 0.9034)
    """
    return interval_by(wilson_limits, positive, answered, population, confidence)


def wilson_limits(
    positive: IntArray, answered: IntArray, population: IntArray | None, confidence: float
) -> Limits:
    """The limits as roots of a quadratic, written so that a census has no width."""
    share = positive / answered
    per_answer = float(ndtri((1 + confidence) / 2)) ** 2 / answered
    if population is not None:
        per_answer *= (population - answered) / np.maximum(population - 1, 1)
    centre = share + per_answer / 2
    reach = np.sqrt(per_answer * (share * (1 - share) + per_answer / 4))
    low, high = ((centre + side * reach) / (1 + per_answer) for side in (-1, 1))
    # At 0 % and 100 % the root is the end itself, but for rounding.
    return Limits(np.where(positive == 0, 0.0, low), np.where(positive == answered, 1.0, high))
