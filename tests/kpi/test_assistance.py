"""How many answered without family or staff at hand, and when that is not told."""

from __future__ import annotations

import pytest

from surveyapp.kpi.assistance import Assistance, assistance_given
from surveyapp.kpi.reading import Reading
from surveyapp.kpi.tally import Measured, Tally
from tests.kpi.building import contract, indicator


def measured(*helped, option="yes", scheme="larch"):
    """Answers by helper: (helper, count), …"""
    return Measured(
        tallies=tuple(
            Tally(
                scheme, "residents", "feel_safe", option, "keyed", "paper", helper, "standard",
                None, count,
            )
            for helper, count in helped
        ),
        forms=(),
        populations=(),
        audiences=frozenset({(scheme, "residents")}),
    )  # fmt: skip


def given(found, *, schemes=("larch",), view="contract"):
    return assistance_given(
        contract(indicator()), found, schemes=list(schemes), reading=Reading(view=view)
    )


def test_alone_and_with_independent_help_count_together():
    found = given(measured(("none", 20), ("independent", 10), ("family", 6), ("staff", 5)))
    assert found == Assistance("1.1", answered=41, unled=30, with_staff=5)


def test_fewer_helped_by_staff_than_may_be_shown_are_not_told():
    assert given(measured(("none", 20), ("family", 6), ("staff", 4))).with_staff is None


def test_a_remainder_that_would_tell_them_is_not_told_either():
    """28 less 20 alone less 5 with staff would leave 3 with family."""
    assert given(measured(("none", 20), ("family", 3), ("staff", 5))).with_staff is None


def test_nobody_helped_by_staff_may_be_told():
    assert given(measured(("none", 20), ("family", 6))).with_staff == 0


@pytest.mark.parametrize("helped", [[("none", 20), ("staff", 4)], [("none", 4), ("staff", 20)]])
def test_where_one_side_is_too_small_nothing_is_told(helped):
    assert given(measured(*helped)) is None


def test_what_is_published_needs_more_answers():
    found = measured(("none", 20), ("family", 9))
    assert given(found)
    assert given(found, view="published") is None


def test_of_some_schemes_only_nothing_is_told():
    both = Measured(
        (*measured(("none", 20)).tallies, *measured(("none", 20), scheme="rowan").tallies),
        (), (), frozenset({("larch", "residents"), ("rowan", "residents")}),
    )  # fmt: skip
    assert given(both, schemes=["larch", "rowan"]).answered == 40
    assert given(both, schemes=["larch"]) is None


def test_silence_is_no_answer_that_was_helped():
    assert given(measured(("none", 20), option="dont_know")) is None


def test_a_contract_that_asks_residents_nothing_tells_nothing():
    asked = contract(indicator(audiences=["families"]))
    found = measured(("none", 20))
    assert assistance_given(asked, found, schemes=["larch"], reading=Reading()) is None
