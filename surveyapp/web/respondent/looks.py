"""How the pages look and sound: pictures, the size of the words, colours, sound.

The page is one step of the way, and a tool on every other page. A choice shows at once, on this
same page; it asks for no answer, so that it can be opened before anything else.
"""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.answering.journey import LOOKS, Step, step_after, step_before
from surveyapp.web.respondent import blueprint
from surveyapp.web.respondent.choices import CHOICES, store_choice
from surveyapp.web.respondent.visits import (
    go_on,
    is_our_form,
    load_visit,
    lost_place,
    not_possible_now,
    page,
    step_address,
    way_of,
)
from surveyapp.workflows.answering import Visit

STEP = Step("look")


@blueprint.get("/choose/look")
def look(code: str) -> AnyResponse:
    """Every choice of how it looks and sounds, with what is chosen now marked."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    return look_page(visit)


def look_page(visit: Visit) -> AnyResponse:
    """The page itself, for whoever comes to it on the way or opens it as a tool."""
    before = step_before(way_of(visit), STEP)
    on_the_way = visit.has_begun and not visit.journey.looked
    return page(
        "respondent/look.html",
        visit,
        offered=_offered(visit),
        pressed=request.args.get("pressed", ""),
        back=step_address(visit.place.link_code, before) if before and on_the_way else None,
    )


@blueprint.post("/choose/look")
def choose_look(code: str) -> AnyResponse:
    """Store one choice and show the page anew, or lead on where the person is content."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    if not is_our_form():
        return lost_place(visit)
    name, _, value = request.form.get("choice", "").partition(":")
    if value in _offered(visit).get(name, ()):
        store_choice(visit, **{name: value})
        return redirect(url_for("respondent.look", code=code, pressed=f"{name}-{value}"), 303)
    return _content(visit)


def _offered(visit: Visit) -> dict[str, tuple[str, ...]]:
    """What can be chosen; the words too, once they have been chosen on a page of their own."""
    if visit.journey.looked and visit.journey.words:
        return {"words": CHOICES["words"], **LOOKS}
    return LOOKS


def _content(visit: Visit) -> AnyResponse:
    """Lead on: to the next page of one who is on the way, else to where the person was."""
    if not visit.has_begun and way_of(visit)[0] != STEP:
        return redirect(url_for("respondent.start", code=visit.place.link_code), 303)
    is_first = not visit.journey.looked
    again = store_choice(visit, looked=True)
    if is_first and again.journey.language and not visit.journey.consented:
        return redirect(step_address(visit.place.link_code, step_after(way_of(again), STEP)), 303)
    return go_on(again)
