"""What each question type takes from a form and from a keyed cell, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definitions.answers import NOT_ANSWERED, SILENCES, SKIPPED, Answer
from surveyapp.definitions.question_types import QUESTION_TYPES, UnreadableAnswerError
from surveyapp.definitions.question_types.own_words import LONGEST
from surveyapp.definitions.questionnaire import Option, Question

OPTIONS = tuple(Option(code) for code in ("yes", "partly", "no"))
QUIET = tuple(Option(code) for code in SILENCES)
QUESTIONS = {
    "choose_one": Question("safe", "choose_one", options=OPTIONS, silences=QUIET),
    "choose_several": Question("aspects", "choose_several", options=OPTIONS, silences=QUIET),
    "number": Question("cups", "number", silences=QUIET, largest=30),
    "own_words": Question("change", "own_words"),
}
WITH_SILENCES = ("choose_one", "choose_several", "number")

every_type = pytest.mark.parametrize("name", QUESTION_TYPES)


def cell(name, text):
    return QUESTION_TYPES[name].read_cell(QUESTIONS[name], text)


def form(name, *sent):
    return QUESTION_TYPES[name].read_form(QUESTIONS[name], list(sent))


@every_type
def test_nothing_sent_is_a_question_passed_over(name):
    assert form(name) == NOT_ANSWERED
    assert not form(name).is_chosen


@every_type
@pytest.mark.parametrize("blank", ["", " ", "\t", "\n"])
def test_an_empty_cell_is_a_question_passed_over(name, blank):
    assert cell(name, blank) == NOT_ANSWERED


@pytest.mark.parametrize("name", WITH_SILENCES)
@pytest.mark.parametrize("silence", SILENCES)
def test_a_silence_is_read_by_its_code(name, silence):
    assert cell(name, silence) == form(name, silence) == Answer(silence=silence)


@every_type
def test_nobody_can_say_skipped_because_it_is_no_answer(name):
    if name == "own_words":
        assert cell(name, SKIPPED) == Answer(words="skipped")
    else:
        with pytest.raises(UnreadableAnswerError):
            cell(name, SKIPPED)


@pytest.mark.parametrize("text", ["Yes", "maybe", "yes;no", "0", "yes no"])
def test_a_choice_takes_the_codes_of_its_options_and_no_other_words(text):
    with pytest.raises(UnreadableAnswerError, match=f"“{text}” is no option.*yes, partly, no"):
        cell("choose_one", text)


def test_the_last_radio_that_a_form_sent_decides():
    assert form("choose_one", "yes", "no") == Answer(("no",))


def test_several_options_are_kept_in_the_order_of_the_scale():
    assert cell("choose_several", "no;yes") == Answer(("yes", "no"))
    assert cell("choose_several", " no ; yes ;") == Answer(("yes", "no"))
    assert form("choose_several", "no", "partly") == Answer(("partly", "no"))


def test_a_silence_beside_options_is_a_fault_on_paper():
    with pytest.raises(UnreadableAnswerError, match="“dont_know” stands alone"):
        cell("choose_several", "yes;dont_know")
    with pytest.raises(UnreadableAnswerError, match="stands alone"):
        cell("choose_several", "dont_know;rather_not_say")


def test_a_silence_ticked_beside_options_gives_way_to_them_on_a_screen():
    assert form("choose_several", "dont_know", "yes") == Answer(("yes",))


def test_an_option_named_twice_is_a_fault_on_paper():
    with pytest.raises(UnreadableAnswerError, match="twice"):
        cell("choose_several", "yes;yes")


@pytest.mark.parametrize("text", ["31", "-1", "3.5", "1,000", "three", "1e3", "9999999999", "²"])
def test_a_number_is_whole_and_within_its_range(text):
    with pytest.raises(UnreadableAnswerError, match="no whole number from 0 to 30"):
        cell("number", text)


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("30", 30), ("۱۲", 12)])
def test_a_number_may_be_written_in_the_digits_of_any_script(text, number):
    assert cell("number", text) == Answer(number=number)


def test_a_silence_beside_a_number_decides_because_it_was_chosen():
    assert form("number", "12", "dont_know") == Answer(silence="dont_know")
    assert form("number", "", "12") == Answer(number=12)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  More soup \n", "More soup"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("bell\a and null\0", "bell and null"),
        ("10\u00a0pounds", "10\u00a0pounds"),
        ("tab\tstop", "tab stop"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("👩\u200d🍳 cooks", "👩\u200d🍳 cooks"),
        ("=1+1", "=1+1"),
    ],
)
def test_own_words_are_kept_as_they_stand_without_control_characters(written, kept):
    assert cell("own_words", written) == form("own_words", written) == Answer(words=kept)


def test_own_words_have_a_longest_length_and_may_reach_it():
    assert cell("own_words", "a" * LONGEST).words == "a" * LONGEST
    with pytest.raises(UnreadableAnswerError, match=str(LONGEST)):
        cell("own_words", "a" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (Question("a", "choose_one", options=OPTIONS[:1]), "two options or more"),
        (Question("a", "choose_several"), "two options or more"),
        (Question("a", "number"), "`largest`"),
        (Question("a", "number", options=OPTIONS, largest=3), "no scale"),
        (Question("a", "own_words", options=OPTIONS), "no scale"),
    ],
)
def test_a_definition_that_lacks_something_is_told_what(question, problem):
    (found,) = QUESTION_TYPES[question.type].faults(question)
    assert problem in found


@every_type
def test_a_whole_definition_has_no_fault(name):
    assert QUESTION_TYPES[name].faults(QUESTIONS[name]) == []


@every_type
@given(text=st.text(max_size=60))
def test_any_cell_gives_an_answer_or_the_one_error_that_is_told(name, text):
    try:
        answer = cell(name, text)
    except UnreadableAnswerError as error:
        assert str(error).endswith(".")
    else:
        assert Answer.from_json(answer.to_json()) == answer


@given(
    answer=st.one_of(
        st.builds(Answer, options=st.lists(st.sampled_from(["yes", "no"])).map(tuple)),
        st.builds(Answer, silence=st.sampled_from([*SILENCES, SKIPPED])),
        st.builds(Answer, words=st.text(min_size=1)),
        st.builds(Answer, number=st.integers(min_value=0)),
    )
)
def test_an_answer_survives_being_stored(answer):
    assert Answer.from_json(answer.to_json()) == answer
