"""The contract verdict: the observed fraction against the threshold, exactly."""

from collections.abc import Callable
from fractions import Fraction
from operator import ge, lt
from typing import Literal, overload

import numpy as np

from surveyapp.statistics.counts import Counts, TextArray, checked_counts
from surveyapp.statistics.errors import NoAnswersError
from surveyapp.statistics.thresholds import (
    Direction,
    Threshold,
    checked_direction,
    threshold_proportion,
)

Verdict = Literal["met", "not met", "no result"]

COMPARISONS: dict[Direction, Callable[[int, int], bool]] = {"at_least": ge, "less_than": lt}


@overload
def contract_verdict(
    positive: int, answered: int, *, threshold: Threshold, direction: Direction = "at_least"
) -> Verdict: ...
@overload
def contract_verdict(
    positive: Counts,
    answered: int | Counts,
    *,
    threshold: Threshold,
    direction: Direction = "at_least",
) -> TextArray: ...
def contract_verdict(
    positive: int | Counts,
    answered: int | Counts,
    *,
    threshold: Threshold,
    direction: Direction = "at_least",
) -> Verdict | TextArray:
    """Whether those who answered meet the threshold: met, not met or no result.

    Compared in whole numbers, never after rounding, so 79.967 % does not meet
    80 %. ``less_than`` is strict. Nobody answered is ``"no result"``. Lists or
    arrays give an array of words.

    Raises ``TypeError`` for a float threshold, ``ValueError`` for impossible
    counts.

    Source: the wording of the contracts, "80% or above … say".

    >>> contract_verdict(19, 24, threshold="0.8")
    'not met'
    """
    proportion = threshold_proportion(threshold)
    compare = COMPARISONS[checked_direction(direction)]
    try:
        counts = checked_counts(positive, answered, None)
    except NoAnswersError:
        return "no result"
    words = [
        _verdict(int(x), int(n), proportion, compare)
        for x, n in zip(counts.positive.flat, counts.answered.flat, strict=True)
    ]
    if counts.is_scalar:
        return words[0]
    return np.array(words, dtype=np.str_).reshape(counts.answered.shape)


def _verdict(
    positive: int, answered: int, proportion: Fraction, compare: Callable[[int, int], bool]
) -> Verdict:
    if answered == 0:
        return "no result"
    is_met = compare(positive * proportion.denominator, proportion.numerator * answered)
    return "met" if is_met else "not met"
