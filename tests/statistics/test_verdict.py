"""The contract verdict is the observed fraction against the threshold, and exact."""

from fractions import Fraction

import pytest

from surveyapp.statistics import contract_verdict


def test_exactly_the_threshold_is_met():
    assert contract_verdict(4, 5, threshold="0.8") == "met"
    assert contract_verdict(28, 35, threshold=Fraction(4, 5)) == "met"


def test_a_share_that_would_round_to_the_threshold_is_not_met():
    assert contract_verdict(79_967, 100_000, threshold="0.8") == "not met"
    assert contract_verdict(19, 24, threshold="0.8") == "not met"


def test_less_than_is_strict():
    assert contract_verdict(1, 5, threshold="0.2", direction="less_than") == "not met"
    assert contract_verdict(0, 5, threshold="0.2", direction="less_than") == "met"


def test_nobody_answered_is_no_result_and_no_error():
    assert contract_verdict(0, 0, threshold="0.8") == "no result"


def test_a_dashboard_has_a_word_for_each_entry():
    words = contract_verdict([17, 14, 0], [22, 15, 0], threshold="0.8")
    assert words.tolist() == ["not met", "met", "no result"]


def test_products_too_large_for_64_bits_are_still_exact():
    third = Fraction(10**18 + 1, 3 * 10**18)
    assert contract_verdict([10**6], [3 * 10**6], threshold=third).tolist() == ["not met"]


@pytest.mark.parametrize("threshold", [0.8, 80, None])
def test_only_exact_thresholds_are_accepted(threshold):
    with pytest.raises(TypeError, match="threshold"):
        contract_verdict(4, 5, threshold=threshold)


@pytest.mark.parametrize("threshold", ["80", "-0.1", Fraction(3, 2), "eighty", "80%"])
def test_a_threshold_is_a_number_from_nought_to_one(threshold):
    with pytest.raises(ValueError):
        contract_verdict(4, 5, threshold=threshold)


def test_an_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="at_least, less_than"):
        contract_verdict(4, 5, threshold="0.8", direction="at_most")


def test_more_positive_answers_than_answers_is_refused():
    with pytest.raises(ValueError):
        contract_verdict(6, 5, threshold="0.8")
