"""How often evidence is wrong, by enumeration of every design and the worst truths."""

from fractions import Fraction
from functools import cache
from math import ceil

import numpy as np
import pytest
from scipy.stats import betabinom, hypergeom

from surveyapp.statistics import contract_verdict, evidence, hypergeometric_interval

THRESHOLDS = ["0.5", "0.75", "0.8", "0.9"]


@cache
def all_counts(largest):
    cases = [
        (positive, answered, population)
        for population in range(1, largest + 1)
        for answered in range(1, population + 1)
        for positive in range(answered + 1)
    ]
    return np.array(cases).T


@cache
def all_evidence(largest, threshold):
    return evidence(*all_counts(largest), threshold=threshold)


def required(threshold, population):
    return np.array([ceil(Fraction(threshold) * int(size)) for size in population])


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_strong_claims_on_the_wrong_side_are_made_at_most_one_time_in_40(threshold):
    positive, answered, population = all_counts(60)
    found = all_evidence(60, threshold)
    decided = np.isin(found.label, ["strong", "settled"])
    enough = required(threshold, population)
    design = population * 100 + answered
    for side, truth in (("met", enough - 1), ("not met", enough)):
        claims = decided & (found.leans == side) & (truth >= 0)
        chance = hypergeom.pmf(positive[claims], population[claims], truth[claims],
                               answered[claims])  # fmt: skip
        assert np.bincount(design[claims], weights=chance).max() <= 0.025 + 1e-9


@pytest.mark.parametrize("threshold", [*THRESHOLDS, "1"])
def test_settled_evidence_never_contradicts_the_verdict(threshold):
    positive, answered, _ = all_counts(80)
    found = all_evidence(80, threshold)
    verdict = contract_verdict(positive, answered, threshold=threshold)
    settled = found.label == "settled"
    assert settled.any()
    assert (found.leans[settled] == verdict[settled]).all()


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_up_to_90_percent_no_evidence_points_against_the_verdict(threshold):
    positive, answered, _ = all_counts(80)
    found = all_evidence(80, threshold)
    verdict = contract_verdict(positive, answered, threshold=threshold)
    against = np.where(verdict == "met", found.confidence_not_met, found.confidence_met)
    assert against.max() <= 0.888
    assert set(found.leans[found.leans != verdict]) <= {""}


def test_above_90_percent_evidence_may_lean_against_the_verdict():
    # 56 of 59 are just under 95 %. But were 56 the truth, the one silent
    # person of 60 would more likely have been one of the 56.
    found = evidence(56, 59, 60, threshold="0.95")
    assert contract_verdict(56, 59, threshold="0.95") == "not met"
    assert found.confidence_met == pytest.approx(56 / 60, abs=1e-12)
    assert (found.label, found.leans) == ("moderate", "met")


def test_what_is_needed_each_way_adds_up_to_one_more_than_the_silent():
    _, answered, population = all_counts(60)
    found = all_evidence(60, "0.8")
    still_open = (found.need_yes > 0) & (found.need_no > 0)
    silent = (population - answered)[still_open]
    assert ((found.need_yes + found.need_no)[still_open] == silent + 1).all()


def test_both_confidences_are_beta_binomial_tails_under_the_extreme_priors():
    positive, answered, population = all_counts(49)
    # The library has no distribution for a shape of nought.
    usual = (positive > 0) & (positive < answered)
    positive, answered, population = positive[usual], answered[usual], population[usual]
    found = evidence(positive, answered, population, threshold="0.8")
    silent, needed = population - answered, required("0.8", population) - positive
    sceptical, generous = (
        betabinom.sf(needed - 1, silent, positive + yes, answered - positive + no)
        for yes, no in ((0, 1), (1, 0))
    )
    np.testing.assert_allclose(found.bracket_low, sceptical, atol=1e-10)
    np.testing.assert_allclose(found.bracket_high, generous, atol=1e-10)


def test_the_probability_lies_inside_its_bracket():
    found = all_evidence(60, "0.8")
    assert (found.bracket_low <= found.probability_met + 1e-12).all()
    assert (found.probability_met <= found.bracket_high + 1e-12).all()


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_strong_evidence_says_the_same_as_the_interval(threshold):
    positive, answered, population = all_counts(60)
    found = all_evidence(60, threshold)
    interval = hypergeometric_interval(positive, answered, population)
    enough = required(threshold, population)
    decided = np.isin(found.label, ["strong", "settled"])
    assert ((interval.low_count >= enough) == (decided & (found.leans == "met"))).all()
    assert ((interval.high_count < enough) == (decided & (found.leans == "not met"))).all()
