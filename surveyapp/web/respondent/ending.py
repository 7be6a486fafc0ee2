"""Check and send, stop, help, and thank you."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.answering.journey import LOOKS, Step, is_open, step_before
from surveyapp.web.respondent import blueprint
from surveyapp.web.respondent.visits import (
    current_site,
    document_of,
    forget_cookie,
    go_on,
    is_kiosk,
    is_our_form,
    load_visit,
    lost_place,
    not_possible_now,
    page,
    step_address,
    to_thanks,
    way_of,
)
from surveyapp.workflows.answering import Visit, send, stop_and_forget, stop_and_keep
from surveyapp.workflows.tablets import leave_tablet


@blueprint.get("/check")
def check(code: str) -> AnyResponse:
    """Every answer, each with a way to change it, before anything is sent."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    way = way_of(visit)
    if not is_open(way, visit.journey, Step("check")):
        return go_on(visit)
    document = document_of(visit)
    before = step_before(way, Step("check"))
    return page(
        "respondent/check.html",
        visit,
        questions=[
            document.questionnaire.questions[step.question]
            for step in way
            if step.kind == "question" and step.question
        ],
        text=document.words(visit.journey.language or "", visit.journey.presentation),
        back=step_address(code, before) if before else None,
    )


@blueprint.post("/check")
def send_answers(code: str) -> AnyResponse:
    """Send the answers once; a repeat finds the thank-you page."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    if not is_our_form():
        return lost_place(visit)
    if not is_open(way_of(visit), visit.journey, Step("check")):
        return go_on(visit)
    send(current_site(), visit)
    return to_thanks(visit)


@blueprint.get("/stop")
def stop(code: str) -> AnyResponse:
    """Asks once whether to keep what was said so far."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    return page("respondent/stop.html", visit, has_said=_has_said(visit))


@blueprint.post("/stop")
def stop_now(code: str) -> AnyResponse:
    """Keep or erase what was said, as the person wishes, and say thank you."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    if not is_our_form():
        return lost_place(visit)
    if request.form.get("do") == "keep" and visit.has_begun and _has_said(visit):
        stop_and_keep(current_site(), visit)
        return to_thanks(visit)
    if visit.has_begun:
        stop_and_forget(current_site(), visit)
    over = replace(visit, has_begun=False)
    return forget_cookie(page("respondent/goodbye.html", over), code)


@blueprint.post("/leave")
def leave(code: str) -> AnyResponse:
    """End the visit of somebody who has left a shared tablet; there is nothing to see."""
    visit = load_visit(code)
    if not is_our_form():
        return lost_place(visit)
    if visit.has_begun and not visit.is_spent:
        leave_tablet(current_site(), visit)
    return forget_cookie(Response(status=204), code)


@blueprint.get("/help")
def help_page(code: str) -> AnyResponse:
    """Who comes, somebody outside the provider, a number, and 999 in danger: whatever state
    the survey is in."""
    visit = load_visit(code)
    return page("respondent/help.html", visit, can_go_on=visit.is_open and not visit.is_spent)


@blueprint.get("/thanks")
def thanks(code: str) -> AnyResponse:
    """What happens next, and where to turn; back to the way for one who hasn't sent."""
    visit = load_visit(code)
    if not visit.is_spent:
        return not_possible_now(visit) or go_on_or_start(visit)
    words = "easy" if request.args.get("words") == "easy" else "standard"
    over = replace(visit, journey=replace(visit.journey, words=words, **_looks_asked_for()))
    text = document_of(visit).words(g.language.code, words)
    response = page("respondent/thanks.html", over, text=text)
    return forget_cookie(response, code) if is_kiosk() else response


def go_on_or_start(visit: Visit) -> AnyResponse:
    """Lead to the next page of a visit, or to the first one of a new visit."""
    if visit.has_begun:
        return go_on(visit)
    return redirect(url_for("respondent.start", code=visit.place.link_code), 303)


def _looks_asked_for() -> dict[str, str]:
    """How the page is to look: what the journey that is gone handed on in the address."""
    asked = {name: request.args.get(name, "") for name in LOOKS}
    return {name: value for name, value in asked.items() if value in LOOKS[name]}


def _has_said(visit: Visit) -> bool:
    return any(answer.is_chosen for answer in visit.journey.answers.values())
