"""Surveys that ask a miniature questionnaire, for what no real questionnaire asks yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from surveyapp.definitions.catalogue import language_direction, language_name
from surveyapp.definitions.document import Language, document_bytes, document_hash
from surveyapp.definitions.freezing import frozen
from surveyapp.definitions.library import load_library
from surveyapp.storage import surveys
from surveyapp.workflows.site import Site

MINIATURES = Path(__file__).parent / "questionnaires"
NAMES = sorted(path.stem for path in MINIATURES.glob("*.toml") if path.stem != "scales")


def ask_miniature(
    site: Site, survey: str, miniature: str, languages: tuple[str, ...] = ("en",)
) -> None:
    """Let an open survey ask a miniature in place of its own questions.

    Its words are English in every language, and its one picture is one of ours.
    """
    library = load_library(MINIATURES)
    document = frozen(
        library, miniature, site.settings.translations, ["en"], contract_questions=()
    )
    wording = dict.fromkeys(languages, document.wording["en"])
    offered = tuple(
        Language(language, language_name(language), language_direction(language))
        for language in languages
    )
    content = document_bytes(replace(document, languages=offered, wording=wording))
    content = content.replace(b'"cup"', b'"practice-tea"')
    with site.store.writing() as connection:
        surveys.record_document(connection, document_hash(content), content)
        surveys.change_survey(connection, survey, document=document_hash(content))
