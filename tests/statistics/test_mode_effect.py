"""Modes within schemes. Printed values: R's ``mantelhaen.test(correct=FALSE)``."""

from fractions import Fraction

import pytest

from surveyapp.statistics import NoAnswersError, mode_effect

# R's UCBAdmissions: men and women by admitted and rejected, in six departments.
ADMISSIONS = [
    [[512, 313], [89, 19]], [[353, 207], [17, 8]], [[120, 205], [202, 391]],
    [[138, 279], [131, 244]], [[53, 138], [94, 299]], [[22, 351], [24, 317]],
]  # fmt: skip


def test_the_statistic_is_the_one_that_r_prints_for_the_berkeley_admissions():
    effect = mode_effect(ADMISSIONS)
    assert effect.statistic == pytest.approx(1.5246, abs=5e-5)
    assert effect.p_value == pytest.approx(0.2169, abs=5e-5)


def test_the_difference_is_weighted_within_schemes_and_not_across_them():
    # In each scheme the helped say yes less often by 1/2 and by 1/5.
    tables = [[[4, 0], [2, 2]], [[10, 0], [16, 4]]]
    weights = Fraction(4 * 4, 8), Fraction(10 * 20, 30)
    expected = (weights[0] / 2 + weights[1] / 5) / sum(weights)
    assert mode_effect(tables).difference == pytest.approx(float(expected), abs=1e-12)


def test_modes_that_differ_only_because_schemes_do_show_no_effect():
    # Pooled, 82 % of self and 34 % of assisted say yes; within schemes nothing differs.
    tables = [[[90, 10], [9, 1]], [[2, 8], [20, 80]]]
    effect = mode_effect(tables)
    assert effect.difference == pytest.approx(0.0, abs=1e-12)
    assert effect.p_value == pytest.approx(1.0)


def test_a_scheme_with_one_mode_says_nothing_of_their_difference():
    tables = [[[18, 2], [6, 4]]]
    assert mode_effect([*tables, [[5, 5], [0, 0]]]) == mode_effect(tables)


def test_when_all_agree_there_is_no_difference_to_test():
    effect = mode_effect([[[5, 0], [4, 0]]])
    assert (effect.difference, effect.statistic, effect.p_value) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize("tables", [[], [[[5, 5], [0, 0]]]])
def test_modes_that_nobody_used_are_an_error_not_zero(tables):
    with pytest.raises(NoAnswersError):
        mode_effect(tables)


@pytest.mark.parametrize("table", [[[1, 2, 3], [4, 5, 6]], [[1, -2], [4, 5]], [[1, 2]]])
def test_a_table_that_cannot_be_is_refused(table):
    with pytest.raises(ValueError):
        mode_effect([table])
