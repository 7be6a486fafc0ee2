"""The choices before the first question: each a page of big buttons."""

from __future__ import annotations

import secrets
from dataclasses import replace

from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.answering.journey import ORDERS, Step, is_open, step_after, step_before
from surveyapp.answering.modes import CHOOSERS, HELPERS
from surveyapp.web.respondent import blueprint
from surveyapp.web.respondent.visits import (
    current_site,
    document_of,
    go_on,
    is_kiosk,
    is_our_form,
    load_visit,
    lost_place,
    not_possible_now,
    page,
    step_address,
    way_of,
)
from surveyapp.web.security import wants_tablet
from surveyapp.workflows.answering import Visit, begin_or_change, changed

CHOICES: dict[str, tuple[str, ...]] = {
    "words": ("easy", "standard"),
    "helper": HELPERS,
    "chooser": CHOOSERS,
    "consent": ("yes",),
}
"""What each page offers; the languages are those of the survey."""


@blueprint.get("/choose/<kind>")
def choice(code: str, kind: str) -> AnyResponse:
    """One choice, or where the person left off if it can't be made yet."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    if kind == "practice":
        return _practice_page(visit)
    if kind not in (*CHOICES, "language"):
        abort(404)
    if not is_open(way_of(visit), visit.journey, Step(kind)):
        return go_on(visit)
    return choice_page(visit, Step(kind))


@blueprint.post("/choose/<kind>")
def choose(code: str, kind: str) -> AnyResponse:
    """Store a choice and lead on; 400 for a form that came from no page of this visit."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    if not is_our_form():
        return lost_place(visit)
    if kind == "practice":
        return _store(visit, Step(kind), practised=True)
    if kind not in (*CHOICES, "language"):
        abort(404)
    chosen = request.form.get("choice", "")
    if chosen not in _offered(visit, kind) or not is_open(
        way_of(visit), visit.journey, Step(kind)
    ):
        return go_on(visit)
    values: dict[str, object] = {"consented": True} if kind == "consent" else {kind: chosen}
    return _store(visit, Step(kind), **values)


def choice_page(visit: Visit, step: Step) -> Response:
    """The page of one choice."""
    before = step_before(way_of(visit), step)
    document = document_of(visit)
    return page(
        f"respondent/{step.kind}.html",
        visit,
        step=step,
        languages=document.languages,
        document=document,
        back=step_address(visit.place.link_code, before) if before else None,
    )


def _practice_page(visit: Visit) -> AnyResponse:
    step, document = Step("practice"), document_of(visit)
    if not is_open(way_of(visit), visit.journey, step):
        return go_on(visit)
    before = step_before(way_of(visit), step)
    return page(
        "respondent/practice.html",
        visit,
        question=document.questionnaire.practice,
        order=visit.journey.order,
        text=document.words(visit.journey.language or "", visit.journey.presentation),
        answer=None,
        problem=None,
        back=step_address(visit.place.link_code, before) if before else None,
    )


def _offered(visit: Visit, kind: str) -> tuple[str, ...]:
    if kind == "language":
        return tuple(language.code for language in document_of(visit).languages)
    return CHOICES[kind]


def _store(visit: Visit, step: Step, **values: object) -> AnyResponse:
    """Store the choice; someone who comes back from a question to change it goes on there."""
    again = store_choice(visit, **values)
    if visit.journey.consented:
        return go_on(again)
    return redirect(step_address(visit.place.link_code, step_after(way_of(again), step)), 303)


def store_choice(visit: Visit, **values: object) -> Visit:
    """Store some choices, and give the visit as it is from now on."""
    if visit.journey.language is None and len(document_of(visit).languages) == 1:
        values.setdefault("language", document_of(visit).languages[0].code)
    if document_of(visit).questionnaire.reverse_half and not visit.journey.order:
        values["order"] = secrets.choice(ORDERS)
    journey = changed(visit.journey, **values)
    begin_or_change(current_site(), visit, journey, way_in=_way_in(visit), mode=_mode(visit))
    return replace(visit, journey=journey, has_begun=True)


def _way_in(visit: Visit) -> str:
    return visit.place.way_in or ("kiosk" if is_kiosk() else "open")


def _mode(visit: Visit) -> str:
    return visit.place.mode or ("self_tablet" if is_kiosk() or wants_tablet() else "self_phone")
