"""Printed values: R's ``binom.test(18, 23)``."""

import pytest

from surveyapp.statistics import NoAnswersError, clopper_pearson_interval


def test_the_limits_are_those_that_r_prints():
    interval = clopper_pearson_interval(18, 23)
    assert interval.low == pytest.approx(0.5629692738, abs=1e-9)
    assert interval.high == pytest.approx(0.9253965924, abs=1e-9)
    assert interval.low_count is None and interval.high_count is None


def test_nobody_and_everybody_have_limits_at_the_very_ends():
    nobody, everybody = clopper_pearson_interval(0, 7), clopper_pearson_interval(7, 7)
    assert nobody.low == 0.0 and everybody.high == 1.0
    # The rule of one tail: the other limit solves (1 - p)^7 = 0.025.
    assert nobody.high == pytest.approx(1 - 0.025 ** (1 / 7), abs=1e-12)
    assert everybody.low == pytest.approx(0.025 ** (1 / 7), abs=1e-12)


def test_a_proportion_of_nobody_is_an_error_not_zero():
    with pytest.raises(NoAnswersError):
        clopper_pearson_interval(0, 0)
