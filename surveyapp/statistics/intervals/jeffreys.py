"""Jeffreys' interval, for a population whose size is not known."""

from typing import overload

import numpy as np
from scipy import special

from surveyapp.statistics.counts import Counts, IntArray
from surveyapp.statistics.intervals.result import Interval, IntervalArrays, Limits, interval_by


@overload
def jeffreys_interval(positive: int, answered: int, *, confidence: float = 0.95) -> Interval: ...
@overload
def jeffreys_interval(
    positive: Counts, answered: int | Counts, *, confidence: float = 0.95
) -> IntervalArrays: ...
def jeffreys_interval(
    positive: int | Counts, answered: int | Counts, *, confidence: float = 0.95
) -> Interval | IntervalArrays:
    """Equal-tailed limits of the posterior under Jeffreys' prior, for comparison.

    The lower limit is 0 when nobody is positive, the upper one 1 when everybody
    is. It does not use the size of the population, and can err more than it
    says. The counts of people are None. Lists or arrays give arrays.

    Raises ``NoAnswersError`` when nobody answered, ``ValueError`` for
    impossible counts.

    Source: Brown, Cai and DasGupta (2001), Statistical Science 16:101,
    section 4.1.2; R's ``qbeta``.

    >>> interval = jeffreys_interval(18, 23)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.5873, 0.9118)
    """
    return interval_by(jeffreys_limits, positive, answered, None, confidence)


def jeffreys_limits(
    positive: IntArray, answered: IntArray, population: IntArray | None, confidence: float
) -> Limits:
    """The posterior's quantiles, with the ends themselves for nobody and everybody."""
    tail = (1 - confidence) / 2
    shapes = positive + 0.5, answered - positive + 0.5
    low, high = special.betaincinv(*shapes, tail), special.betainccinv(*shapes, tail)
    return Limits(np.where(positive == 0, 0.0, low), np.where(positive == answered, 1.0, high))
