"""Choose several: a list of which any number is true."""

from __future__ import annotations

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.question_types.choose_one import faults
from surveyapp.definitions.question_types.faults import UnreadableAnswerError, unknown_code
from surveyapp.definitions.questionnaire import Question

__all__ = ["faults", "read_cell", "read_form"]


def read_form(question: Question, sent: list[str]) -> Answer:
    """The ticked options, in the order of the scale.

    A silence ticked beside options gives way to them: the person has said something.
    """
    options, silences = _known(question, sent)
    if options:
        return Answer(options=options)
    return Answer(silence=silences[0]) if silences else NOT_ANSWERED


def read_cell(question: Question, cell: str) -> Answer:
    """Codes joined by semicolons, or one silence alone."""
    sent = [code.strip() for code in cell.split(";") if code.strip()]
    options, silences = _known(question, sent)
    if silences and len(sent) > 1:
        raise UnreadableAnswerError(f"“{silences[0]}” stands alone, never beside other answers.")
    if len(set(sent)) < len(sent):
        raise UnreadableAnswerError("An option stands twice. Name each option once.")
    return read_form(question, sent)


def _known(question: Question, sent: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    codes = [option.code for option in question.options]
    silences = [silence.code for silence in question.silences]
    for code in sent:
        if code not in codes and code not in silences:
            raise unknown_code(code, codes + silences)
    return (
        tuple(code for code in codes if code in sent),
        tuple(code for code in silences if code in sent),
    )
