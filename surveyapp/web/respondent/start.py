"""The first page of a visit, on one's own device or on a shared tablet."""

from __future__ import annotations

from flask import g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.web.pages import clean_code
from surveyapp.web.respondent import blueprint
from surveyapp.web.respondent.choices import choice_page
from surveyapp.web.respondent.looks import STEP, look_page
from surveyapp.web.respondent.visits import (
    PREFILLED,
    go_on,
    keep_cookie,
    load_visit,
    not_possible_now,
    way_of,
)
from surveyapp.workflows.answering import new_cookie


@blueprint.get("")
def start(code: str) -> AnyResponse:
    """The choice of language, or where the person left off; 404 for an unknown code."""
    if clean_code(code) != code:
        return redirect(url_for("respondent.start", code=clean_code(code) or "X"), 303)
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    if visit.has_begun:
        return go_on(visit)
    first = way_of(visit)[0]
    return look_page(visit) if first == STEP else choice_page(visit, first)


@blueprint.get("/tablet")
def tablet(code: str) -> AnyResponse:
    """A new visit on a tablet that many people share; nothing of the last one is left."""
    load_visit(code)
    g.cookie = PREFILLED + new_cookie()
    return keep_cookie(redirect(url_for("respondent.start", code=code), 303), code)
