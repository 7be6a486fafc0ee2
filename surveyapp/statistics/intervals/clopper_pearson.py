"""Clopper and Pearson's interval, for a population whose size is not known."""

from typing import overload

import numpy as np
from scipy import special

from surveyapp.statistics.counts import Counts, IntArray
from surveyapp.statistics.intervals.result import Interval, IntervalArrays, Limits, interval_by


@overload
def clopper_pearson_interval(
    positive: int, answered: int, *, confidence: float = 0.95
) -> Interval: ...
@overload
def clopper_pearson_interval(
    positive: Counts, answered: int | Counts, *, confidence: float = 0.95
) -> IntervalArrays: ...
def clopper_pearson_interval(
    positive: int | Counts, answered: int | Counts, *, confidence: float = 0.95
) -> Interval | IntervalArrays:
    """Exact limits for the proportion of a population too large or vague to count.

    Each tail errs at most half of ``1 - confidence``, whatever the truth. It is
    the limit of ``hypergeometric_interval`` as the population grows without
    end. The counts of people are None. Lists or arrays give arrays.

    Raises ``NoAnswersError`` when nobody answered, ``ValueError`` for
    impossible counts.

    Source: Clopper and Pearson (1934), Biometrika 26:404.

    >>> interval = clopper_pearson_interval(18, 23)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.563, 0.9254)
    """
    return interval_by(clopper_pearson_limits, positive, answered, None, confidence)


def clopper_pearson_limits(
    positive: IntArray, answered: IntArray, population: IntArray | None, confidence: float
) -> Limits:
    """The limits as beta quantiles, 0 and 1 at the ends where there is no quantile."""
    tail = (1 - confidence) / 2
    negative = answered - positive
    # The shapes are kept at one or more so that the unused branch is defined.
    low = special.betaincinv(np.maximum(positive, 1), negative + 1, tail)
    high = special.betainccinv(positive + 1, np.maximum(negative, 1), tail)
    return Limits(np.where(positive == 0, 0.0, low), np.where(negative == 0, 1.0, high))
