"""Freezing: from files and catalogues to the document that respondents' pages read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from surveyapp.definitions.audio_folders import kept_recordings
from surveyapp.definitions.catalogue import (
    RESPONDENT_DOMAINS,
    Catalogue,
    language_direction,
    language_name,
    load_catalogue,
)
from surveyapp.definitions.document import Document, Language, Whole
from surveyapp.definitions.film import kept_film
from surveyapp.definitions.library import Library
from surveyapp.definitions.pictures import pictures_in_force
from surveyapp.errors import Fault, FaultsFound


def complete_languages(
    library: Library, code: str, translations: Path, known: list[str]
) -> list[str]:
    """The languages of `known` in which every string of a questionnaire and of the
    respondents' pages is translated and not fuzzy."""
    return [
        language for language in known if not missing_texts(library, code, translations, language)
    ]


def missing_texts(library: Library, code: str, translations: Path, language: str) -> list[str]:
    """The English texts that a language lacks for one questionnaire, in order."""
    if language == "en":
        return []
    pages, questions = (
        load_catalogue(translations, language, domain) for domain in RESPONDENT_DOMAINS
    )
    lacking = [
        text.english
        for text in library.texts(code)
        if questions.find(text.context, text.english) is None
    ]
    return [*pages.unfinished, *dict.fromkeys(lacking)]


def frozen(
    library: Library,
    code: str,
    translations: Path,
    offered: Iterable[str],
    *,
    contract_questions: Iterable[str] = (),
    composites: Mapping[str, Whole] | None = None,
    keeps_capacity: bool = False,
    symbols: Path | None = None,
) -> Document:
    """The document of one questionnaire in the languages `offered`, all of them complete.

    Its pictures are those in force: ours, or those of the folder `symbols` where it has them.
    """
    wording = {}
    for language in offered:
        catalogue = (
            None if language == "en" else load_catalogue(translations, language, "questionnaires")
        )
        wording[language] = _wording(library, code, catalogue)
    questionnaire = library.questionnaire(code)
    return Document(
        questionnaire=questionnaire,
        languages=tuple(
            Language(language, language_name(language), language_direction(language))
            for language in wording
        ),
        wording=wording,
        pictures=_picture_hashes(library, symbols),
        contract_questions=frozenset(contract_questions),
        keeps_capacity=keeps_capacity,
        composites={
            name: whole
            for name, whole in (composites or {}).items()
            if set(whole.parts) <= set(questionnaire.questions)
        },
        audio=kept_recordings(library, code, translations, wording),
        film=kept_film(library.folder / "film", code, library.questionnaires[code].film),
    )


def _wording(
    library: Library, code: str, catalogue: Catalogue | None
) -> dict[str, dict[str, str]]:
    by_presentation: dict[str, dict[str, str]] = {}
    for text in library.texts(code):
        words = catalogue.messages[(text.context, text.english)] if catalogue else text.english
        by_presentation.setdefault(text.presentation, {})[text.key] = words
    return by_presentation


def _picture_hashes(library: Library, symbols: Path | None) -> dict[str, str]:
    """The hash of every picture by its name; those that are missing are all told at once."""
    in_force = pictures_in_force(library.folder / "pictures", symbols)
    hashes, faults = {}, []
    for name, place in sorted(library.pictures()):
        if name in in_force:
            hashes[name] = hashlib.sha256(in_force[name].read_bytes()).hexdigest()
        else:
            faults.append(
                Fault(place, f"there is no picture “{name}”.", f"Draw pictures/{name}.svg.")
            )
    if faults:
        raise FaultsFound(faults)
    return hashes
