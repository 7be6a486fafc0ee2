"""A number: whole, from 0 to the largest that the question allows."""

from __future__ import annotations

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.question_types.faults import UnreadableAnswerError
from surveyapp.definitions.questionnaire import Question


def read_form(question: Question, sent: list[str]) -> Answer:
    """A silence that was chosen decides; else the digits that were typed."""
    silences = {silence.code for silence in question.silences}
    for value in sent:
        if value in silences:
            return Answer(silence=value)
    return read_cell(question, next((value for value in sent if value.strip()), ""))


def read_cell(question: Question, cell: str) -> Answer:
    """Digits of any script, or the code of a silence."""
    text = cell.strip()
    if not text:
        return NOT_ANSWERED
    if any(silence.code == text for silence in question.silences):
        return Answer(silence=text)
    largest = question.largest if question.largest is not None else 0
    if not text.isdecimal() or len(text) > 9 or int(text) > largest:
        raise UnreadableAnswerError(f"“{text}” is no whole number from 0 to {largest}.")
    return Answer(number=int(text))


def faults(question: Question) -> list[str]:
    """A number needs its largest value, and has no options."""
    found = [] if question.largest is not None else ["a number needs its `largest` value"]
    return found + (["a number has no scale"] if question.options else [])
