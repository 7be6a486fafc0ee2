"""Two pages that anybody may read at any time: about this survey, and how accessible it is.

They stand outside the way: nothing is begun, stored or lost by reading them. The link to them
says where the person was, so that Back leads there, and hands on the look of a page that has no
journey any more.
"""

from __future__ import annotations

from dataclasses import replace

from flask import g, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.answering.journey import LOOKS, Step
from surveyapp.web.accessibility import Seen, statement
from surveyapp.web.contacts import INFORMATION_COMMISSIONER, contacts
from surveyapp.web.respondent import blueprint
from surveyapp.web.respondent.visits import (
    current_site,
    is_kiosk,
    load_visit,
    page,
    step_address,
)
from surveyapp.workflows.answering import Visit
from surveyapp.workflows.statements import is_draft, survey_told_about

HANDED_ON = {"words": ("easy", "standard"), **LOOKS}
CHOICES = ("language", "words", "look", "consent")


@blueprint.get("/about")
def about(code: str) -> AnyResponse:
    """Who asks, why, what is kept and for how long, and how to change one's mind."""
    visit = _as_before(load_visit(code))
    controller = current_site().settings.controller
    return page(
        "respondent/about.html",
        visit,
        controller=controller,
        anonymity=survey_told_about(current_site(), visit.place.survey).anonymity,
        controller_contacts=[
            *contacts(controller.contact),
            *contacts(controller.data_protection_contact),
        ],
        commissioner=INFORMATION_COMMISSIONER,
        back=_back(visit),
        kiosk=is_kiosk(),
    )


@blueprint.get("/accessibility")
def accessibility(code: str) -> AnyResponse:
    """The accessibility statement, in the language of the survey."""
    visit = _as_before(load_visit(code))
    site, language = current_site(), g.language.code
    drafts = survey_told_about(site, visit.place.survey).drafts_accepted
    draft = language in drafts or is_draft(site.settings.translations, language)
    return page(
        "respondent/accessibility_statement.html",
        visit,
        back=_back(visit),
        kiosk=is_kiosk(),
        **statement(site, Seen(language, visit.document, draft)),
    )


@blueprint.app_template_global()
def told_about(endpoint: str, visit: Visit, came_from: str) -> str:
    """The address of one of the two pages, for a link on the page that somebody is on."""
    values = {"from": came_from, **_handed_on(visit)}
    return url_for(f"respondent.{endpoint}", code=visit.place.link_code, **values)


def _back(visit: Visit) -> str:
    """The page that the link stood on; the first page where it names none of ours."""
    code, came_from = visit.place.link_code, request.args.get("from", "")
    if came_from in CHOICES:
        return step_address(code, Step(came_from))
    if came_from == "help":
        return url_for("respondent.help_page", code=code)
    if came_from == "thanks":
        return url_for("respondent.thanks", code=code, **_handed_on(visit))
    return url_for("respondent.start", code=code)


def _handed_on(visit: Visit) -> dict[str, str]:
    """What an address has to say of a visit without a journey: its language, words and look."""
    if visit.has_begun:
        return {}
    stated = {name: getattr(visit.journey, name) for name in HANDED_ON}
    chosen = {name: value for name, value in stated.items() if value}
    return {"language": g.language.code, **chosen}


def _as_before(visit: Visit) -> Visit:
    """The visit with the words and the look that the address hands on, where no journey knows."""
    if visit.has_begun:
        return visit
    asked = {name: request.args.get(name, "") for name in HANDED_ON}
    stated = {name: value for name, value in asked.items() if value in HANDED_ON[name]}
    return replace(visit, journey=replace(visit.journey, **stated))
