"""A rest between two sections, and a code to come back with, on this device or another."""

from __future__ import annotations

from typing import NoReturn

from flask import abort, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.answering.journey import Step, is_open, step_after, step_before
from surveyapp.web import guesses
from surveyapp.web.respondent import blueprint
from surveyapp.web.respondent.choices import store_choice
from surveyapp.web.respondent.visits import (
    PREFILLED,
    closed_page,
    current_site,
    forget_cookie,
    go_on,
    is_kiosk,
    is_our_form,
    keep_cookie,
    load_visit,
    lost_place,
    not_possible_now,
    page,
    step_address,
    way_of,
)
from surveyapp.workflows.answering import new_cookie
from surveyapp.workflows.coming_back import come_back, give_code, leads_back


@blueprint.get("/rest/<name>")
def rest(code: str, name: str) -> AnyResponse:
    """Whether the person wants a rest, or where they left off if they aren't there yet."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    step, way = Step("rest", name), way_of(visit)
    if not is_open(way, visit.journey, step):
        return go_on(visit)
    before = step_before(way, step)
    back = step_address(code, before) if before else None
    return page("respondent/rest.html", visit, after=name, back=back)


@blueprint.post("/rest/<name>")
def after_rest(code: str, name: str) -> AnyResponse:
    """Lead on; or show, once, the code to come back with."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    if not is_our_form():
        return lost_place(visit)
    step = Step("rest", name)
    if not is_open(way_of(visit), visit.journey, step):
        return go_on(visit)
    if name not in visit.journey.rests:
        visit = store_choice(visit, rests=(*visit.journey.rests, name))
    if request.form.get("do") != "rest":
        return redirect(step_address(code, step_after(way_of(visit), step)), 303)
    come_back_code = give_code(current_site(), visit)
    shown = page(
        "respondent/come_back.html", visit, come_back_code=come_back_code, kiosk=is_kiosk()
    )
    return forget_cookie(shown, code) if is_kiosk() else shown


@blueprint.get("/back/<come_back_code>")
def back_again(code: str, come_back_code: str) -> AnyResponse:
    """One button that leads back to where the person was; 404 for a code that leads nowhere."""
    visit = load_visit(code)
    if not visit.is_open:
        return closed_page(visit)
    if guesses.are_refused(current_site(), code):
        return guesses.too_many()
    if not leads_back(current_site(), visit, come_back_code):
        return _leads_nowhere(code)
    return page("respondent/back_again.html", visit, come_back_code=come_back_code)


@blueprint.post("/back/<come_back_code>")
def go_back(code: str, come_back_code: str) -> AnyResponse:
    """Give this device the journey; the code is used up."""
    visit = load_visit(code)
    if not visit.is_open:
        return closed_page(visit)
    if not is_our_form():
        return lost_place(visit)
    if guesses.are_refused(current_site(), code):
        return guesses.too_many()
    kiosk = is_kiosk()
    g.cookie = (PREFILLED if kiosk else "") + new_cookie()
    found = come_back(current_site(), visit, come_back_code, g.cookie)
    if found is None:
        return _leads_nowhere(code)
    return keep_cookie(go_on(found), code)


def _leads_nowhere(code: str) -> NoReturn:
    """Count a wrong code, so that nobody guesses one, and tell that it is not right."""
    guesses.count_wrong_code(current_site(), code)
    g.code_not_known = True
    abort(404)
