"""A response: what one person said, with nothing that tells who or when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from surveyapp.answering.journey import Journey, shown_questions
from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.questionnaire import Questionnaire


@dataclass(frozen=True)
class Response:
    """One form, on a screen or on paper, as it is stored and counted."""

    scheme: str
    audience: str
    way_in: str
    mode: str
    helper: str
    language: str
    presentation: str
    capacity: str | None
    answers: Mapping[str, Answer]


def answers_shown(
    questionnaire: Questionnaire, journey: Journey, *, open_questions: bool = True
) -> dict[str, Answer]:
    """The answer to each question that was shown; one passed over is `NOT_ANSWERED`.

    An answer to a follow-up that a later change took away again is left out: it is not shown.
    """
    return {
        question.code: journey.answers.get(question.code, NOT_ANSWERED)
        for question in shown_questions(questionnaire, journey, open_questions=open_questions)
    }


def standing(answers: Mapping[str, Answer], contract_questions: Collection[str]) -> str:
    """`complete`, `partial` or `blank`, by the questions that the contract asks.

    A form is returned when one of them has an answer or a silence that the person chose, and
    complete when all of them that were shown have. Blank forms are not returned.
    """
    given = [answer.is_chosen for code, answer in answers.items() if code in contract_questions]
    if not any(given):
        return "blank"
    return "complete" if all(given) else "partial"
