"""When a form counts as returned, and when it is complete."""

from __future__ import annotations

import pytest

from surveyapp.answering.journey import Journey
from surveyapp.definitions.answers import NOT_ANSWERED, SILENCES, Answer
from surveyapp.responses.response import answers_shown, standing

ASKED = {"feel_safe", "would_recommend"}
YES = Answer(("yes",))


def test_a_form_with_every_contract_question_answered_is_complete():
    assert standing({"feel_safe": YES, "would_recommend": YES}, ASKED) == "complete"


def test_a_form_with_one_of_them_skipped_is_partial():
    assert standing({"feel_safe": YES, "would_recommend": NOT_ANSWERED}, ASKED) == "partial"


@pytest.mark.parametrize("silence", SILENCES)
def test_a_silence_that_the_person_chose_is_a_returned_form(silence):
    answers = {"feel_safe": Answer(silence=silence), "would_recommend": NOT_ANSWERED}
    assert standing(answers, ASKED) == "partial"
    assert standing({"feel_safe": Answer(silence=silence)}, ASKED) == "complete"


def test_a_form_with_nothing_chosen_is_blank_and_not_returned():
    assert standing({"feel_safe": NOT_ANSWERED, "would_recommend": NOT_ANSWERED}, ASKED) == "blank"
    assert standing({}, ASKED) == "blank"


def test_own_words_alone_make_no_returned_form_where_the_contract_does_not_ask_them():
    answers = {"feel_safe": NOT_ANSWERED, "one_change": Answer(words="More soup")}
    assert standing(answers, ASKED) == "blank"


def test_a_question_that_the_contract_does_not_ask_may_stay_empty():
    answers = {"feel_safe": YES, "would_recommend": YES, "one_change": NOT_ANSWERED}
    assert standing(answers, ASKED) == "complete"


def test_a_question_that_was_not_shown_is_no_gap(miniatures):
    questionnaire = miniatures.questionnaire("follow_up")
    answers = answers_shown(questionnaire, Journey(answers={"drinks_milk": YES, "likes_tea": YES}))
    assert "why_no_milk" not in answers
    assert standing(answers, {"drinks_milk", "why_no_milk", "likes_tea"}) == "complete"


def test_every_question_that_was_shown_stands_in_the_response(miniatures):
    questionnaire = miniatures.questionnaire("sections")
    answers = answers_shown(questionnaire, Journey(answers={"likes_tea": YES}))
    assert answers == {
        "likes_tea": YES, "cups_a_day": NOT_ANSWERED, "drinks_liked": NOT_ANSWERED,
    }  # fmt: skip


def test_an_open_question_that_was_kept_off_the_screen_was_not_shown(miniatures):
    questionnaire = miniatures.questionnaire("own_words")
    assert answers_shown(questionnaire, Journey(), open_questions=False) == {}
