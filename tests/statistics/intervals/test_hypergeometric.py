"""The default interval. Printed values: R's ``phyper``, exact fractions."""

from math import comb

import numpy as np
import pytest
from scipy.stats import hypergeom

from surveyapp.statistics import (
    NoAnswersError,
    RosterError,
    clopper_pearson_interval,
    hypergeometric_interval,
)


@pytest.mark.parametrize(
    ("positive", "answered", "population", "low_count", "high_count"),
    [
        (17, 22, 35, 22, 30),
        (14, 15, 16, 14, 15),
        (19, 24, 24, 19, 19),
        (31, 38, 57, 41, 50),
    ],
)
def test_the_limits_are_those_of_the_worked_cases(
    positive, answered, population, low_count, high_count
):
    interval = hypergeometric_interval(positive, answered, population)
    assert (interval.low_count, interval.high_count) == (low_count, high_count)
    assert interval.low == pytest.approx(low_count / population, abs=1e-15)
    assert interval.high == pytest.approx(high_count / population, abs=1e-15)


def test_the_tails_beside_the_lower_limit_are_those_that_r_prints():
    # The worked case 17 of 22 from 35: the first K above 2.5 % is 22.
    assert hypergeom.sf(16, 35, 21, 22) == pytest.approx(0.0090708678, abs=1e-10)
    assert hypergeom.sf(16, 35, 22, 22) == pytest.approx(0.0268101433, abs=1e-10)


def test_a_tail_of_exactly_the_limit_does_not_exceed_it():
    # 1 of 1 from 40: P(X >= 1 | K = 1) is 1/40, exactly half of 5 %.
    assert hypergeometric_interval(1, 1, 40).low_count == 2
    assert hypergeometric_interval([1, 1, 1], 1, 40).low_count.tolist() == [2, 2, 2]
    assert hypergeometric_interval(0, 1, 40).high_count == 38


def exact_low_count(positive, answered, population):
    """The definition in whole numbers: the first K whose tail is above 1/40."""
    count = positive
    while True:
        ways = sum(
            comb(count, yes) * comb(population - count, answered - yes)
            for yes in range(positive, min(count, answered) + 1)
        )
        if 40 * ways > comb(population, answered):
            return count
        count += 1


@pytest.mark.parametrize("population", [*range(1, 25), 40])
def test_the_limits_are_those_of_exact_fractions(population):
    for answered in range(1, population + 1):
        low = [exact_low_count(x, answered, population) for x in range(answered + 1)]
        many = hypergeometric_interval(np.arange(answered + 1), answered, population)
        assert many.low_count.tolist() == low
        assert many.high_count.tolist() == [population - count for count in reversed(low)]


def test_a_dashboard_gives_the_same_limits_as_one_at_a_time():
    cases = [
        (positive, answered, population)
        for population in (1, 2, 7, 30, 41)
        for answered in range(1, population + 1)
        for positive in range(answered + 1)
    ]
    positive, answered, population = np.array(cases).T
    many = hypergeometric_interval(positive, answered, population)
    singles = [hypergeometric_interval(*case) for case in cases]
    assert many.low_count.tolist() == [single.low_count for single in singles]
    assert many.high_count.tolist() == [single.high_count for single in singles]


@pytest.mark.parametrize("confidence", [0.8, 0.99, 0.9999])
def test_large_populations_give_the_same_limits_by_both_searches(confidence):
    for population in (500, 4_000, 30_000):
        for answered in (3, population // 50, population // 2, population - 1):
            for positive in (0, 1, answered // 3, answered - 1, answered):
                one = hypergeometric_interval(
                    positive, answered, population, confidence=confidence
                )
                many = hypergeometric_interval(
                    [positive] * 3, answered, population, confidence=confidence
                )
                assert (one.low_count, one.high_count) == (
                    many.low_count[0],
                    many.high_count[0],
                )


def test_one_proportion_of_nobody_is_an_error_not_zero():
    with pytest.raises(NoAnswersError):
        hypergeometric_interval(0, 0, 12)


def test_among_many_a_proportion_of_nobody_has_no_limits_and_the_rest_have():
    many = hypergeometric_interval([17, 0], [22, 0], [35, 12])
    assert many.low_count.tolist() == [22, -1]
    assert many.high_count.tolist() == [30, -1]
    assert np.isnan(many.low[1]) and np.isnan(many.high[1])
    assert many.low[0] == pytest.approx(22 / 35)


def test_a_dashboard_of_nobody_at_all_is_empty_of_limits():
    many = hypergeometric_interval([0, 0], [0, 0], [12, 9])
    assert np.isnan(many.low).all()
    assert hypergeometric_interval([], [], []).low.size == 0


def test_more_answers_than_people_is_a_fault_of_the_roster():
    with pytest.raises(RosterError) as caught:
        hypergeometric_interval(5, 13, 12)
    assert (caught.value.answered, caught.value.population) == (13, 12)
    with pytest.raises(RosterError):
        hypergeometric_interval([5, 5], [6, 13], 12)


@pytest.mark.parametrize(("positive", "answered"), [(-1, 5), (6, 5), (-2, -1)])
def test_impossible_counts_are_refused(positive, answered):
    with pytest.raises(ValueError, match="positive answers"):
        hypergeometric_interval(positive, answered, 12)


def test_a_count_with_a_fraction_is_refused():
    with pytest.raises(TypeError, match="whole numbers"):
        hypergeometric_interval(1.5, 5, 12)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_outside_nought_to_one_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence"):
        hypergeometric_interval(1, 5, 12, confidence=confidence)


def test_a_population_of_unknown_size_has_the_limits_of_clopper_and_pearson():
    assert hypergeometric_interval(18, 23, None) == clopper_pearson_interval(18, 23)
    many = hypergeometric_interval([18, 0], [23, 0], None)
    assert many.low_count is None
    assert many.low[0] == pytest.approx(0.5629692738, abs=1e-9)
