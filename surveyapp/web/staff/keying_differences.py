"""Where two people keyed otherwise: both values side by side, each to be settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.definitions.answers import Answer
from surveyapp.definitions.question_types import UnreadableAnswerError
from surveyapp.reports.numbers import percent_text
from surveyapp.responses.double_keying import Difference
from surveyapp.responses.paper_sheet import marks, marks_of, read_marks
from surveyapp.web.staff.keying import as_typed, opened, spoken_words
from surveyapp.web.staff.pages import current_site, page
from surveyapp.workflows import keying
from surveyapp.workflows.keying import OpenBatch


@dataclass(frozen=True)
class Decision:
    """A difference on the screen: what is chosen or typed for it, and what is wrong with that."""

    difference: Difference
    choice: str
    typed: str
    problem: str = ""


def differences(key: str) -> str:
    """Every difference, with what was decided so far."""
    found = opened(key)
    return _page(found, [_decided(each) for each in found.comparison.differences])


def settle(key: str) -> AnyResponse | tuple[str, int]:
    """Keeps the decisions; 400 with all of them as they were sent where one can't be read."""
    found = opened(key)
    sent = [_sent(each, request.form) for each in found.comparison.differences]
    settled: dict[int, dict[str, Answer]] = {}
    told = []
    for decision in sent:
        difference, problem = decision.difference, ""
        try:
            for answer in _answers(decision):
                settled.setdefault(difference.number, {})[difference.question.code] = answer
        except UnreadableAnswerError as error:
            problem = str(error)
        told.append(Decision(difference, decision.choice, decision.typed, problem))
    if any(each.problem for each in told):
        return _page(found, told), 400
    keying.settle(current_site(), key, settled)
    left = any(not each.choice for each in told)
    return redirect(url_for("staff.differences" if left else "staff.batch", key=key), 303)


def _answers(decision: Decision) -> Iterator[Answer]:
    """What was decided: one answer, or none where nothing was chosen."""
    difference = decision.difference
    if decision.choice == "other":
        yield read_marks(difference.question, decision.typed)
    elif decision.choice:
        yield difference.first if decision.choice == "first" else difference.second


def _sent(difference: Difference, form: MultiDict[str, str]) -> Decision:
    """What is typed counts as chosen, also where nobody pressed the button beside it."""
    typed = as_typed(form.get(f"typed-{difference.place}", ""))
    choice = form.get(f"choice-{difference.place}", "other" if typed.strip() else "")
    return Decision(difference, choice if choice in ("first", "second", "other") else "", typed)


def _decided(difference: Difference) -> Decision:
    for choice, value in (("first", difference.first), ("second", difference.second)):
        if difference.settled == value:
            return Decision(difference, choice, "")
    if difference.settled is None:
        return Decision(difference, "", "")
    return Decision(difference, "other", marks_of(difference.question, difference.settled))


def _page(found: OpenBatch, decisions: list[Decision]) -> str:
    return page(
        "staff/keying_differences.html",
        found=found,
        comparison=found.comparison,
        decisions=decisions,
        problems=[each for each in decisions if each.problem],
        marks=marks,
        percent_text=percent_text,
        places={question.code: place for place, question in enumerate(found.questions, 1)},
        **spoken_words(found),
    )
