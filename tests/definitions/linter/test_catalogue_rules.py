"""Translations are unbroken, and a person has read them or they are called a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.definitions.catalogue import languages
from surveyapp.definitions.library import load_library
from surveyapp.definitions.linter import CATALOGUE_RULES, lint_language
from surveyapp.definitions.linter.catalogues import word_count

ROOT = Path(__file__).parents[3]
TRANSLATIONS = ROOT / "translations"

DRAFT = "# Welsh: draft, not yet reviewed by a native speaker."
WHOLE = r"""# Welsh: draft, not yet reviewed by a native speaker.
# Once a person has read it all, write here: Reviewed by NAME, DATE.
msgid ""
msgstr ""
"Language: cy\n"
"Plural-Forms: nplurals=5; plural=(n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 0);\n"
"Content-Type: text/plain; charset=utf-8\n"

msgid "Question %(number)s of %(total)s"
msgstr "Cwestiwn %(number)s o %(total)s"

msgid "Call <b>now</b>"
msgstr "Ffoniwch <b>nawr</b>"

msgid "one answer"
msgid_plural "%(number)s answers"
msgstr[0] "%(number)s ateb"
msgstr[1] "un ateb"
msgstr[2] "%(number)s ateb"
msgstr[3] "%(number)s ateb"
msgstr[4] "%(number)s ateb"

msgctxt "scale yes_partly_no"
msgid "Yes"
msgstr "Ydw"

msgctxt "scale yes_partly_no"
msgid "No"
msgstr "Nac ydw"

msgctxt "hot_tea"
msgid "Is your beverage hot?"
msgstr "Ydy eich diod yn boeth?"
"""

CASES = {
    "placeholders": [
        ("Cwestiwn %(number)s o %(total)s", "Cwestiwn %(number)s", "its placeholders"),
        ("o %(total)s", "o %(total)s %(total)s", "its placeholders"),
        ("Cwestiwn %(number)s o %(total)s", "%(numer)s o %(total)s", "its placeholders"),
        ("Cwestiwn %(number)s o", "Cwestiwn %(number)s %x o", "is broken"),
        ('[2] "%(number)s ateb"', '[2] "%(nifer)s ateb"', "its placeholders"),
    ],
    "markup": [
        ("Ffoniwch <b>nawr</b>", "Ffoniwch nawr", "its markup"),
        ("Ffoniwch <b>nawr</b>", "Ffoniwch <b>nawr<b>", "its markup"),
        ('"Nac ydw"', '"Nac < ydw"', "its markup"),
    ],
    "headers": [
        ("draft, not yet reviewed", "not yet read", "neither `draft` nor `Reviewed by`"),
        (DRAFT, "# Reviewed by Nia Hughes.", "no date"),
    ],
    "equal labels": [('"Nac ydw"', '"Ydw"', "means “Yes” too")],
    "long sentences": [("Ydy eich diod", "Ydy " + "eich " * 17 + "diod", "has 21 words")],
    "English left": [("Ydy eich diod yn boeth?", "Is your beverage hot?", "in English")],
}  # fmt: skip

ALL = [
    pytest.param(
        rule, *case, id=f"requirement_{CATALOGUE_RULES[rule].requirement} {rule} {number}"
    )
    for rule, cases in CASES.items()
    for number, case in enumerate(cases, 1)
]


@pytest.fixture
def told(miniature, tmp_path):
    """What the linter tells of one Welsh catalogue, faults and warnings apart."""

    def tell(text: str) -> tuple[list[str], list[str]]:
        path = tmp_path / "translations" / "cy" / "LC_MESSAGES" / "questionnaires.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        library = load_library(miniature.folder)
        found = lint_language(library, tmp_path / "translations", "cy")
        return [str(each) for each in found.faults], [str(each) for each in found.warnings]

    return tell


def test_a_whole_catalogue_has_no_fault(told):
    assert told(WHOLE) == ([], [])


@pytest.mark.parametrize(("rule", "old", "new", "said"), ALL)
def test_what_breaks_a_translation_is_told_with_its_place(told, rule, old, new, said):
    assert old in WHOLE
    faults, warnings = told(WHOLE.replace(old, new))
    (found,) = warnings if CATALOGUE_RULES[rule].warns else faults
    assert said in found
    assert found.startswith("cy/questionnaires.po")


def test_every_rule_for_catalogues_is_broken_by_a_case():
    assert set(CASES) == set(CATALOGUE_RULES)


def test_requirement_49_what_is_not_translated_yet_or_a_guess_is_no_fault(told):
    assert told(WHOLE.replace('"Nac ydw"', '""')) == ([], [])
    guess = '#, fuzzy\nmsgid "Call'
    assert told(WHOLE.replace('msgid "Call', guess).replace("<b>nawr", "nawr")) == ([], [])


def test_requirement_49_a_review_with_a_date_is_accepted(told):
    assert told(WHOLE.replace(DRAFT, "# Reviewed by Nia Hughes, 3 May 2026.")) == ([], [])


@pytest.mark.parametrize(
    ("sentence", "count"), [("un dau tri", 3), ("آپ کا نام", 3), ("你好吗我很好", 3), ("", 0)]
)
def test_words_are_counted_in_scripts_without_blanks_too(sentence, count):
    assert word_count(sentence) == count


@pytest.mark.parametrize("mark", ["۔", "।", "؟", ".", "。", "።"])
def test_requirement_7_a_sentence_ends_with_the_mark_of_its_language(told, mark):
    halves = "diod " * 12 + mark + " " + "diod " * 12 + mark
    assert told(WHOLE.replace("Ydy eich diod yn boeth?", halves)) == ([], [])


@pytest.mark.parametrize("language", languages(TRANSLATIONS)[1:])
def test_requirement_49_our_own_catalogues_have_no_fault(language):
    library = load_library(ROOT / "questionnaires")
    assert [str(each) for each in lint_language(library, TRANSLATIONS, language).faults] == []
