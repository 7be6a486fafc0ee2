"""The accessibility statement, in the form that the law asks for: of a survey, and of no survey.

What is not good enough yet is a row in a list: a sentence, and when it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, url_for

from surveyapp.definitions.document import Document
from surveyapp.web.contacts import EQUALITY_ADVISORY_SERVICE, contacts
from surveyapp.web.pages import language_of_browser, page_of_no_survey
from surveyapp.web.recordings import film_address
from surveyapp.workflows.site import Site
from surveyapp.workflows.statements import is_draft


@dataclass(frozen=True)
class Seen:
    """What somebody sees in a language; there is no document outside a survey and in a draft."""

    language: str
    document: Document | None
    is_draft: bool


@dataclass(frozen=True)
class Gap:
    """Something that is not good enough yet, and when that holds."""

    sentence: str
    holds: Callable[[Seen], bool]


def N_(sentence: str) -> str:
    """The sentence itself; by this name `make translate` finds it."""
    return sentence


GAPS = (
    Gap(N_("There is no film in British Sign Language."), lambda seen: not _has_film(seen)),
    Gap(N_("There is no recorded voice in this language."), lambda seen: not _has_voice(seen)),
    Gap(
        N_("No native speaker has checked this translation yet."),
        lambda seen: seen.is_draft,
    ),
    Gap(
        N_("Some names and addresses are in English only."),
        lambda seen: seen.language != "en",
    ),
    Gap(N_("People with a disability have not tested these pages yet."), lambda seen: True),
)


def add_to(app: Flask) -> None:
    """Add the statement of the pages that belong to no survey."""
    app.add_url_rule("/accessibility", "accessibility", _of_no_survey)


def statement(site: Site, seen: Seen) -> dict[str, object]:
    """What the template of the statement has to know."""
    controller = site.settings.controller
    return {
        "controller": controller,
        "gaps": [gap.sentence for gap in GAPS if gap.holds(seen)],
        "accessibility_contacts": contacts(controller.accessibility_contact),
        "advisory_service": EQUALITY_ADVISORY_SERVICE,
    }


def _of_no_survey() -> str:
    """The statement in the language of the browser."""
    site: Site = current_app.extensions["site"]
    language = language_of_browser().code
    seen = Seen(language, None, is_draft(site.settings.translations, language))
    return page_of_no_survey(
        "respondent/accessibility_statement.html",
        back=url_for("front_door"),
        kiosk=False,
        pictures=True,
        **statement(site, seen),
    )


def _has_film(seen: Seen) -> bool:
    film = seen.document.film if seen.document else None
    return film is not None and all(
        film_address(file) for file in (film.file, film.captions, film.poster)
    )


def _has_voice(seen: Seen) -> bool:
    return seen.document is not None and bool(seen.document.audio.get(seen.language))
