"""Beginning with a personal code, which a look never uses up and the first choice does.

Until then every page of the way stands under the address of the code, so that nothing of it has
to be kept, and no link leads a person past their code to the open way. Each such page is the
ordinary one with its addresses changed. The first form that is sent exchanges the code for a
journey; from there on the person is on the ordinary way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import abort, current_app, g, make_response, redirect, request, url_for
from markupsafe import escape
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.storage.invitations import Invitation
from surveyapp.web import guesses
from surveyapp.web.pages import clean_code
from surveyapp.web.respondent import blueprint
from surveyapp.web.respondent.choices import choice_page, choose
from surveyapp.web.respondent.ending import go_on_or_start
from surveyapp.web.respondent.looks import choose_look, look_page
from surveyapp.web.respondent.visits import (
    PREFILLED,
    current_site,
    is_kiosk,
    is_our_form,
    keep_cookie,
    load_visit,
    lost_place,
    not_possible_now,
    page,
    step_address,
    to_thanks,
    way_of,
)
from surveyapp.web.security import wants_tablet
from surveyapp.workflows.answering import Visit, new_cookie
from surveyapp.workflows.invitations import begin_by_code, find_invitation
from surveyapp.workflows.surveys import LINK_LENGTH

AT_ANY_TIME = {"help": "help_page", "about": "about", "accessibility": "accessibility"}
"""The pages that somebody may read whatever has become of the code, and their views."""

CHOOSE = "choose/"
LOOK = f"{CHOOSE}look"
"""The tool on the first page whose form, beside that of the page itself, uses the code up."""

ADDRESS = re.compile(r'(?P<name> (?:href|action|formaction)=")(?P<address>/s/[^"]*)')


@blueprint.get("/i/<typed>")
@blueprint.get("/i/<typed>/<path:rest>")
def invitation(code: str, typed: str, rest: str = "") -> AnyResponse:
    """The first page of the way, whose form uses the code up; 404 for a code that is unknown or
    withdrawn, 429 where too many of them came from here."""
    found = _find(code, typed, rest)
    if not isinstance(found, Invitation):
        return found
    visit = load_visit(code)
    if rest in AT_ANY_TIME:
        told = current_app.view_functions[f"respondent.{AT_ANY_TIME[rest]}"](code)
        return _under_the_code(visit, found, make_response(told))
    if not visit.is_open:
        return not_possible_now(visit) or go_on_or_start(visit)
    if found.state == "used":
        return _used(visit, found)
    if visit.is_spent:
        return _for_the_next_person(found)
    if visit.has_begun:
        return page("respondent/code_on_shared_device.html", visit, typed=found.code)
    return _under_the_code(visit, found, _page_before(visit, rest))


@blueprint.post("/i/<typed>")
@blueprint.post("/i/<typed>/<path:rest>")
def begin_with_invitation(code: str, typed: str, rest: str = "") -> AnyResponse:
    """Exchange the code for a journey, and lead on with what was chosen; one wins of two who
    come at once, and the other is told that the code has been used."""
    found = _find(code, typed, rest)
    if not isinstance(found, Invitation):
        return found
    visit = load_visit(code)
    if not visit.is_open:
        return not_possible_now(visit) or go_on_or_start(visit)
    if not is_our_form():
        return _under_the_code(visit, found, lost_place(visit))
    if request.form.get("do") == "next-person":
        return _for_the_next_person(found)
    if request.form.get("do") == "go-on" and visit.has_begun:
        return go_on_or_start(visit)
    path = rest or _first_page(visit)
    if path not in (_first_page(visit), LOOK):
        abort(404)
    mode = "self_tablet" if is_kiosk() or wants_tablet() else "self_phone"
    may_begin = found.state == "issued" and not (visit.has_begun or visit.is_spent)
    if may_begin and begin_by_code(current_site(), visit, found.code, mode=mode):
        return choose_look(code) if path == LOOK else choose(code, path.removeprefix(CHOOSE))
    return redirect(_address(found), 303)


def _find(code: str, typed: str, rest: str) -> Invitation | AnyResponse:
    """The invitation that an address names; or the page for one that there is not, and the
    right address for one that is written otherwise or whose poster has a new code."""
    site, wanted = current_site(), clean_code(typed)
    if guesses.are_refused(site, code):
        return guesses.too_many()
    found = find_invitation(site, wanted)
    if found is None:
        if len(wanted) == LINK_LENGTH:
            guesses.count_wrong_code(site, code)
        g.code_not_known = True
        abort(404)
    if (code, typed) != (found.link_code, found.code):
        return redirect(_address(found, rest), 303)
    return found


def _used(visit: Visit, found: Invitation) -> AnyResponse:
    """Where the device that used a code goes on; what every other device is told."""
    if visit.is_spent:
        return to_thanks(visit)
    if visit.has_begun or visit.has_expired:
        return go_on_or_start(visit)
    # There is nothing to choose here: neither a language nor how it looks.
    told = page("respondent/code_used.html", replace(visit, is_open=False))
    return _under_the_code(visit, found, told)


def _for_the_next_person(found: Invitation) -> AnyResponse:
    """The first page again, on a device that knows nothing of who was there before."""
    g.cookie = (PREFILLED if is_kiosk() else "") + new_cookie()
    return keep_cookie(redirect(_address(found), 303), found.link_code)


def _page_before(visit: Visit, rest: str) -> AnyResponse:
    """A page that stands before the exchange; 404 for every one that comes later."""
    first = _first_page(visit)
    if (rest or first) == LOOK:
        return look_page(visit)
    if rest not in ("", first):
        abort(404)
    return choice_page(visit, way_of(visit)[0])


def _first_page(visit: Visit) -> str:
    """The page of the way to which the form of the first page is sent."""
    code = visit.place.link_code
    return step_address(code, way_of(visit)[0]).removeprefix(f"/s/{code}/")


def _under_the_code(visit: Visit, found: Invitation, response: AnyResponse) -> AnyResponse:
    """A page, or the way to one, with every address of the visit put under that of the code."""
    first = _first_page(visit) if visit.document else None
    ordinary = f"/s/{found.link_code}"

    def moved(address: str) -> str:
        parts = urlsplit(address)
        rest = parts.path.removeprefix(ordinary).removeprefix("/")
        if not f"{parts.path}/".startswith(f"{ordinary}/") or rest.startswith("i/"):
            return address
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        asked = dict(parse_qsl(parts.query))
        return _address(found, "" if rest == first else rest, **asked) + fragment

    if response.location:
        response.location = moved(response.location)
    response.set_data(
        ADDRESS.sub(
            lambda match: f"{match['name']}{escape(moved(unescape(match['address'])))}",
            response.get_data(as_text=True),
        )
    )
    return response


def _address(found: Invitation, rest: str = "", **asked: str) -> str:
    """The address of an invitation, in the language that was asked for."""
    values: dict[str, Any] = {"rest": rest or None, "language": request.args.get("language")}
    values |= {"code": found.link_code, "typed": found.code, **asked}
    return url_for("respondent.invitation", **values)
