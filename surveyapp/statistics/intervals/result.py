"""What every interval method gives back, for one proportion or for many."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from surveyapp.statistics.counts import (
    Counts,
    FloatArray,
    IntArray,
    checked_counts,
    only,
    only_or_none,
    spread,
    spread_or_none,
)


@dataclass(frozen=True)
class Interval:
    """Limits for one proportion.

    ``low`` and ``high`` run from 0 to 1. ``low_count`` and ``high_count`` are
    people of the whole population, None where its size is not known or where
    the method does not speak of people.
    """

    low_count: int | None
    high_count: int | None
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class IntervalArrays:
    """Limits for many proportions: NaN, and counts of −1, where nobody answered."""

    low_count: IntArray | None
    high_count: IntArray | None
    low: FloatArray
    high: FloatArray


class Limits(NamedTuple):
    """Limits for the entries that have answers, in people where the method has them."""

    low: FloatArray
    high: FloatArray
    low_count: IntArray | None = None
    high_count: IntArray | None = None


# Positive answers, answers, population (None if not known), confidence.
Method = Callable[[IntArray, IntArray, IntArray | None, float], Limits]


def limits_in_people(low_count: IntArray, high_count: IntArray, population: IntArray) -> Limits:
    """Limits of a method that works in whole people."""
    return Limits(low_count / population, high_count / population, low_count, high_count)


def interval_by(
    method: Method,
    positive: int | Counts,
    answered: int | Counts,
    population: int | Counts | None,
    confidence: float,
) -> Interval | IntervalArrays:
    """The method's limits: an ``Interval`` for one proportion, else ``IntervalArrays``.

    Raises ``NoAnswersError`` for one proportion of nobody, ``RosterError``
    where more answered than the population holds, ``ValueError`` for
    impossible counts or a confidence outside 0 to 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence lies between 0 and 1, not {confidence}")
    counts = checked_counts(positive, answered, population)
    limits = method(*counts.with_answers(), confidence)
    if counts.is_scalar:
        return _single(limits)
    where = counts.has_answers
    return IntervalArrays(
        low_count=spread_or_none(limits.low_count, where),
        high_count=spread_or_none(limits.high_count, where),
        low=spread(limits.low, where),
        high=spread(limits.high, where),
    )


def _single(limits: Limits) -> Interval:
    return Interval(
        low_count=only_or_none(limits.low_count),
        high_count=only_or_none(limits.high_count),
        low=only(limits.low),
        high=only(limits.high),
    )
