"""Evidence about a threshold from several strata together."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from scipy.special import ndtr

from surveyapp.statistics.confidences import Confidences, confidences
from surveyapp.statistics.evidence import (
    Evidence,
    NeedsAndBounds,
    assembled_evidence,
    evidence,
    needs_and_bounds,
    single_evidence,
)
from surveyapp.statistics.score import score_model
from surveyapp.statistics.strata import CoveredStrata, Stratum, covered_strata, everybody_in
from surveyapp.statistics.thresholds import (
    REQUIRED,
    Direction,
    Threshold,
    checked_direction,
    threshold_proportion,
)


def stratified_evidence(
    strata: Sequence[Stratum], *, threshold: Threshold, direction: Direction = "at_least"
) -> Evidence:
    """How sure the answers make it that all strata together meet the threshold.

    The confidences speak of the weighted share of the strata that have
    answers; settled, the needs and the bounds of everybody in all of them.
    ``probability_met`` is the middle of the bracket. One stratum gets the
    exact evidence. If any size is not known it is the evidence of the pooled
    counts from a population of unknown size, and never settled.

    Raises ``NoAnswersError`` when nobody answered, ``TypeError`` for a float
    threshold.

    Source: the one-sided form of the stratified score interval.

    >>> schemes = [Stratum(40, 32, 26), Stratum(58, 41, 36), Stratum(24, 19, 15)]
    >>> result = stratified_evidence(schemes, threshold="0.8")
    >>> result.label, result.leans, round(result.confidence_met, 4)
    ('moderate', 'met', 0.9682)
    """
    proportion = threshold_proportion(threshold)
    wanted = checked_direction(direction)
    everybody = everybody_in(strata)
    if everybody.population is None:
        return evidence(
            everybody.positive, everybody.answered, None, threshold=proportion, direction=wanted
        )
    sides = strata if wanted == "at_least" else [stratum.complement for stratum in strata]
    covered = covered_strata(sides)
    size = int(covered.population.sum())
    shares = _confidences(covered, REQUIRED[wanted](proportion, size))
    known = _needs_of_all(everybody, everybody.population, proportion, wanted)
    return single_evidence(assembled_evidence(shares, known))


def _needs_of_all(
    everybody: Stratum, population: int, proportion: Fraction, direction: Direction
) -> NeedsAndBounds:
    required = REQUIRED[direction](proportion, population)
    positive, answered, size, enough = (
        np.array([count])
        for count in (everybody.positive, everybody.answered, population, required)
    )
    return needs_and_bounds(positive, answered, size, enough, direction)


def _confidences(strata: CoveredStrata, required: int) -> Confidences:
    """Confidences about the strata that have answers: exact for a single one."""
    if strata.population.size == 1:
        counts = strata.positive, strata.answered, strata.population
        return confidences(*counts, np.array([required]))
    least = int(strata.positive.sum())
    most = least + int((strata.population - strata.answered).sum())
    if least < required <= most:
        met, not_met = _normal_tails(strata, required)
    else:
        met, not_met = float(least >= required), float(most < required)
    middle = (met + 1 - not_met) / 2
    return Confidences(
        met=np.array([met]),
        not_met=np.array([not_met]),
        generous=np.array([1 - not_met]),
        probability=np.array([middle]),
    )


def _normal_tails(strata: CoveredStrata, required: int) -> tuple[float, float]:
    """Tails of the null models with one person too few positive, and just enough."""
    model = score_model(strata)
    too_few, enough = (count / strata.population.sum() for count in (required - 1, required))
    above = (model.estimate - model.step - too_few) / model.deviation_at(too_few)
    below = (enough - model.estimate - model.step) / model.deviation_at(enough)
    return float(ndtr(above)), float(ndtr(below))
