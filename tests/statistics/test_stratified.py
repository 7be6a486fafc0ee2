"""Several strata together. Printed standard errors: R's ``survey`` 4.5."""

import pytest

from surveyapp.statistics import (
    NoAnswersError,
    RosterError,
    Stratum,
    clopper_pearson_interval,
    contract_verdict,
    evidence,
    hypergeometric_interval,
    stratified_evidence,
    stratified_interval,
)
from surveyapp.statistics.score import score_model
from surveyapp.statistics.strata import covered_strata

# The extra-care round of 2026, by scheme: everybody eligible, answers of
# substance, and positive answers.
FEEL_SAFE = [Stratum(40, 32, 26), Stratum(58, 41, 36), Stratum(24, 19, 15)]
WELLBEING = [Stratum(40, 32, 25), Stratum(58, 41, 28), Stratum(24, 16, 10)]
RECOMMEND = [
    Stratum(40, 32, 31), Stratum(58, 38, 30), Stratum(24, 18, 17),
    Stratum(32, 16, 16), Stratum(46, 20, 18), Stratum(19, 10, 4),
]  # fmt: skip
WELL_LED = [Stratum(25, 20, 15), Stratum(29, 25, 20), Stratum(15, 11, 10)]


@pytest.mark.parametrize(
    ("strata", "threshold", "pooled", "people", "label", "verdict"),
    [
        (FEEL_SAFE, "0.80", (77, 92), (97, 107, 122), "moderate", "met"),
        (WELLBEING, "0.80", (63, 89), (79, 92, 122), "settled", "not met"),
        (RECOMMEND, "0.80", (116, 134), (179, 196, 219), "strong", "met"),
        (WELL_LED, "0.75", (45, 56), (52, 58, 69), "strong", "met"),
    ],
)
def test_the_indicators_of_the_extra_care_round(
    strata, threshold, pooled, people, label, verdict
):
    positive, answered = (
        sum(stratum.positive for stratum in strata),
        sum(stratum.answered for stratum in strata),
    )
    assert (positive, answered) == pooled
    interval = stratified_interval(strata)
    population = sum(stratum.population for stratum in strata)
    assert (interval.low_count, interval.high_count, population) == people
    assert stratified_evidence(strata, threshold=threshold).label == label
    assert contract_verdict(positive, answered, threshold=threshold) == verdict


def test_the_worked_case_of_three_schemes():
    interval = stratified_interval(
        [Stratum(36, 20, 17), Stratum(50, 30, 22), Stratum(24, 18, 16)]
    )
    assert interval.estimate == pytest.approx(0.8054545455, abs=1e-9)
    assert (interval.low_count, interval.high_count) == (81, 95)
    assert interval.low == pytest.approx(0.7363636364, abs=1e-9)
    assert interval.high == pytest.approx(0.8636363636, abs=1e-9)
    assert interval.standard_error == pytest.approx(0.0307551776, abs=1e-9)


def test_the_continuity_correction_is_that_of_the_worked_case():
    strata = [Stratum(36, 20, 17), Stratum(50, 30, 22), Stratum(24, 18, 16)]
    assert score_model(covered_strata(strata)).step == pytest.approx(0.0076624795, abs=1e-10)


def test_the_worked_case_with_a_complete_scheme():
    interval = stratified_interval(
        [Stratum(22, 22, 18), Stratum(41, 24, 20), Stratum(30, 15, 12), Stratum(63, 40, 31)]
    )
    assert interval.estimate == pytest.approx(0.8012286325, abs=1e-9)
    assert (interval.low_count, interval.high_count) == (116, 132)
    assert interval.standard_error == pytest.approx(0.0255048437, abs=1e-9)


def test_one_stratum_gets_the_exact_interval_and_the_exact_evidence():
    strata = [Stratum(35, 22, 17)]
    interval, exact = stratified_interval(strata), hypergeometric_interval(17, 22, 35)
    assert (interval.low_count, interval.high_count) == (exact.low_count, exact.high_count)
    found, one = (
        stratified_evidence(strata, threshold="0.8"),
        evidence(17, 22, 35, threshold="0.8"),
    )
    assert found.confidence_met == one.confidence_met
    assert (found.label, found.need_yes, found.need_no) == (one.label, 11, 3)


def test_when_everybody_answered_the_width_is_nought():
    strata = [Stratum(12, 12, 9), Stratum(20, 20, 18)]
    interval = stratified_interval(strata)
    assert (interval.low_count, interval.high_count) == (27, 27)
    assert interval.low == interval.high == interval.estimate
    assert interval.standard_error == 0.0
    assert interval.n_eff is None
    assert stratified_evidence(strata, threshold="0.8").label == "settled"


def test_all_yes_has_an_interval_that_ends_at_everybody():
    interval = stratified_interval([Stratum(40, 20, 20), Stratum(30, 10, 10)])
    assert interval.high_count == 70
    assert 30 < interval.low_count < 70


def test_all_no_mirrors_all_yes():
    yes = stratified_interval([Stratum(40, 20, 20), Stratum(30, 10, 10)])
    no = stratified_interval([Stratum(40, 20, 0), Stratum(30, 10, 0)])
    assert (no.low_count, no.high_count) == (70 - yes.high_count, 70 - yes.low_count)


def test_a_scheme_of_one_answer_has_an_interval_but_no_standard_error():
    interval = stratified_interval([Stratum(8, 1, 1), Stratum(30, 20, 12)])
    assert 13 <= interval.low_count < interval.high_count <= 30
    assert interval.standard_error is None


def test_a_scheme_of_one_person_is_complete():
    interval = stratified_interval([Stratum(1, 1, 1), Stratum(30, 20, 12)])
    assert interval.standard_error is not None


def test_a_scheme_that_nobody_answered_for_is_left_out_and_named():
    answered = [Stratum(36, 20, 17), Stratum(50, 30, 22)]
    interval = stratified_interval([*answered, Stratum(24, 0, 0)])
    without = stratified_interval(answered)
    assert (interval.low_count, interval.high_count) == (without.low_count, without.high_count)
    assert interval.covered == pytest.approx(86 / 110)
    assert without.covered == 1.0
    assert interval.bound_low == pytest.approx(39 / 110)
    assert interval.bound_high == pytest.approx((39 + 60) / 110)


def test_a_scheme_without_answers_keeps_the_whole_from_being_settled():
    complete = [Stratum(24, 24, 24)]
    assert stratified_evidence(complete, threshold="0.8").label == "settled"
    found = stratified_evidence([*complete, Stratum(40, 0, 0)], threshold="0.8")
    assert found.label != "settled"
    assert (found.need_yes, found.need_no) == (28, 13)


def test_needs_add_up_to_one_more_than_the_silent():
    found = stratified_evidence(FEEL_SAFE, threshold="0.8")
    assert (found.need_yes, found.need_no) == (21, 10)
    assert found.need_yes + found.need_no == 122 - 92 + 1


def test_the_middle_of_the_bracket_is_the_probability():
    found = stratified_evidence(RECOMMEND, threshold="0.8")
    assert found.probability_met == pytest.approx((found.bracket_low + found.bracket_high) / 2)
    assert found.bracket_low == found.confidence_met
    assert found.bracket_high == pytest.approx(1 - found.confidence_not_met)


def test_less_than_on_strata_is_the_complement():
    below = stratified_evidence(
        [Stratum(40, 32, 6), Stratum(58, 41, 5), Stratum(24, 19, 4)],
        threshold="0.2",
        direction="less_than",
    )
    # Fewer than 25 of 122 is 98 of the others or more, as "at least 80 %" asks.
    above = stratified_evidence(FEEL_SAFE, threshold="0.8")
    assert below.confidence_met == pytest.approx(above.confidence_met, abs=1e-12)
    assert (below.need_no, below.need_yes) == (above.need_yes, above.need_no)
    assert below.bound_low == pytest.approx(15 / 122)


def test_one_stratum_of_unknown_size_makes_all_of_them_a_pooled_sample():
    strata = [Stratum(40, 32, 26), Stratum(None, 23, 18)]
    interval, pooled = stratified_interval(strata), clopper_pearson_interval(44, 55)
    assert (interval.low, interval.high) == (pooled.low, pooled.high)
    assert interval.estimate == pytest.approx(0.8)
    assert interval.low_count is None and interval.covered is None
    found = stratified_evidence(strata, threshold="0.5")
    assert found.label == "strong"
    assert found.need_yes is None and found.bound_low is None


@pytest.mark.parametrize("strata", [[], [Stratum(5, 0, 0)], [Stratum(None, 0, 0)]])
def test_strata_of_nobody_are_an_error_not_zero(strata):
    with pytest.raises(NoAnswersError):
        stratified_interval(strata)
    with pytest.raises(NoAnswersError):
        stratified_evidence(strata, threshold="0.8")


def test_a_stratum_cannot_hold_impossible_counts():
    with pytest.raises(RosterError):
        Stratum(12, 13, 5)
    with pytest.raises(ValueError, match="more positive answers"):
        Stratum(12, 5, 6)


def test_a_confidence_outside_nought_to_one_is_refused_for_strata():
    with pytest.raises(ValueError, match="confidence"):
        stratified_interval(FEEL_SAFE, confidence=95)
