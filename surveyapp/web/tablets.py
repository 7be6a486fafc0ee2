"""The start page of a tablet that many people share, and what makes a device one.

A device becomes a shared tablet on a page that only works with scripts, because the return to
the start page after somebody has left is done by one. It then holds a cookie with the code of
its scheme, and nothing else.
"""

from __future__ import annotations

import json

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.definitions.document import Language
from surveyapp.web.languages import preferred, speak
from surveyapp.web.pages import ENGLISH_PAGE
from surveyapp.web.respondent.visits import (
    PREFILLED,
    TABLET_COOKIE,
    current_site,
    form_token,
    go_on,
    is_signed,
    keep_cookie,
)
from surveyapp.web.static_files import asset
from surveyapp.workflows.answering import new_cookie
from surveyapp.workflows.tablets import Offer, Tablet, begin_on_tablet, find_tablet

blueprint = Blueprint("tablet", __name__, url_prefix="/k/<code>")
TEN_YEARS = 10 * 366 * 24 * 3600


@blueprint.get("")
def start(code: str) -> AnyResponse:
    """Every language to touch; or how a device that is none yet becomes a shared tablet."""
    tablet = _tablet(code)
    languages = _languages(tablet)
    g.language = next(
        each
        for each in languages
        if each.code == preferred([each.code for each in languages], "en")
    )
    speak(current_app, "respondent", g.language.code)
    is_registered = request.cookies.get(TABLET_COOKIE) == code
    name = "respondent/tablet_start.html" if is_registered else "respondent/tablet_register.html"
    language = g.language if is_registered else ENGLISH_PAGE
    minutes = current_site().settings.tablet_idle_minutes
    told = "a minute" if minutes == 1 else f"{minutes} minutes"
    return _page(name, tablet, language=language, languages=languages, minutes=told)


@blueprint.post("/register")
def register(code: str) -> AnyResponse:
    """Make this device a shared tablet of the scheme."""
    tablet = _tablet(code, form=True)
    response = redirect(url_for("tablet.start", code=tablet.code), 303)
    response.set_cookie(
        TABLET_COOKIE,
        tablet.code,
        max_age=TEN_YEARS,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=current_site().settings.is_secure,
    )
    return response


@blueprint.post("/release")
def release(code: str) -> AnyResponse:
    """Make this device an ordinary one again."""
    response = redirect(url_for("tablet.start", code=_tablet(code, form=True).code), 303)
    response.delete_cookie(TABLET_COOKIE, path="/")
    return response


@blueprint.post("/start")
def begin(code: str) -> AnyResponse:
    """A new visit in the language that was touched; first the choice of a survey where there are
    several in that language."""
    tablet = _tablet(code, form=True)
    language = _chosen_language(tablet)
    if language is None:
        return redirect(url_for("tablet.start", code=code), 303)
    g.language = language
    speak(current_app, "respondent", language.code)
    offers = [each for each in tablet.offers if language in each.document.languages]
    chosen = [each for each in offers if each.link_code == request.form.get("survey")]
    if len(offers) > 1 and not chosen:
        return _page("respondent/tablet_surveys.html", tablet, language=language, offers=offers)
    return _begun((chosen or offers)[0], language)


@blueprint.get("/app.webmanifest")
def manifest(code: str) -> Response:
    """What a browser needs to put the start page on the home screen, in full screen."""
    tablet = _tablet(code)
    described = {
        "id": url_for("tablet.start", code=code),
        "name": f"Have your say – {tablet.scheme_name}",
        "short_name": "Have your say",
        "start_url": url_for("tablet.start", code=code),
        "scope": "/",
        "display": "fullscreen",
        "background_color": "#fbf8f3",
        "theme_color": "#0a4d43",
        "icons": [
            {"src": asset(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (192, 512)
        ],
    }
    text = json.dumps(described, ensure_ascii=False)
    return Response(text, content_type="application/manifest+json; charset=utf-8")


def _begun(offer: Offer, language: Language) -> AnyResponse:
    g.cookie = PREFILLED + new_cookie()
    visit = begin_on_tablet(current_site(), offer, g.cookie, language=language.code)
    return keep_cookie(go_on(visit), offer.link_code)


def _tablet(code: str, *, form: bool = False) -> Tablet:
    """The start page of a code; 404 for none, 400 for a form that comes from no page of it."""
    tablet = find_tablet(current_site(), code)
    if tablet is None:
        g.code_not_known = True
        abort(404)
    if form and not is_signed(_page_name(tablet)):
        abort(400)
    return tablet


def _page_name(tablet: Tablet) -> str:
    return f"the tablets of {tablet.code}"


def _languages(tablet: Tablet) -> list[Language]:
    """Every language that some survey of the tablet is offered in, English first."""
    found = {each.code: each for offer in tablet.offers for each in offer.document.languages}
    return [found.pop("en", ENGLISH_PAGE), *found.values()]


def _chosen_language(tablet: Tablet) -> Language | None:
    asked = request.form.get("language", "")
    offered = (each for offer in tablet.offers for each in offer.document.languages)
    return next((each for each in offered if each.code == asked), None)


def _page(template: str, tablet: Tablet, **facts: object) -> Response:
    token = form_token(_page_name(tablet))
    text = render_template(template, tablet=tablet, token=token, **facts)
    return Response(text, content_type="text/html; charset=utf-8")
