"""How strongly the answers speak for or against a threshold, for everybody.

Everything is worked out as "is it at least so many people?". A "less than"
threshold is the same question about the complement.
"""

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, Literal, NamedTuple, overload

import numpy as np

from surveyapp.statistics.confidences import (
    Confidences,
    confidences,
    confidences_without_population,
)
from surveyapp.statistics.counts import (
    BoolArray,
    Counts,
    FloatArray,
    IntArray,
    TextArray,
    checked_counts,
    only_or_none,
    spread_or_none,
)
from surveyapp.statistics.thresholds import (
    REQUIRED,
    Direction,
    Threshold,
    checked_direction,
    threshold_proportion,
)

Label = Literal["settled", "strong", "moderate", "too close to call"]
Side = Literal["met", "not met"]
SIDES = ["met", "not met"]

# The allowance keeps a confidence of exactly the limit from being lost to rounding.
STRONG = 0.975 - 1e-12
MODERATE = 0.90 - 1e-12


@dataclass(frozen=True)
class Evidence:
    """What the answers say about the whole population, if silence is like random.

    ``leans`` is the side that evidence of at least moderate strength takes,
    else None. The confidences, ``probability_met`` (Jeffreys) and its bracket
    run from 0 to 1. ``need_yes`` and ``need_no`` are how many more positive,
    or more negative, answers alone would settle it; above the number of silent
    people, that can no longer happen. ``bound_low`` and ``bound_high`` hold
    the true proportion whatever the silent would say. Those four are None
    where the size of the population is not known.
    """

    label: Label
    leans: Side | None
    confidence_met: float
    confidence_not_met: float
    probability_met: float
    bracket_low: float
    bracket_high: float
    need_yes: int | None
    need_no: int | None
    bound_low: float | None
    bound_high: float | None


@dataclass(frozen=True, eq=False)
class EvidenceArrays:
    """The fields of ``Evidence`` for many proportions.

    Where nobody answered: ``""``, NaN and counts of −1. ``leans`` is ``""``
    where the evidence takes no side.
    """

    label: TextArray
    leans: TextArray
    confidence_met: FloatArray
    confidence_not_met: FloatArray
    probability_met: FloatArray
    bracket_low: FloatArray
    bracket_high: FloatArray
    need_yes: IntArray | None
    need_no: IntArray | None
    bound_low: FloatArray | None
    bound_high: FloatArray | None


class NeedsAndBounds(NamedTuple):
    """The fields that only a population of known size has."""

    need_yes: IntArray | None
    need_no: IntArray | None
    bound_low: FloatArray | None
    bound_high: FloatArray | None

    def settled(self, shape: tuple[int, ...]) -> BoolArray:
        """Where no further answer is needed, which a size not known never shows."""
        if self.need_yes is None or self.need_no is None:
            return np.zeros(shape, dtype=np.bool_)
        return np.asarray((self.need_yes == 0) | (self.need_no == 0))


NOT_KNOWN = NeedsAndBounds(None, None, None, None)


@overload
def evidence(
    positive: int,
    answered: int,
    population: int | None,
    *,
    threshold: Threshold,
    direction: Direction = "at_least",
) -> Evidence: ...
@overload
def evidence(
    positive: Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    threshold: Threshold,
    direction: Direction = "at_least",
) -> EvidenceArrays: ...
def evidence(
    positive: int | Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    threshold: Threshold,
    direction: Direction = "at_least",
) -> Evidence | EvidenceArrays:
    """How sure the answers make it that the whole population meets the threshold.

    It never decides the contract's verdict. A population of unknown size is
    never settled. ``less_than`` is strict and worked out on the complement.
    Lists or arrays give ``EvidenceArrays``.

    Raises ``NoAnswersError`` when nobody answered, ``RosterError`` when more
    answered than the population holds, ``TypeError`` for a float threshold,
    ``ValueError`` for impossible counts.

    Source: the exact hypergeometric test; the bracket is the beta-binomial
    posterior under the most sceptical and the most generous prior.

    >>> result = evidence(17, 22, 35, threshold="0.8")
    >>> result.label, result.need_yes, result.need_no
    ('too close to call', 11, 3)
    >>> round(result.confidence_met, 4), round(result.confidence_not_met, 4)
    (0.3551, 0.5249)
    """
    proportion = threshold_proportion(threshold)
    wanted = checked_direction(direction)
    counts = checked_counts(positive, answered, population)
    positives, answers, people = counts.with_answers()
    if people is None:
        found = _of_unknown_population(positives, answers, proportion, wanted)
    else:
        found = _of_known_population(positives, answers, people, proportion, wanted)
    if counts.is_scalar:
        return single_evidence(found)
    return _spread(found, counts.has_answers)


def single_evidence(arrays: EvidenceArrays) -> Evidence:
    """The one entry of the arrays."""
    values = {f.name: only_or_none(getattr(arrays, f.name)) for f in fields(arrays)}
    return Evidence(**(values | {"leans": values["leans"] or None}))


def _spread(found: EvidenceArrays, where: BoolArray) -> EvidenceArrays:
    """The entries put back in their places among those that nobody answered."""
    values: dict[str, Any] = {
        f.name: spread_or_none(getattr(found, f.name), where) for f in fields(found)
    }
    return EvidenceArrays(**values)


def _of_unknown_population(
    positive: IntArray, answered: IntArray, proportion: Fraction, direction: Direction
) -> EvidenceArrays:
    if direction == "less_than":
        positive, proportion = answered - positive, 1 - proportion
    return assembled_evidence(confidences_without_population(positive, answered, proportion))


def _of_known_population(
    positive: IntArray,
    answered: IntArray,
    population: IntArray,
    proportion: Fraction,
    direction: Direction,
) -> EvidenceArrays:
    required = np.array(
        [REQUIRED[direction](proportion, int(size)) for size in population], dtype=np.int64
    )
    wanted = positive if direction == "at_least" else answered - positive
    return assembled_evidence(
        confidences(wanted, answered, population, required),
        needs_and_bounds(positive, answered, population, required, direction),
    )


def needs_and_bounds(
    positive: IntArray,
    answered: IntArray,
    population: IntArray,
    required: IntArray,
    direction: Direction,
) -> NeedsAndBounds:
    """What would settle it, and what holds whatever the silent would say.

    ``required`` is how many must stand on the wanted side, which for a "less
    than" threshold is the negative one.
    """
    silent = population - answered
    wanted = positive if direction == "at_least" else answered - positive
    to_meet = np.maximum(0, required - wanted)
    to_fail = np.maximum(0, wanted + silent - required + 1)
    yes, no = (to_meet, to_fail) if direction == "at_least" else (to_fail, to_meet)
    return NeedsAndBounds(yes, no, positive / population, (positive + silent) / population)


def assembled_evidence(shares: Confidences, known: NeedsAndBounds = NOT_KNOWN) -> EvidenceArrays:
    """The label and the side that the confidences come to, and all their figures."""
    return EvidenceArrays(
        label=_labels(shares, known.settled(shares.met.shape)),
        leans=np.select([shares.met >= MODERATE, shares.not_met >= MODERATE], SIDES, ""),
        confidence_met=shares.met,
        confidence_not_met=shares.not_met,
        probability_met=shares.probability,
        bracket_low=shares.met,
        bracket_high=shares.generous,
        **known._asdict(),
    )


def _labels(shares: Confidences, settled: BoolArray) -> TextArray:
    larger = np.maximum(shares.met, shares.not_met)
    return np.select(
        [settled, larger >= STRONG, larger >= MODERATE],
        ["settled", "strong", "moderate"],
        "too close to call",
    )
