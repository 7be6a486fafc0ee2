"""A sheet of paper: what it asks, the marks beside its boxes, its code, and its response."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.library import load_library
from surveyapp.definitions.question_types import UnreadableAnswerError
from surveyapp.definitions.questionnaire import PRESENTATIONS, Option, Question
from surveyapp.responses.paper_sheet import (
    KeyedSheet,
    PaperCode,
    marks,
    marks_of,
    read_marks,
    read_paper_code,
    read_sheet,
    response_of,
    sheet_questions,
)

ROOT = Path(__file__).parents[2]
LIBRARY = load_library(ROOT / "questionnaires")
SILENCES = tuple(map(Option, ("dont_know", "rather_not_say", "does_not_apply")))


@pytest.fixture(scope="module")
def residents():
    return LIBRARY.questionnaire("residents")


@pytest.fixture
def response(residents):
    """Gives the response of a sheet that says some things."""

    def of(words="easy", settled=None, **said):
        sheet = KeyedSheet({code: Answer((option,)) for code, option in said.items()})
        sheet = KeyedSheet(sheet.answers, settled or {})
        return response_of(sheet, residents, scheme="larch-court", language="ur", words=words)

    return of


def codes(questions):
    return [question.code for question in questions]


# What it asks


def test_who_helped_and_who_chose_stand_after_the_questions(residents):
    asked = sheet_questions(residents, "easy", open_questions=True)
    assert codes(asked) == [*residents.questions, "helper", "chooser"]


def test_a_sheet_for_a_proxy_asks_only_which_helper_it_is(residents):
    *_, last = sheet_questions(residents, "proxy", open_questions=True)
    assert last.code == "helper"
    assert codes(last.options) == ["independent", "family", "staff", "other"]


def test_where_nobody_answers_for_others_nobody_is_asked_who_chose():
    asked = sheet_questions(LIBRARY.questionnaire("staff"), "standard", open_questions=True)
    assert codes(asked)[-1] == "helper"


def test_own_words_are_left_out_while_nobody_reads_them(residents):
    asked = sheet_questions(residents, "easy", open_questions=False)
    assert "one_change" not in codes(asked)


# Marks


@pytest.mark.parametrize("code", sorted(LIBRARY.questionnaires))
def test_no_two_boxes_of_a_question_have_one_mark(code):
    questionnaire = LIBRARY.questionnaire(code)
    for words in PRESENTATIONS:
        for question in sheet_questions(questionnaire, words, open_questions=True):
            given = marks(question)
            assert list(given) == codes((*question.options, *question.silences))
            assert len(set(given.values())) == len(given)
            assert all(len(mark) == 1 for mark in given.values())


def test_a_silence_has_the_same_mark_on_every_question_away_from_the_options():
    short = Question(
        "short", "choose_one", options=(Option("yes"), Option("no")), silences=SILENCES
    )
    long = Question(
        "long",
        "choose_several",
        options=tuple(Option(f"o{n}") for n in range(8)),
        silences=SILENCES,
    )
    for question in (short, long):
        given = marks(question)
        assert [given[each.code] for each in SILENCES] == ["9", "0", "-"]
    assert [marks(long)[f"o{n}"] for n in range(8)] == list("12345678")


def test_a_number_keeps_the_digits_for_itself():
    cups = Question("cups", "number", largest=30, silences=SILENCES)
    assert marks(cups) == {"dont_know": "a", "rather_not_say": "b", "does_not_apply": "c"}
    assert read_marks(cups, "9") == Answer(number=9)
    assert read_marks(cups, "a") == Answer(silence="dont_know")


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        ("feel_safe", "3", Answer(("no",))),
        ("feel_safe", "9", Answer(silence="dont_know")),
        ("feel_safe", " ", NOT_ANSWERED),
        ("improved_aspects", "8 1", Answer(("health", "sleep"))),
        ("improved_aspects", "81", Answer(("health", "sleep"))),
        ("one_change", "3", Answer(words="3")),
    ],
)
def test_marks_are_read_as_they_stand_on_the_paper(residents, question, typed, answer):
    asked = residents.questions[question]
    assert read_marks(asked, typed) == answer
    assert read_marks(asked, marks_of(asked, answer)) == answer


@pytest.mark.parametrize(
    ("question", "typed", "told"),
    [
        ("feel_safe", "4", "“4” stands beside no box. It can be: 1, 2, 3, 9, 0."),
        ("feel_safe", "12", "Only one box counts here. Leave it empty where two are ticked."),
        ("improved_aspects", "19", "“dont_know” stands alone, never beside other answers."),
    ],
)
def test_marks_that_make_no_answer_are_told_with_what_would(residents, question, typed, told):
    with pytest.raises(UnreadableAnswerError) as error:
        read_marks(residents.questions[question], typed)
    assert str(error.value) == told


# The code


@pytest.mark.parametrize("words", PRESENTATIONS)
@pytest.mark.parametrize("language", ["en", "ur", "pa-Arab"])
def test_a_printed_code_is_read_again(words, language):
    code = PaperCode("ABCDEFGH", language, words)
    assert read_paper_code(str(code)) == code
    assert read_paper_code(f"  {str(code).replace(' ', '  ')} ") == code


def test_a_code_names_the_link_the_language_and_the_words():
    assert str(PaperCode("ABCDEFGH", "ur", "easy")) == "ABCD EFGH ur E"


def test_small_letters_gaps_and_hyphens_make_no_difference():
    for typed in ("abcd efgh ur e", "ABCDEFGH ur E", "ABCD-EFGH ur e"):
        assert read_paper_code(typed) == PaperCode("ABCDEFGH", "ur", "easy")


@pytest.mark.parametrize(
    "typed", ["", "ABCD EFGH", "ABCD EFGH ur", "ABCD EFGH ur X", "ABCD EFG ur E", "ABCD EFGH \0 E"]
)
def test_what_is_no_code_is_none(typed):
    assert read_paper_code(typed) is None


# A form, and what it becomes


def test_what_is_left_empty_is_not_kept_and_all_that_is_wrong_is_told(residents):
    asked = sheet_questions(residents, "easy", open_questions=True)
    answers, problems = read_sheet(
        asked, {"feel_safe": [""], "would_recommend": ["maybe"], "one_change": ["x" * 2001]}
    )
    assert answers == {"would_recommend": Answer(("maybe",))}
    assert problems == {"one_change": "Own words can have up to 2000 characters."}


def test_a_sheet_comes_back_from_its_text():
    sheet = KeyedSheet({"q": Answer(("yes",))}, {"w": Answer(words="ہاں"), "z": NOT_ANSWERED})
    assert KeyedSheet.from_json(sheet.to_json()) == sheet


def test_a_sheet_is_a_response_on_paper(response):
    found = response(feel_safe="yes", helper="family", chooser="person")
    assert (found.scheme, found.audience, found.way_in, found.mode) == (
        "larch-court", "residents", "keyed", "paper",
    )  # fmt: skip
    assert (found.language, found.presentation, found.helper) == ("ur", "easy", "family")
    assert found.answers["feel_safe"] == Answer(("yes",))
    assert found.answers["would_recommend"] == NOT_ANSWERED
    assert "helper" not in found.answers


def test_a_follow_up_that_nothing_called_is_no_question_passed_over(response):
    assert "improved_aspects" not in response(wellbeing_improved="no").answers
    assert response(wellbeing_improved="yes").answers["improved_aspects"] == NOT_ANSWERED


def test_one_that_was_answered_all_the_same_stands(response):
    found = response(wellbeing_improved="no", improved_aspects="home")
    assert found.answers["improved_aspects"] == Answer(("home",))


def test_where_the_helper_chose_the_answers_are_a_proxys(response):
    found = response(helper="staff", chooser="helper")
    assert (found.presentation, found.helper) == ("proxy", "staff")


@pytest.mark.parametrize(
    ("words", "said", "helper"),
    [
        ("easy", {}, "none"),
        ("proxy", {}, "other"),
        ("easy", {"helper": "none", "chooser": "helper"}, "other"),
    ],
)
def test_a_sheet_that_names_no_helper_had_none_unless_somebody_chose(
    response, words, said, helper
):
    assert response(words, **said).helper == helper


def test_what_was_settled_stands_in_place_of_what_was_keyed(response):
    settled = {"feel_safe": Answer(("no",)), "would_recommend": NOT_ANSWERED}
    found = response(settled=settled, feel_safe="yes", would_recommend="yes")
    assert found.answers["feel_safe"] == Answer(("no",))
    assert found.answers["would_recommend"] == NOT_ANSWERED
