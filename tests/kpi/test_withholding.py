"""Small numbers: nobody is found in what is shown, nor in what is left when it is taken away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.kpi.tally import Count
from surveyapp.kpi.withholding import Rule, may_show_parts, may_show_schemes, shown_groups

CONTRACT = Rule(minimum=5, published=False)
PUBLISHED = Rule(minimum=10, published=True)


@pytest.mark.parametrize(("answered", "shown"), [(0, False), (4, False), (5, True), (6, True)])
def test_below_the_base_nothing_is_shown(answered, shown):
    assert CONTRACT.shows(0, answered) is shown
    assert CONTRACT.shows(answered, answered) is shown


@pytest.mark.parametrize("few", [1, 2, 3, 4])
def test_in_the_published_view_one_to_four_people_on_either_side_hide_it(few):
    assert not PUBLISHED.shows(few, 30)
    assert not PUBLISHED.shows(30 - few, 30)
    assert CONTRACT.shows(few, 30) and CONTRACT.shows(30 - few, 30)


@pytest.mark.parametrize("positive", [0, 5, 15, 25, 30])
def test_in_the_published_view_none_and_all_and_five_or_more_may_be_shown(positive):
    assert PUBLISHED.shows(positive, 30)


def test_where_every_group_may_be_shown_none_is_hidden():
    groups = {"a": (20, 30), "b": (6, 12), "c": (5, 10)}
    assert shown_groups(groups, PUBLISHED) == {"a", "b", "c"}


def test_one_hidden_group_hides_the_next_smallest_because_the_total_tells_it():
    groups = {"a": (20, 30), "b": (6, 12), "c": (2, 3)}
    assert shown_groups(groups, CONTRACT) == {"a"}


def test_two_hidden_groups_that_together_reach_the_base_need_no_third():
    groups = {"a": (20, 30), "b": (2, 3), "c": (1, 4)}
    assert shown_groups(groups, CONTRACT) == {"a"}


def test_two_hidden_groups_that_together_do_not_reach_it_hide_a_third():
    groups = {"a": (20, 30), "b": (15, 20), "c": (1, 2), "d": (2, 2)}
    assert shown_groups(groups, CONTRACT) == {"a"}


def test_in_the_published_view_the_hidden_ones_together_hold_no_small_cell():
    groups = {"a": (20, 30), "b": (10, 20), "c": (9, 10), "d": (10, 12)}
    assert shown_groups(groups, PUBLISHED) == {"a"}, "c and d alone hold three who said no"


def test_where_all_but_one_are_hidden_that_one_goes_too_if_it_tells_the_rest():
    groups = {"a": (20, 30), "b": (1, 2)}
    assert shown_groups(groups, CONTRACT) == set()


def test_a_group_of_nobody_is_hidden_like_any_small_one():
    assert shown_groups({"a": (20, 30), "b": (0, 0)}, CONTRACT) == set()


GROUPS = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.integers(0, 40).flatmap(
        lambda answered: st.tuples(st.integers(0, answered), st.just(answered))
    ),
    min_size=1,
)


@given(groups=GROUPS, rule=st.sampled_from([CONTRACT, PUBLISHED]))
def test_what_is_shown_and_what_remains_of_the_total_can_both_be_shown(groups, rule):
    shown = shown_groups(groups, rule)
    assert all(rule.shows(*groups[name]) for name in shown)
    hidden = [groups[name] for name in set(groups) - shown]
    if shown and hidden:
        assert len(hidden) >= 2
        assert rule.shows(sum(p for p, _ in hidden), sum(n for _, n in hidden))


def everyone(**by_scheme):
    """`everyone(larch=(20, 30))`: residents only; a list gives residents and families."""
    found = {}
    for scheme, counts in by_scheme.items():
        pairs = counts if isinstance(counts, list) else [counts]
        for audience, (positive, answered) in zip(["residents", "families"], pairs, strict=False):
            found[scheme, audience] = Count(positive, answered)
    return found


def test_all_schemes_together_may_always_be_shown():
    found = everyone(larch=(20, 30), rowan=(1, 2))
    assert may_show_schemes(found, ["larch", "rowan"], CONTRACT)


def test_one_scheme_may_be_shown_only_where_the_others_are_not_told_by_it():
    found = everyone(larch=(20, 30), rowan=(15, 20), beech=(1, 2))
    assert may_show_schemes(found, ["larch"], CONTRACT)
    assert not may_show_schemes(found, ["beech"], CONTRACT)
    assert not may_show_schemes(found, ["rowan"], CONTRACT), "larch and rowan would tell beech"


def test_several_schemes_of_many_may_be_shown_only_where_each_may():
    found = everyone(larch=(20, 30), rowan=(15, 20), beech=(1, 2), elm=(12, 15))
    assert may_show_schemes(found, ["larch", "rowan"], CONTRACT)
    assert not may_show_schemes(found, ["larch", "elm"], CONTRACT)


def test_a_scheme_is_weighed_by_all_its_audiences_together():
    found = everyone(larch=[(2, 3), (3, 4)], rowan=[(20, 30), (9, 10)])
    assert may_show_schemes(found, ["larch"], CONTRACT)
    assert not may_show_schemes(found, ["larch"], PUBLISHED)


def test_a_small_cell_is_one_of_all_audiences_together():
    found = everyone(larch=[(2, 10), (1, 10)], rowan=[(10, 20), (10, 20)])
    assert may_show_schemes(found, ["larch"], CONTRACT)
    assert not may_show_schemes(found, ["larch"], PUBLISHED), "three of twenty said yes"


BOTH = ["residents", "families"]


def test_audiences_stand_apart_over_all_schemes_where_each_is_large_enough():
    assert may_show_parts(
        everyone(larch=[(8, 9), (3, 3)], rowan=[(5, 6), (4, 9)]),
        ["larch", "rowan"],
        BOTH,
        CONTRACT,
    )
    assert not may_show_parts(
        everyone(larch=[(8, 9), (3, 4)], rowan=[(5, 6), (0, 0)]),
        ["larch", "rowan"],
        BOTH,
        CONTRACT,
    )


def test_audiences_of_a_few_schemes_stand_apart_only_where_every_cell_may_be_shown():
    large = everyone(larch=[(8, 9), (5, 6)], rowan=[(5, 6), (4, 9)])
    small = everyone(larch=[(8, 9), (5, 6)], rowan=[(5, 6), (4, 4)])
    assert may_show_parts(large, ["larch"], BOTH, CONTRACT)
    assert not may_show_parts(small, ["larch"], BOTH, CONTRACT)
