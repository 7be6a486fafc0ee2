"""Double keying: what differs between two keyings, what is settled, and what share it is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.questionnaire import Option, Question
from surveyapp.responses.double_keying import agree, compared, next_number, settled
from surveyapp.responses.paper_sheet import KeyedSheet

SAFE = Question("safe", "choose_one", options=(Option("yes"), Option("no")))
MORE = Question("more", "own_words")
QUESTIONS = [SAFE, MORE]
YES, NO = Answer(("yes",)), Answer(("no",))


def sheet(safe=None, more=None):
    said = {
        "safe": Answer((safe,)) if safe else None,
        "more": Answer(words=more) if more else None,
    }
    return KeyedSheet({code: answer for code, answer in said.items() if answer})


def test_a_value_that_two_people_keyed_otherwise_is_a_difference():
    found = compared(
        QUESTIONS, {1: sheet("yes"), 2: sheet("no")}, {1: sheet("no"), 2: sheet("no")}
    )
    (only,) = found.differences
    assert (only.number, only.question, only.first, only.second) == (1, SAFE, YES, NO)
    assert only.place == "1.safe"


def test_left_empty_by_one_is_a_difference_and_by_both_is_none():
    found = compared(QUESTIONS, {1: sheet("yes")}, {1: sheet()})
    assert [(each.first, each.second) for each in found.differences] == [(YES, NOT_ANSWERED)]
    assert not compared(QUESTIONS, {1: sheet()}, {1: sheet()}).differences


def test_the_order_in_which_options_were_ticked_makes_no_difference():
    one, other = Answer(("a", "b")), Answer(("a", "b"))
    assert agree(one, other)
    assert not agree(one, Answer(("a",)))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("More soup", "more   soup", True),
        ("More\nsoup", "More soup", True),
        ("soup", "soap", False),
    ],
)
def test_blanks_and_capitals_of_own_words_make_no_difference(one, other, same):
    assert agree(Answer(words=one), Answer(words=other)) is same


def test_own_words_that_only_one_keyed_differ():
    assert not agree(Answer(words="soup"), NOT_ANSWERED)


def test_the_share_is_that_of_all_values_keyed_twice():
    first = {number: sheet("yes", "soup") for number in range(1, 11)}
    second = {**first, 3: sheet("no", "soup"), 11: sheet("no", "tea")}
    found = compared(QUESTIONS, first, second)
    assert (found.compared_count, found.differing_proportion) == (20, Fraction(1, 20))


def test_the_share_of_nothing_is_none_not_zero():
    assert compared(QUESTIONS, {1: sheet("yes")}, {}).differing_proportion is None


def test_a_difference_stays_one_when_it_is_settled():
    first = {1: settled(sheet("yes"), {"safe": NO})}
    found = compared(QUESTIONS, first, {1: sheet("no")})
    assert found.differing_proportion == Fraction(1, 2)
    assert found.differences[0].settled == NO
    assert found.unsettled == ()


def test_settled_as_empty_is_settled():
    first = {1: settled(sheet("yes"), {"safe": NOT_ANSWERED})}
    assert compared(QUESTIONS, first, {1: sheet("no")}).unsettled == ()


def test_a_second_decision_replaces_the_first_and_leaves_the_others():
    once = settled(sheet("yes", "soup"), {"safe": NO, "more": Answer(words="soap")})
    twice = settled(once, {"safe": YES})
    assert twice.settled == {"safe": YES, "more": Answer(words="soap")}
    assert twice.answers == once.answers


def test_sheets_keyed_once_are_named_only_where_there_is_a_second_keying():
    first = {1: sheet(), 2: sheet(), 5: sheet()}
    assert compared(QUESTIONS, first, {}).keyed_once == ()
    assert compared(QUESTIONS, first, {2: sheet(), 7: sheet()}).keyed_once == (1, 5, 7)


def test_a_second_keying_alone_is_a_keying_once():
    found = compared(QUESTIONS, {}, {1: sheet()})
    assert found.is_double
    assert found.keyed_once == (1,)


@pytest.mark.parametrize(
    ("keying", "first", "second", "proposed"),
    [(1, (), (), 1), (1, (1, 2), (1,), 3), (1, (4,), (), 5), (2, (1, 2), (1,), 2),
     (2, (2, 3), (), 2), (2, (1, 2), (1, 2), 3)],
)  # fmt: skip
def test_the_next_number(keying, first, second, proposed):
    held = [{number: sheet() for number in numbers} for numbers in (first, second)]
    assert next_number(keying, *held) == proposed


sheets = st.dictionaries(
    st.integers(1, 6),
    st.builds(sheet, st.sampled_from([None, "yes", "no"]), st.sampled_from([None, "a", "b"])),
)


@given(sheets, sheets)
def test_which_keying_came_first_makes_no_difference(first, second):
    one, other = compared(QUESTIONS, first, second), compared(QUESTIONS, second, first)
    assert one.differing_proportion == other.differing_proportion
    assert [each.place for each in one.differences] == [each.place for each in other.differences]


@given(sheets)
def test_a_keying_agrees_with_itself(held):
    assert compared(QUESTIONS, held, held).differences == ()
