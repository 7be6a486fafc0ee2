"""Keyed forms: a file with one response a row, as paper and telephone answers are entered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from surveyapp.answering.journey import is_shown
from surveyapp.answering.modes import CAPACITIES, HELPERS, MODES
from surveyapp.definitions.answers import Answer
from surveyapp.definitions.question_types import QUESTION_TYPES, UnreadableAnswerError
from surveyapp.definitions.questionnaire import PRESENTATIONS, Questionnaire
from surveyapp.errors import Fault, FaultsFound
from surveyapp.responses.response import Response
from surveyapp.responses.table_file import Row, Table, in_order_of_lines, read_table

COLUMNS = ("scheme", "mode", "language", "presentation", "helper", "capacity")
CHOICES = {
    "mode": MODES,
    "presentation": PRESENTATIONS,
    "helper": HELPERS,
    "capacity": ("", *CAPACITIES),
}
LANGUAGE_TAG = re.compile(r"(?=.{2,35}\Z)[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def read_keyed_responses(
    content: bytes, questionnaire: Questionnaire, schemes: Collection[str]
) -> list[Response]:
    """The responses in a keyed file; every fault of the file at once, or none.

    `schemes` are those of the survey. Two equal rows are two people.
    """
    table = read_table(content, required=COLUMNS)
    faults = [*table.faults, *_column_faults(table, questionnaire)]
    responses = []
    for row in table.rows:
        found = list(_row_faults(row, schemes))
        answers = _answers(row, questionnaire, found)
        faults.extend(found)
        if not found and not faults:
            responses.append(_response(row, questionnaire, answers))
    if faults:
        raise FaultsFound(in_order_of_lines(faults))
    return responses


def _column_faults(table: Table, questionnaire: Questionnaire) -> Iterator[Fault]:
    for name in dict.fromkeys(table.columns):
        if name not in COLUMNS and name not in questionnaire.questions:
            codes = ", ".join(questionnaire.questions)
            yield Fault(
                "line 1",
                f"the column “{name}” is no question of “{questionnaire.code}”.",
                f"It can be: {codes}.",
            )


def _row_faults(row: Row, schemes: Collection[str]) -> Iterator[Fault]:
    place = f"line {row.line}"
    scheme = row.cells.get("scheme")
    if scheme is not None and scheme not in schemes:
        named = f"“{scheme}” is no scheme of this survey." if scheme else "the scheme is missing."
        yield Fault(f"{place}, scheme", named, f"It can be: {', '.join(sorted(schemes))}.")
    for column, choices in CHOICES.items():
        value = row.cells.get(column)
        if value is not None and value not in choices:
            known = ", ".join(choice or "(empty)" for choice in choices)
            yield Fault(f"{place}, {column}", f"“{value}” is not known.", f"It can be: {known}.")
    language = row.cells.get("language")
    if language is not None and not LANGUAGE_TAG.fullmatch(language):
        yield Fault(
            f"{place}, language", f"“{language}” is no language tag.", "Such as: en, cy, pa-Arab."
        )


def _answers(row: Row, questionnaire: Questionnaire, faults: list[Fault]) -> dict[str, Answer]:
    answers = {}
    for code, question in questionnaire.questions.items():
        if code not in row.cells:
            continue
        try:
            answers[code] = QUESTION_TYPES[question.type].read_cell(question, row.cells[code])
        except UnreadableAnswerError as error:
            faults.append(Fault(f"line {row.line}, {code}", str(error)))
    return answers_that_stand(questionnaire, answers)


def answers_that_stand(
    questionnaire: Questionnaire, answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    """The answers on a form: those given, and the questions passed over that it asked. Paper
    hides no follow-up, so one that was answered stands whatever called it."""
    return {
        code: answer
        for code, answer in answers.items()
        if answer.is_chosen or is_shown(questionnaire, code, answers)
    }


def _response(row: Row, questionnaire: Questionnaire, answers: dict[str, Answer]) -> Response:
    cells = row.cells
    return Response(
        scheme=cells["scheme"],
        audience=questionnaire.audience,
        way_in="keyed",
        mode=cells["mode"],
        helper=cells["helper"],
        language=cells["language"],
        presentation=cells["presentation"],
        capacity=cells["capacity"] or None,
        answers=answers,
    )
