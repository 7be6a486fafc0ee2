"""What counts, what stays in the base, and what leaves it: as the contract file says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definitions.answers import SILENCES, SKIPPED
from surveyapp.kpi.tally import ANYBODY, Count, counts, option_counts, sums
from tests.kpi.building import answers, indicator, measured, question


def counted(*tallies, **stated):
    """(positive, answered) of one indicator over the tallies given."""
    return sums(counts(indicator(**stated), "feel_safe", measured(*tallies)))


def test_yes_counts_and_partly_and_no_stay_in_the_base():
    assert counted(answers(yes=26, partly=2, no=4)) == (26, 32)


def test_several_options_may_count():
    tallies = answers(strongly_agree=15, agree=30, neither=4, disagree=7)
    assert counted(tallies, counts=["strongly_agree", "agree"]) == (45, 56)


@pytest.mark.parametrize("silence", [*SILENCES, SKIPPED])
def test_a_silence_or_a_skipped_question_leaves_the_denominator(silence):
    assert counted(answers(yes=26, no=6, **{silence: 9})) == (26, 32)


def test_i_do_not_know_stays_where_the_contract_says_that_it_is_not_positive():
    tallies = answers(yes=26, no=6, dont_know=2, rather_not_say=3, skipped=4)
    assert counted(tallies, dont_know="not_positive") == (26, 34)


def test_what_does_not_apply_is_counted_apart_because_it_leaves_the_population_too():
    found = counts(indicator(), "feel_safe", measured(answers(yes=3, does_not_apply=2)))
    assert found == {("larch", "residents"): Count(positive=3, answered=3, does_not_apply=2)}


def test_answers_for_a_person_stand_apart_unless_the_contract_includes_them():
    tallies = [answers(yes=20, no=5), answers(yes=4, no=1, presentation="proxy")]
    assert counted(*tallies) == (20, 25)
    assert counted(*tallies, proxy="include") == (24, 30)


def test_easy_words_count_as_much_as_standard_ones():
    assert counted(answers(yes=20), answers(yes=4, no=1, presentation="easy")) == (24, 25)


def test_answers_that_staff_helped_with_count_unless_the_contract_excludes_them():
    tallies = [answers(yes=20, no=5), answers(yes=6, helper="staff")]
    assert counted(*tallies) == (26, 31)
    assert counted(*tallies, staff_assisted="exclude") == (20, 25)


@pytest.mark.parametrize("helper", ["none", "independent", "family", "other"])
def test_only_the_help_of_staff_is_excluded(helper):
    assert counted(answers(yes=6, helper=helper), staff_assisted="exclude") == (6, 6)


def test_a_base_with_capacity_leaves_out_those_who_lack_it():
    tallies = [
        answers(yes=10, capacity="yes"),
        answers(yes=5, no=1, capacity="no"),
        answers(yes=2, capacity=None),
    ]
    assert counted(*tallies) == (17, 18)
    assert counted(*tallies, base="with_capacity") == (12, 12), "it is presumed where not assessed"


@pytest.mark.parametrize("way_in", ["open", "kiosk", "interviewer"])
def test_staff_come_by_personal_codes_or_on_paper_unless_the_contract_says_otherwise(way_in):
    tallies = [
        answers("larch", "staff", yes=11, way_in="code"),
        answers("larch", "staff", yes=3, way_in="keyed"),
        answers("larch", "staff", yes=40, way_in=way_in),
    ]

    def staff(**stated):
        asked = indicator(audiences=["staff"], **stated)
        return sums(counts(asked, "feel_safe", measured(*tallies, audiences=["staff"])))

    assert staff() == (14, 14)
    assert staff(ways_in=["code", "keyed", way_in]) == (54, 54)


@pytest.mark.parametrize("way_in", ["open", "code", "kiosk", "interviewer", "keyed"])
def test_residents_may_come_each_way(way_in):
    assert counted(answers(yes=3, no=1, way_in=way_in)) == (3, 4)


def test_a_contract_may_name_the_ways_that_count():
    tallies = [answers(yes=3, way_in="open"), answers(yes=2, way_in="interviewer")]
    assert counted(*tallies, ways_in=["interviewer"]) == (2, 2)


def test_other_questions_and_other_audiences_do_not_count():
    tallies = [
        answers(yes=3),
        answers(yes=9, asked="would_recommend"),
        answers("larch", "families", yes=9),
    ]
    assert counted(*tallies) == (3, 3)


def test_a_scheme_that_was_asked_and_said_nothing_stands_with_noughts():
    found = counts(
        indicator(), "feel_safe", measured(answers("larch", yes=3), schemes=["larch", "rowan"])
    )
    assert found["rowan", "residents"] == Count()


def test_each_scheme_and_audience_is_counted_by_itself():
    both = indicator(audiences=["residents", "families"], pooled=True)
    found = counts(
        both,
        "feel_safe",
        measured(
            answers("larch", yes=3), answers("rowan", no=2), answers("larch", "families", yes=1),
            audiences=["residents", "families"],
        ),
    )  # fmt: skip
    assert {group: (each.positive, each.answered) for group, each in found.items()} == {
        ("larch", "residents"): (3, 3),
        ("larch", "families"): (1, 1),
        ("rowan", "residents"): (0, 2),
    }


ASPECTS = question(code="improved_aspects", counts=[])


def test_of_a_choice_of_several_the_base_is_those_who_gave_any_answer():
    tallies = answers(
        asked="improved_aspects", health=9, sleep=7, dont_know=1, skipped=2, **{ANYBODY: 12}
    )
    found = counts(ASPECTS, "improved_aspects", measured(tallies))
    assert sums(found) == (0, 12)


def test_each_option_of_a_choice_of_several_is_counted_by_itself():
    tallies = [
        answers(asked="improved_aspects", health=9, sleep=7, dont_know=1, **{ANYBODY: 12}),
        answers(asked="improved_aspects", health=2, way_in="open", **{ANYBODY: 2}),
    ]
    found = option_counts(ASPECTS, "improved_aspects", measured(*tallies))
    assert found == {"health": 11, "sleep": 7}


NUMBERS = st.dictionaries(
    st.sampled_from(["yes", "partly", "no", *SILENCES, SKIPPED]), st.integers(0, 50)
)


@given(numbers=NUMBERS, dont_know=st.sampled_from(["exclude", "not_positive"]))
def test_those_who_count_are_never_more_than_those_who_answered(numbers, dont_know):
    positive, answered = counted(answers(**numbers), dont_know=dont_know)
    assert 0 <= positive <= answered <= sum(numbers.values())


@given(numbers=NUMBERS, more=st.integers(1, 9))
def test_silence_never_counts_as_negative(numbers, more):
    before = counted(answers(**numbers))
    for silence in (*SILENCES, SKIPPED):
        assert counted(answers(**numbers), answers(**{silence: more})) == before
