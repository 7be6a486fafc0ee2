"""Keyed entry of one sheet after another, by keyboard alone or as a plain form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.questionnaire import Question
from surveyapp.errors import FaultsFound
from surveyapp.responses.paper_sheet import KeyedSheet, marks, read_sheet
from surveyapp.web.staff.keying import as_typed, opened, spoken_words
from surveyapp.web.staff.pages import current_site, page
from surveyapp.workflows.keying import LARGEST_NUMBER, OpenBatch, keep_sheet, take_out_sheet

FIELD = "answer-"
"""Before the code of a question, in the names of the form's fields."""


@dataclass(frozen=True)
class Row:
    """One question of the sheet on the screen: its marks, and what stands in it."""

    question: Question
    place: int
    marks: Mapping[str, str]
    chosen: frozenset[str]
    typed: str
    problem: str = ""


def sheet(key: str, keying: int) -> str:
    """An empty sheet with the next number; or one that this keying holds, to change it."""
    found = opened(key)
    number = request.args.get("number", 0, int)
    there = found.sheets(keying).get(number)
    rows = [_held_row(*each, there) for each in enumerate(found.questions, 1)]
    return _sheet_page(
        found,
        keying,
        rows,
        number=str(number if there else found.next_number(keying)),
        replaces=there is not None,
    )


def keep(key: str, keying: int) -> AnyResponse | tuple[str, int]:
    """Keeps a sheet and shows the next; 400 with all that was typed where something of it can't
    be kept, each told at its place."""
    found = opened(key)
    typed = as_typed(request.form.get("number", "")).strip()[:9]
    replaces = request.form.get("replaces") == "yes"
    number = int(typed) if typed.isdecimal() and 1 <= int(typed) <= LARGEST_NUMBER else None
    if request.form.get("do") == "take out" and number and replaces:
        take_out_sheet(current_site(), key, keying_number=keying, number=number)
        return redirect(url_for("staff.batch", key=key), 303)
    sent = {each.code: request.form.getlist(FIELD + each.code) for each in found.questions}
    answers, problems = read_sheet(found.questions, sent)
    number_problem = "" if number else f"Write a number from 1 to {LARGEST_NUMBER}."
    if number and not problems:
        try:
            keep_sheet(
                current_site(),
                key,
                answers,
                keying_number=keying,
                number=number,
                replaces=replaces,
            )
            return redirect(url_for("staff.sheet", key=key, keying=keying, kept=number), 303)
        except FaultsFound as faults:
            number_problem = " ".join(f"{each.problem} {each.remedy}" for each in faults.faults)
    rows = [_sent_row(*each, sent, problems) for each in enumerate(found.questions, 1)]
    return _sheet_page(
        found, keying, rows, number=typed, number_problem=number_problem, replaces=replaces
    ), 400


def _held_row(place: int, question: Question, sheet: KeyedSheet | None) -> Row:
    answer = sheet.answers.get(question.code, NOT_ANSWERED) if sheet else NOT_ANSWERED
    return Row(question, place, marks(question), _codes(answer), _typed(answer))


def _sent_row(
    place: int, question: Question, sent: Mapping[str, list[str]], problems: Mapping[str, str]
) -> Row:
    values = sent[question.code]
    return Row(
        question,
        place,
        marks(question),
        chosen=frozenset(filter(question.allows, values)),
        typed=as_typed(next((each for each in values if not question.allows(each)), "")),
        problem=problems.get(question.code, ""),
    )


def _codes(answer: Answer) -> frozenset[str]:
    silence = {answer.silence} if answer.silence and answer.is_chosen else set()
    return frozenset({*answer.options, *silence})


def _typed(answer: Answer) -> str:
    return answer.words or ("" if answer.number is None else str(answer.number))


def _sheet_page(
    found: OpenBatch,
    keying: int,
    rows: list[Row],
    *,
    number: str,
    number_problem: str = "",
    replaces: bool,
) -> str:
    return page(
        "staff/keying_sheet.html",
        found=found,
        keying=keying,
        rows=rows,
        field=FIELD,
        number=number,
        number_problem=number_problem,
        problems=[row for row in rows if row.problem],
        replaces=replaces,
        kept=request.args.get("kept", 0, int),
        **spoken_words(found),
    )
