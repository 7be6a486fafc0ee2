"""The paper questionnaire: what a survey asks in one scheme, to print and to hand out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from surveyapp.definitions.document import Document, read_document
from surveyapp.errors import NotKnownError
from surveyapp.storage import schemes, surveys
from surveyapp.storage.schemes import Scheme
from surveyapp.storage.surveys import Survey
from surveyapp.workflows.closing import close_due_surveys
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import require_survey


@dataclass(frozen=True)
class Paper:
    """A survey in one scheme, with its words and the code of the scheme's poster."""

    survey: Survey
    scheme: Scheme
    link_code: str
    document: Document


def paper_facts(site: Site, survey_code: str, scheme_code: str) -> Paper:
    """What is printed for a scheme: the words that were frozen, or of a draft those of the
    files. An error where the survey or the scheme is not known."""
    close_due_surveys(site)
    with site.store.reading() as connection:
        survey = require_survey(connection, survey_code)
        links = surveys.link_codes(connection, survey_code)
        if scheme_code not in links:
            raise NotKnownError(
                f"“{scheme_code}” is no scheme of “{survey_code}”. There are: {', '.join(links)}."
            )
        (scheme,) = (each for each in schemes.find_schemes(connection) if each.code == scheme_code)
        document = survey_document(site, connection, survey)
    return Paper(survey, scheme, links[scheme_code], document)


def survey_document(site: Site, connection: Connection, survey: Survey) -> Document:
    """The frozen document of a survey; of a draft the one that it would freeze now, in the
    languages that are complete."""
    if survey.document:
        return read_document(surveys.load_document(connection, survey.document))
    from surveyapp.definitions.freezing import complete_languages, frozen

    translations, asked = site.settings.translations, survey.questionnaire
    offered = complete_languages(site.library, asked, translations, list(survey.languages))
    return frozen(site.library, asked, translations, offered or ["en"])
