"""Every text that a page or a questionnaire shows stands in each catalogue, translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from surveyapp.definitions.catalogue import languages, load_catalogue, read_catalogue
from surveyapp.definitions.freezing import missing_texts
from surveyapp.definitions.library import load_library

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "translations"
LANGUAGES = languages(TRANSLATIONS)[1:]
GAP = re.compile(r"%\(\w+\)[sd]")


def page_texts() -> set[str]:
    """Every English text of the respondents' pages, as the extractor finds it."""
    found = extract_from_dir(
        ROOT / "surveyapp" / "web" / "templates",
        method_map=[
            ("base.html", "jinja2"),
            ("respondent/**.html", "jinja2"),
            ("questions/**.html", "jinja2"),
        ],
        keywords={**DEFAULT_KEYWORDS, "in_language": None},
        directory_filter=lambda folder: True,
    )
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def counted_texts(language: str) -> set[str]:
    """Every text with a form for each number, of which the catalogue has all forms."""
    catalog = read_catalogue(TRANSLATIONS, language, "respondent")
    return {
        message.id[0]
        for message in catalog
        if message.pluralizable and len(message.string) == catalog.num_plurals
    }


def test_welsh_and_urdu_are_there():
    assert {"cy", "ur"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_respondents_page_is_translated(language):
    catalogue = load_catalogue(TRANSLATIONS, language, "respondent")
    known = {english for _, english in catalogue.messages} | counted_texts(language)
    assert sorted(page_texts() - known) == []
    assert catalogue.unfinished == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("questionnaire", ["residents", "families", "staff"])
def test_the_first_questionnaires_are_whole_in_every_language(language, questionnaire):
    library = load_library(ROOT / "questionnaires")
    assert missing_texts(library, questionnaire, TRANSLATIONS, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", ["respondent", "questionnaires"])
def test_a_translation_has_the_gaps_of_its_english(language, domain):
    catalogue = load_catalogue(TRANSLATIONS, language, domain)
    for (_, english), words in catalogue.messages.items():
        assert sorted(GAP.findall(english)) == sorted(GAP.findall(words)), english


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_named_as_reviewer_of_a_draft(language):
    for domain in ("respondent", "questionnaires"):
        path = TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"
        is_draft = "draft, not yet reviewed" in path.read_text(encoding="utf-8").splitlines()[0]
        assert is_draft == (load_catalogue(TRANSLATIONS, language, domain).reviewer is None)
