"""What a page says when it can't read an answer: short, what to do, and never a reproach."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from surveyapp.definitions.catalogue import languages, load_catalogue
from surveyapp.definitions.linter.catalogues import word_count
from surveyapp.definitions.linter.english import words
from surveyapp.definitions.question_types import QUESTION_TYPES

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "surveyapp" / "web" / "templates" / "respondent" / "question.html"
TRANSLATIONS = ROOT / "translations"
MOST_WORDS = 10
REPROACHES = re.compile(
    r"\b(?:invalid|fail(?:s|ed|ure)?|required|error|wrong|must)\b", re.IGNORECASE
)
PREFIX = "Please look again"


def error_texts() -> dict[str, str]:
    """The English text for each question type, as the template states it."""
    (table,) = re.findall(r"{% set problems = {(.*?)} %}", PAGE.read_text("utf-8"), re.DOTALL)
    return dict(re.findall(r'"(\w+)": _\("([^"]+)"\)', table))


def test_requirement_43_every_question_type_has_an_error_text():
    assert set(error_texts()) == set(QUESTION_TYPES)
    assert f'_("{PREFIX}")' in PAGE.read_text("utf-8")


@pytest.mark.parametrize("text", [*error_texts().values(), PREFIX])
def test_requirement_43_an_error_text_says_in_a_few_words_what_to_do(text):
    assert len(words(text)) <= MOST_WORDS
    assert not REPROACHES.search(text)


@pytest.mark.parametrize("text", ["This answer is invalid.", "An answer is required."])
def test_requirement_43_a_reproach_is_found(text):
    assert REPROACHES.search(text)


@pytest.mark.parametrize("language", languages(TRANSLATIONS)[1:])
def test_requirement_43_error_texts_are_short_in_every_language(language):
    catalogue = load_catalogue(TRANSLATIONS, language, "respondent")
    translated = {text: catalogue.messages.get((None, text)) for text in error_texts().values()}
    translated[PREFIX] = catalogue.messages.get((None, PREFIX))
    assert [text for text, said in translated.items() if not said] == []
    assert [said for said in translated.values() if said and word_count(said) > MOST_WORDS] == []
