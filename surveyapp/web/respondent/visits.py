"""The visit behind a request: its cookie, its form token, and whether the page may be shown.

The cookie lives under the address of one scheme's survey, so that two surveys on one device
don't meet. The token of a form is signed from the cookie and has no time in it: a page that
was left open overnight still submits, for as long as the browser keeps the cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from itsdangerous import Signer
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.answering.journey import LOOKS, Step, first_open_step, steps
from surveyapp.definitions.document import Document, Language
from surveyapp.web.languages import preferred, speak
from surveyapp.web.pages import ENGLISH_PAGE, clean_code
from surveyapp.workflows.answering import Visit, find_visit, new_cookie
from surveyapp.workflows.site import Site

COOKIE = "visit"
PREFILLED = "kiosk."
"""A cookie that begins so belongs to a tablet that many people share."""

COOKIE_SECONDS = 24 * 3600
TABLET_COOKIE = "tablet"
"""It holds the code of a scheme's tablets on a device that people share, and nothing else."""

WARNING_SECONDS = 60
"""How long a shared tablet asks whether somebody is still there; at least a minute, by
requirement 41."""


@dataclass(frozen=True, slots=True)
class TabletPage:
    """What a page on a shared tablet needs to know to return to its start page."""

    start: str
    idle_seconds: int
    warning_seconds: int = WARNING_SECONDS


def current_site() -> Site:
    """The site that this application serves."""
    site = current_app.extensions["site"]
    assert isinstance(site, Site)
    return site


def load_visit(code: str) -> Visit:
    """The visit of this request, with its language set; 404 for a code that leads nowhere."""
    prefix = PREFILLED if TABLET_COOKIE in request.cookies else ""
    g.cookie = request.cookies.get(COOKIE) or prefix + new_cookie()
    visit = find_visit(current_site(), code, g.cookie)
    if visit is None:
        g.code_not_known = True
        abort(404)
    g.visit = visit
    g.language = _language(visit)
    speak(current_app, "respondent", g.language.code)
    return visit


def document_of(visit: Visit) -> Document:
    """The frozen document of a survey that is or was open."""
    assert visit.document is not None
    return visit.document


def way_of(visit: Visit) -> list[Step]:
    """The pages that this visit leads through."""
    return steps(document_of(visit), visit.journey, open_questions=visit.open_questions)


def not_possible_now(visit: Visit) -> Response | AnyResponse | None:
    """The page for a survey that isn't open, or an answer already sent, or nobody on a shared
    tablet; None where all is well."""
    if visit.is_spent:
        return to_thanks(visit)
    if not visit.is_open:
        return closed_page(visit)
    home = tablet_page() if is_kiosk() and not visit.has_begun else None
    return redirect(home.start, 303) if home else None


def closed_page(visit: Visit) -> Response:
    """The page for a survey that isn't open yet, or no longer."""
    return page("respondent/closed.html", visit, is_draft=visit.place.state == "draft")


def to_thanks(visit: Visit) -> AnyResponse:
    """Lead to the thank-you page, with the choices of the journey that is now gone."""
    return redirect(
        url_for(
            "respondent.thanks",
            code=visit.place.link_code,
            language=g.language.code,
            words=visit.journey.words or "standard",
            **{name: value for name in LOOKS if (value := getattr(visit.journey, name))},
        ),
        303,
    )


def page(template: str, visit: Visit, *, status: int = 200, **facts: object) -> AnyResponse:
    """A rendered page for this visit, which no browser stores."""
    text = rendered_page(template, visit, token=form_token(g.cookie), **facts)
    return sent_page(text, visit, status)


def rendered_page(template: str, visit: Visit, *, token: str, **facts: object) -> str:
    """The text of a page, with what every page of a visit shows."""
    return render_template(
        template,
        visit=visit,
        place=visit.place,
        code=visit.place.link_code,
        language=g.language,
        looks=visit.journey.looks,
        kiosk_page=kiosk_page(visit),
        pictures=visit.journey.pictures != "off",
        words=visit.journey.words or "standard",
        token=token,
        **facts,
    )


def sent_page(text: str, visit: Visit, status: int) -> AnyResponse:
    """A page as it is sent, with the cookie of the visit."""
    response = Response(text, status=status, content_type="text/html; charset=utf-8")
    return keep_cookie(response, visit.place.link_code)


def keep_cookie(response: AnyResponse, code: str) -> AnyResponse:
    """Set the cookie for another day; a shared tablet's is set once, and ends with the browser."""
    if request.cookies.get(COOKIE) != g.cookie or not is_kiosk():
        response.set_cookie(
            COOKIE,
            g.cookie,
            max_age=None if is_kiosk() else COOKIE_SECONDS,
            path=f"/s/{code}",
            httponly=True,
            samesite="Lax",
            secure=current_site().settings.is_secure,
        )
    return response


def forget_cookie(response: AnyResponse, code: str) -> AnyResponse:
    """Take the cookie away by name; a shared tablet gets a fresh one in its place, so that
    whoever presses Back begins a new visit on a shared tablet."""
    response.headers.remove("Set-Cookie")
    if not is_kiosk():
        response.delete_cookie(COOKIE, path=f"/s/{code}")
        return response
    g.cookie = PREFILLED + new_cookie()
    return keep_cookie(response, code)


def is_kiosk() -> bool:
    """Whether this is a tablet that many people share."""
    return str(g.cookie).startswith(PREFILLED)


def tablet_page() -> TabletPage | None:
    """How a page returns to the start page of its shared tablet; None on any other device."""
    code = request.cookies.get(TABLET_COOKIE, "")
    if clean_code(code) != code or not code:
        return None
    return TabletPage(url_for("tablet.start", code=code), _idle_seconds())


def kiosk_page(visit: Visit) -> TabletPage | None:
    """How a page of this visit returns when somebody has left it; None on one's own device. A
    tablet that was only pointed to one survey begins that one anew."""
    if not is_kiosk():
        return None
    again = url_for("respondent.tablet", code=visit.place.link_code)
    return tablet_page() or TabletPage(again, _idle_seconds())


def _idle_seconds() -> int:
    return current_site().settings.tablet_idle_minutes * 60


def form_token(cookie: str) -> str:
    """What a form carries to show that it came from a page of this visit."""
    return _signer(current_app.config["SECRET_KEY"]).get_signature(cookie).decode("ascii")


def is_our_form() -> bool:
    """Whether the form that was sent came from a page of this visit."""
    return COOKIE in request.cookies and is_signed(g.cookie)


def is_signed(value: str) -> bool:
    """Whether the form that was sent carries our token for a value."""
    sent = request.form.get("token", "").encode("utf-8")
    return _signer(current_app.config["SECRET_KEY"]).verify_signature(value, sent)


def lost_place(visit: Visit) -> Response:
    """The page for a form that comes from no page of this visit: nothing is taken from it."""
    return page("respondent/lost.html", visit, status=400)


@lru_cache(maxsize=4096)
def step_address(code: str, step: Step) -> str:
    """The address of a page of the way."""
    if step.kind == "question":
        return url_for("respondent.question", code=code, name=step.question)
    if step.kind == "rest":
        return url_for("respondent.rest", code=code, name=step.question)
    if step.kind == "check":
        return url_for("respondent.check", code=code)
    return url_for("respondent.choice", code=code, kind=step.kind)


def go_on(visit: Visit) -> AnyResponse:
    """Lead to where the person left off."""
    way = way_of(visit)
    return redirect(step_address(visit.place.link_code, first_open_step(way, visit.journey)), 303)


def _language(visit: Visit) -> Language:
    if visit.document is None:
        return ENGLISH_PAGE
    offered = [language.code for language in visit.document.languages]
    asked_for = visit.journey.language or request.args.get("language", "")
    if asked_for not in offered:
        asked_for = preferred(offered, offered[0])
    return visit.document.language(asked_for)


@lru_cache(maxsize=4)
def _signer(key: str) -> Signer:
    return Signer(key, salt="a form of a respondent")
