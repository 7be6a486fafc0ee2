"""Evidence about a threshold. Printed values: R's ``phyper`` and exact fractions."""

import numpy as np
import pytest
from scipy.stats import binom

from surveyapp.statistics import NoAnswersError, RosterError, evidence


def test_the_worked_case_of_17_of_22_from_35_against_80_percent():
    result = evidence(17, 22, 35, threshold="0.8")
    assert (result.label, result.leans) == ("too close to call", None)
    assert result.confidence_met == pytest.approx(0.3550611791, abs=1e-9)
    assert result.confidence_not_met == pytest.approx(0.5249378394, abs=1e-9)
    assert result.probability_met == pytest.approx(0.4129134971, abs=1e-9)
    assert result.bracket_low == pytest.approx(0.3550611791, abs=1e-9)
    assert result.bracket_high == pytest.approx(0.4750621606, abs=1e-9)
    assert (result.need_yes, result.need_no) == (11, 3)
    assert result.bound_low == pytest.approx(0.4857142857, abs=1e-9)
    assert result.bound_high == pytest.approx(0.8571428571, abs=1e-9)


def test_one_missing_answer_can_still_keep_a_threshold_open():
    result = evidence(14, 15, 16, threshold="0.9")
    assert result.label == "too close to call"
    assert result.confidence_met == pytest.approx(0.875, abs=1e-12)
    assert result.confidence_not_met == pytest.approx(0.0625, abs=1e-12)
    assert (result.need_yes, result.need_no) == (1, 1)


def test_a_census_is_settled():
    result = evidence(19, 24, 24, threshold="0.8")
    assert (result.label, result.leans, result.confidence_not_met) == ("settled", "not met", 1.0)
    assert (result.need_yes, result.need_no) == (1, 0)
    assert result.bound_low == result.bound_high == 19 / 24


def test_every_figure_of_one_proportion_is_a_plain_python_value():
    result = evidence(17, 22, 35, threshold="0.8")
    assert type(result.need_yes) is int
    assert type(result.confidence_met) is float
    assert type(result.label) is str


@pytest.mark.parametrize(
    ("population", "share", "answers"),
    [
        (20, "0.85", 19), (20, "0.90", 14), (20, "0.95", 10), (20, "1", 10),
        (40, "0.85", 34), (40, "0.90", 23), (40, "0.95", 18), (40, "1", 13),
        (60, "0.85", 47), (60, "0.90", 31), (60, "0.95", 20), (60, "1", 14),
        (80, "0.85", 56), (80, "0.90", 33), (80, "0.95", 22), (80, "1", 14),
    ],
)  # fmt: skip
def test_the_answers_needed_for_strong_evidence_are_those_of_the_printed_table(
    population, share, answers
):
    counts = np.arange(1, population + 1)
    # Rounded to the nearest person, halves up, as the printed table was made.
    positive = np.floor(counts * float(share) + 0.5).astype(int)
    result = evidence(positive, counts, population, threshold="0.8")
    enough = np.isin(result.label, ["strong", "settled"]) & (result.leans == "met")
    assert counts[enough][0] == answers


def test_all_yes_against_100_percent_is_as_sure_as_the_response():
    assert evidence(30, 30, 40, threshold="1").confidence_met == pytest.approx(0.75, abs=1e-12)


def test_less_than_is_the_strict_complement_of_at_least():
    below = evidence(3, 30, 40, threshold="0.2", direction="less_than")
    # Fewer than 8 of 40 positive is at least 33 of 40 negative.
    above = evidence(27, 30, 40, threshold="0.825")
    assert below.confidence_met == pytest.approx(above.confidence_met, abs=1e-12)
    assert below.confidence_not_met == pytest.approx(above.confidence_not_met, abs=1e-12)
    assert (below.need_no, below.need_yes) == (above.need_yes, above.need_no)
    assert below.bound_low == pytest.approx(3 / 40)
    assert below.bound_high == pytest.approx(13 / 40)


def test_nothing_is_less_than_nothing_and_everything_is_at_least_nothing():
    never = evidence(0, 5, 9, threshold="0", direction="less_than")
    assert (never.label, never.leans) == ("settled", "not met")
    always = evidence(0, 5, 9, threshold="0")
    assert (always.label, always.leans) == ("settled", "met")


def test_a_population_of_unknown_size_is_binomial_and_never_settled():
    result = evidence(18, 23, None, threshold="0.8")
    assert result.confidence_met == pytest.approx(1 - binom.sf(17, 23, 0.8), abs=1e-12)
    assert result.confidence_not_met == pytest.approx(1 - binom.cdf(18, 23, 0.8), abs=1e-12)
    assert result.bracket_low < result.probability_met < result.bracket_high
    assert (result.need_yes, result.need_no) == (None, None)
    assert (result.bound_low, result.bound_high) == (None, None)
    assert evidence(400, 400, None, threshold="0.8").label == "strong"


def test_less_than_in_a_population_of_unknown_size_counts_the_complement():
    below = evidence(2, 30, None, threshold="0.2", direction="less_than")
    above = evidence(28, 30, None, threshold="0.8")
    assert below.confidence_met == pytest.approx(above.confidence_met, abs=1e-12)


def test_a_dashboard_gives_the_same_evidence_as_one_at_a_time():
    positive, answered, population = [17, 14, 19, 38], [22, 15, 24, 38], [35, 16, 24, 40]
    many = evidence(positive, answered, population, threshold="0.8")
    for i, counts in enumerate(zip(positive, answered, population, strict=True)):
        one = evidence(*counts, threshold="0.8")
        assert many.label[i] == one.label
        assert many.leans[i] == (one.leans or "")
        assert many.confidence_met[i] == one.confidence_met
        assert many.need_no[i] == one.need_no


def test_among_many_a_proportion_of_nobody_has_no_evidence():
    many = evidence([17, 0], [22, 0], [35, 12], threshold="0.8")
    assert many.label.tolist() == ["too close to call", ""]
    assert np.isnan(many.confidence_met[1])
    assert many.need_yes.tolist() == [11, -1]


def test_evidence_of_nobody_is_an_error_not_zero():
    with pytest.raises(NoAnswersError):
        evidence(0, 0, 12, threshold="0.8")


def test_more_answers_than_people_is_a_fault_of_the_roster():
    with pytest.raises(RosterError):
        evidence(5, 13, 12, threshold="0.8")


def test_a_float_threshold_is_refused():
    with pytest.raises(TypeError, match="Fraction or a decimal string"):
        evidence(4, 5, 9, threshold=0.8)
