"""What the page about a survey and the accessibility statement rest on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from surveyapp.errors import Fault, SetupError
from surveyapp.storage import surveys
from surveyapp.storage.surveys import Survey
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import require_survey


def survey_told_about(site: Site, code: str) -> Survey:
    """The survey that a page tells about: its anonymity class, and the drafts it was opened in."""
    with site.store.reading() as connection:
        return require_survey(connection, code)


@lru_cache(maxsize=64)
def is_draft(translations: Path, language: str) -> bool:
    """Whether no native speaker has checked the words of the pages in a language."""
    from surveyapp.definitions.catalogue import load_catalogue

    return language != "en" and not load_catalogue(translations, language, "respondent").reviewer


def setting_faults(site: Site) -> list[Fault]:
    """Every setting that people miss, where the set-up serves people; none elsewhere."""
    return site.settings.controller.missing_words() if serves_people(site) else []


def setting_notices(site: Site) -> list[str]:
    """The same in a set-up that serves nobody yet, such as a fresh checkout."""
    if serves_people(site):
        return []
    return [f"setting {fault}" for fault in site.settings.controller.missing_words()]


def serves_people(site: Site) -> bool:
    """Whether others reach the public address, and a survey is open for them."""
    if not site.settings.is_reachable:
        return False
    try:
        site.require_schema()
        with site.store.reading() as connection:
            return bool(surveys.find_surveys(connection, states=["open"]))
    except (SetupError, SQLAlchemyError):
        return False
