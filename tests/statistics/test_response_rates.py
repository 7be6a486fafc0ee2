"""Response rates. Printed values: the worked case of 58 eligible residents."""

import pytest

from surveyapp.statistics import NoAnswersError, response_rates


def test_the_worked_case_with_nobody_of_unknown_status():
    rates = response_rates(41, 3, 5, 7, 2, 0, 1)
    assert rates.rr1 == rates.rr3 == rates.rr5 == pytest.approx(0.7068965517, abs=1e-9)
    assert rates.rr2 == rates.rr4 == rates.rr6 == pytest.approx(0.7586206897, abs=1e-9)


def test_people_of_unknown_eligibility_count_in_full_by_share_or_not_at_all():
    rates = response_rates(30, 10, 5, 5, 0, 20, 0.5)
    assert (rates.rr1, rates.rr2) == (30 / 70, 40 / 70)
    assert (rates.rr3, rates.rr4) == (30 / 60, 40 / 60)
    assert (rates.rr5, rates.rr6) == (30 / 50, 40 / 50)


def test_nobody_answering_is_a_rate_of_nought():
    assert response_rates(0, 0, 4, 6, 0, 0, 1).rr2 == 0.0


def test_a_rate_of_nobody_eligible_is_an_error_not_zero():
    with pytest.raises(NoAnswersError):
        response_rates(0, 0, 0, 0, 0, 9, 0.5)


@pytest.mark.parametrize(
    "counts", [(-1, 0, 0, 0, 0, 0, 1), (5, 0, 0, 0, 0, 0, 1.5), (5, 0, 0, 0, 0, 0, -0.1)]
)
def test_impossible_counts_and_shares_are_refused(counts):
    with pytest.raises(ValueError):
        response_rates(*counts)
