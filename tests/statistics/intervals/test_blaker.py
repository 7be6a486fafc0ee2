"""Blaker's interval. Printed values: the worked cases, and R's ``BlakerCI`` 1.0-6."""

import numpy as np
import pytest
from scipy.stats import hypergeom

from surveyapp.statistics import NoAnswersError, blaker_interval, hypergeometric_interval


def test_the_worked_case_of_17_of_22_from_35():
    interval = blaker_interval(17, 22, 35)
    assert (interval.low_count, interval.high_count) == (23, 30)


def test_the_binomial_form_is_the_one_that_r_prints():
    interval = blaker_interval(3, 10, None)
    assert interval.low == pytest.approx(0.08726443, abs=5e-9)
    assert interval.high == pytest.approx(0.61941066, abs=5e-9)
    assert interval.low_count is None


def accepted_counts(positive, answered, population):
    """The definition, word for word: every count that the test accepts."""
    accepted = []
    for count in range(positive, positive + population - answered + 1):
        below = hypergeom.cdf(np.arange(-1, answered + 1), population, count, answered)
        above = hypergeom.sf(np.arange(-1, answered + 1), population, count, answered)
        lower, upper = below[positive + 1], above[positive]
        smaller = min(lower, upper)
        opposite = below if upper <= lower else above
        other = opposite[opposite <= smaller * (1 + 1e-9)].max()
        if min(1.0, smaller + other) > 0.05 * (1 + 1e-9):
            accepted.append(count)
    return accepted


@pytest.mark.parametrize("population", [1, 2, 7, 12, 13])
def test_the_limits_are_the_ends_of_what_the_definition_accepts(population):
    for answered in range(1, population + 1):
        for positive in range(answered + 1):
            accepted = accepted_counts(positive, answered, population)
            interval = blaker_interval(positive, answered, population)
            assert (interval.low_count, interval.high_count) == (accepted[0], accepted[-1])


def test_at_half_of_the_population_it_equals_the_default():
    positive = np.arange(31)
    blaker, default = (
        method(positive, 30, 60) for method in (blaker_interval, hypergeometric_interval)
    )
    assert blaker.low_count.tolist() == default.low_count.tolist()
    assert blaker.high_count.tolist() == default.high_count.tolist()


def test_a_proportion_of_nobody_is_an_error_not_zero():
    with pytest.raises(NoAnswersError):
        blaker_interval(0, 0, 12)
    assert blaker_interval([0, 17], [0, 22], [12, 35]).low_count.tolist() == [-1, 23]
