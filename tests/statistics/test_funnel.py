"""Schemes beside each other."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import binom

from surveyapp.statistics import NoAnswersError, funnel_limits, overdispersion


def test_the_limit_lies_between_the_two_counts_around_the_level():
    limits = funnel_limits(40, target="0.8")
    for limit, level in (
        (limits.low95, 0.025), (limits.high95, 0.975),
        (limits.low998, 0.001), (limits.high998, 0.999),
    ):  # fmt: skip
        above = int(np.ceil(limit * 40))
        assert binom.cdf(above - 1, 40, 0.8) < level <= binom.cdf(above, 40, 0.8)


def test_the_limit_is_interpolated_as_in_the_paper():
    # n = 1, target 1/2: F(0) = 1/2, F(1) = 1. At 0.975: 1 - (1 - 0.975) / (1/2).
    assert funnel_limits(1, target="0.5").high95 == pytest.approx(0.95)


def test_limits_never_leave_nought_to_one():
    many = funnel_limits([1, 2, 5], target="0.9")
    for level in (many.low95, many.low998, many.high95, many.high998):
        assert ((level >= 0) & (level <= 1)).all()
    assert many.low95[0] == 0.0


def test_more_answers_narrow_the_funnel():
    many = funnel_limits([10, 40, 160, 640], target=Fraction(4, 5))
    assert (np.diff(many.high95 - many.low95) < 0).all()


def test_a_scheme_of_nobody_has_no_limits():
    assert np.isnan(funnel_limits([5, 0], target=0.8).low95[1])
    with pytest.raises(NoAnswersError):
        funnel_limits(0, target=0.8)


@pytest.mark.parametrize("target", [0, 1, 80])
def test_a_target_lies_between_nought_and_one(target):
    with pytest.raises(ValueError, match="target"):
        funnel_limits(40, target=target)


def test_schemes_that_differ_by_chance_alone_have_no_variance_between_them():
    found = overdispersion([30, 31, 32, 33, 34, 30, 31, 32, 33, 34], [40] * 10)
    assert found.phi < 1
    assert found.tau2 == 0.0


def test_the_variance_between_schemes_is_the_moment_estimate():
    positives, answereds = [38, 36, 20, 18, 39, 30, 22, 37, 25, 31], [40] * 10
    share = np.array(positives) / 40
    pooled = share.mean()
    weight = 40 / (pooled * (1 - pooled))
    z = (share - pooled) * weight**0.5
    z = np.clip(z, np.quantile(z, 0.1), np.quantile(z, 0.9))
    found = overdispersion(positives, answereds)
    assert found.phi == pytest.approx((z**2).mean())
    # With equal weights the divisor is (I - 1) w.
    assert found.tau2 == pytest.approx(((z**2).sum() - 9) / (9 * weight))


def test_a_scheme_that_is_truly_apart_is_drawn_in():
    usual = [32, 33, 31, 32, 34, 30, 32, 33, 31, 32, 33]
    apart = overdispersion([*usual, 0], [40] * 12)
    assert apart.tau2 == 0.0


def test_schemes_that_all_agree_have_no_spread():
    found = overdispersion([8] * 12, [8] * 12)
    assert (found.phi, found.tau2) == (0.0, 0.0)


def test_fewer_than_ten_schemes_cannot_be_told_from_chance():
    with pytest.raises(ValueError, match="10 schemes"):
        overdispersion([5] * 9 + [0], [9] * 9 + [0])
    with pytest.raises(NoAnswersError):
        overdispersion([0] * 12, [0] * 12)
