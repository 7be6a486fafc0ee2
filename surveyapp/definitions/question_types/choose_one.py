"""Choose one: a scale, or any list of options of which one is true."""

from __future__ import annotations

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.question_types.faults import unknown_code
from surveyapp.definitions.questionnaire import Question


def read_form(question: Question, sent: list[str]) -> Answer:
    """The last value sent decides; a form of radios sends one."""
    return read_cell(question, sent[-1] if sent else "")


def read_cell(question: Question, cell: str) -> Answer:
    """One code of an option or a silence."""
    code = cell.strip()
    if not code:
        return NOT_ANSWERED
    if any(option.code == code for option in question.options):
        return Answer(options=(code,))
    if any(silence.code == code for silence in question.silences):
        return Answer(silence=code)
    raise unknown_code(code, [option.code for option in (*question.options, *question.silences)])


def faults(question: Question) -> list[str]:
    """A choice needs two options or more."""
    return (
        [] if len(question.options) >= 2 else ["a choice needs a scale with two options or more"]
    )
