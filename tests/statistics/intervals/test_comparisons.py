"""Wilson and Jeffreys. Printed values: R's ``prop.test(correct=FALSE)`` and ``qbeta``."""

import numpy as np
import pytest

from surveyapp.statistics import (
    INTERVALS,
    NoAnswersError,
    RosterError,
    jeffreys_interval,
    wilson_interval,
)


def test_wilson_gives_the_limits_that_r_prints():
    interval = wilson_interval(18, 23, None)
    assert interval.low == pytest.approx(0.5809651698, abs=1e-9)
    assert interval.high == pytest.approx(0.9033602197, abs=1e-9)
    assert interval.low_count is None


def test_wilson_in_a_finite_population_is_wilson_with_more_answers():
    # 10 of 41 makes 20 answers worth 20 * 40 / 21 answers.
    worth = 20 * 40 / 21
    z2 = 1.959963984540054**2
    centre = (15 / 20 * worth + z2 / 2) / (worth + z2)
    reach = (z2 * worth * 0.75 * 0.25 + z2**2 / 4) ** 0.5 / (worth + z2)
    interval = wilson_interval(15, 20, 41)
    assert interval.low == pytest.approx(centre - reach, abs=1e-12)
    assert interval.high == pytest.approx(centre + reach, abs=1e-12)


def test_wilson_has_no_width_after_a_census():
    interval = wilson_interval(19, 24, 24)
    assert interval.low == interval.high == 19 / 24
    assert wilson_interval(1, 1, 1).low == 1.0


def test_wilson_ends_exactly_at_nought_and_one():
    many = wilson_interval([0, 7], 7, None)
    assert (many.low[0], many.high[1]) == (0.0, 1.0)
    assert many.high[0] == pytest.approx(1 - many.low[1])


def test_wilson_refuses_more_answers_than_people():
    with pytest.raises(RosterError):
        wilson_interval(5, 13, 12)


def test_jeffreys_gives_the_limits_that_r_prints():
    interval = jeffreys_interval(18, 23)
    assert interval.low == pytest.approx(0.5872782077, abs=1e-9)
    assert interval.high == pytest.approx(0.9118453794, abs=1e-9)


def test_jeffreys_ends_exactly_at_nought_and_one():
    many = jeffreys_interval([0, 7], 7)
    assert (many.low[0], many.high[1]) == (0.0, 1.0)


@pytest.mark.parametrize("method", INTERVALS.values(), ids=INTERVALS)
def test_every_method_holds_the_observed_share(method):
    cases = [(x, n, 30) for n in range(1, 31) for x in range(n + 1)]
    positive, answered, population = np.array(cases).T
    limits = method(positive, answered, population, 0.95)
    share = positive / answered
    if limits.low_count is None:
        assert (limits.low <= share + 1e-12).all() and (share - 1e-12 <= limits.high).all()
    else:
        # In whole people, so the share itself may fall between two of them.
        assert (limits.low_count <= np.ceil(share * 30)).all()
        assert (limits.high_count >= np.floor(share * 30)).all()


def test_a_proportion_of_nobody_is_an_error_not_zero():
    with pytest.raises(NoAnswersError):
        wilson_interval(0, 0, 12)
    with pytest.raises(NoAnswersError):
        jeffreys_interval(0, 0)
