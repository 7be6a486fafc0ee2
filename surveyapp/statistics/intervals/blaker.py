"""Blaker's interval: the shorter exact alternative, for display only."""

from typing import overload

import numpy as np
from scipy.stats import binom, hypergeom

from surveyapp.statistics.counts import Counts, FloatArray, IntArray
from surveyapp.statistics.intervals.clopper_pearson import clopper_pearson_limits
from surveyapp.statistics.intervals.hypergeometric import TIE, exact_count_limits
from surveyapp.statistics.intervals.result import (
    Interval,
    IntervalArrays,
    Limits,
    interval_by,
    limits_in_people,
)

# Halvings that take the binomial limit below the spacing of floats.
HALVINGS = 60


@overload
def blaker_interval(
    positive: int, answered: int, population: int | None, *, confidence: float = 0.95
) -> Interval: ...
@overload
def blaker_interval(
    positive: Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    confidence: float = 0.95,
) -> IntervalArrays: ...
def blaker_interval(
    positive: int | Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    confidence: float = 0.95,
) -> Interval | IntervalArrays:
    """The range of counts of people that Blaker's exact test accepts.

    As sure as ``hypergeometric_interval`` and always inside it, but a single
    tail can err by nearly all of ``1 - confidence``. So it may be shown but
    must not decide. With ``population=None`` it is the binomial form, and the
    counts of people are None. Lists or arrays give arrays.

    Raises ``NoAnswersError`` when nobody answered, ``RosterError`` when more
    answered than the population holds, ``ValueError`` for impossible counts.

    Source: Blaker (2000), Canadian Journal of Statistics 28:783.

    >>> interval = blaker_interval(17, 22, 35)
    >>> interval.low_count, interval.high_count
    (23, 30)
    """
    return interval_by(blaker_limits, positive, answered, population, confidence)


def blaker_limits(
    positive: IntArray, answered: IntArray, population: IntArray | None, confidence: float
) -> Limits:
    """The limits; the upper one mirrors the lower one of the negative answers."""
    alpha = 1 - confidence
    negative = answered - positive
    if population is None:
        return Limits(
            _binomial_low(positive, answered, alpha),
            1 - _binomial_low(negative, answered, alpha),
        )
    starts = exact_count_limits(positive, answered, population, confidence)
    limit = alpha * (1 + TIE)
    low_count = _first_accepted(positive, answered, population, starts[0], limit)
    mirrored = _first_accepted(negative, answered, population, population - starts[1], limit)
    return limits_in_people(low_count, population - mirrored, population)


def _first_accepted(
    positive: IntArray, answered: IntArray, population: IntArray, start: IntArray, limit: float
) -> IntArray:
    """The smallest accepted count, walking up from the default's lower limit."""
    count = start.copy()
    waiting = np.arange(count.size)
    while waiting.size:
        accepted = (
            acceptability(
                positive[waiting], answered[waiting], population[waiting], count[waiting]
            )
            > limit
        )
        waiting = waiting[~accepted]
        count[waiting] += 1
    return count


def acceptability(
    positive: IntArray, answered: IntArray, population: IntArray, count: IntArray
) -> FloatArray:
    """The smaller tail plus the largest opposite tail that does not exceed it."""
    upper = hypergeom.sf(positive - 1, population, count, answered)
    lower = hypergeom.cdf(positive, population, count, answered)
    below = _opposite_tail(upper, answered, population, count)
    above = _opposite_tail(lower, answered, population, population - count)
    both = np.where(upper <= lower, upper + below, lower + above)
    return np.asarray(np.minimum(1.0, both))


def _opposite_tail(
    tail: FloatArray, answered: IntArray, population: IntArray, count: IntArray
) -> FloatArray:
    """The largest P(X ≤ y) that does not exceed the tail, a tie included."""
    allowed = np.minimum(tail * (1 + TIE), 1.0)
    # The quantile is the first count to reach the tail: a tie, or one too many.
    first = hypergeom.ppf(allowed, population, count, answered)
    exceeds = hypergeom.cdf(first, population, count, answered) > allowed
    return np.asarray(
        hypergeom.cdf(np.where(exceeds, first - 1, first), population, count, answered)
    )


def _binomial_low(positive: IntArray, answered: IntArray, alpha: float) -> FloatArray:
    """The lower limit of the binomial form, by halving.

    From Clopper and Pearson's limit upwards the opposite tail ends at one
    count, until its next count is also no more likely than the upper tail.
    There both exceed α/2 and the share is accepted, so that the limit lies no
    higher. Up to there the sum of tails crosses α once.
    """
    low = clopper_pearson_limits(positive, answered, None, 1 - alpha).low
    high = positive / answered
    last = _last_below(low, positive, answered)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        upper = binom.sf(positive - 1, answered, middle)
        has_jumped = upper >= binom.cdf(last + 1, answered, middle)
        is_beyond = has_jumped | (upper + binom.cdf(last, answered, middle) > alpha)
        low, high = np.where(is_beyond, low, middle), np.where(is_beyond, middle, high)
    return low


def _last_below(share: FloatArray, positive: IntArray, answered: IntArray) -> FloatArray:
    """The last count whose lower tail is no more likely than the upper one."""
    upper = binom.sf(positive - 1, answered, share)
    last = binom.ppf(upper, answered, share)
    return np.asarray(np.where(binom.cdf(last, answered, share) > upper, last - 1, last))
