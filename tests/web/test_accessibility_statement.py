"""The accessibility statement: every part that the law asks for, and gaps only while they hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from surveyapp.controller import Controller
from surveyapp.definitions.catalogue import languages, load_catalogue
from surveyapp.definitions.document import Film, KeptFile, read_document
from surveyapp.storage.tables import surveys
from surveyapp.web import accessibility
from surveyapp.web.accessibility import GAPS, Seen
from surveyapp.workflows import statements
from tests.web.person import Person
from tests.web.surveys import running_survey

TRANSLATIONS = Path(__file__).parents[2] / "translations"
COUNCIL = Controller(
    name="Example Council",
    accessibility_contact="access@council.example; 1 Example Street",
    accessibility_answer_days=1,
    statement_written=date(2026, 1, 12),
    statement_checked=date(2026, 2, 9),
)
FILM, VOICE, DRAFT, NAMES, UNTESTED = (gap.sentence for gap in GAPS)
PARTS = [
    "How accessible are these pages?",
    "What is not good enough yet",
    "What can you do if you cannot use these pages?",
    "Are you not happy with our answer?",
    "How we test these pages",
]


@pytest.fixture
def council(app):
    """The site of an application that knows who answers for it."""
    site = app.extensions["site"]
    site.settings = replace(site.settings, controller=COUNCIL)
    return site


@pytest.fixture
def address(site, clock, council):
    """The address of the residents' survey, in English and Urdu."""
    return running_survey(site, languages=("en", "ur"))


def headings(person):
    return [each.get_text(strip=True) for each in person.page.select("h2")]


def test_it_has_every_part_that_the_law_asks_for(client, address):
    """Requirement of the 2018 regulations: the model statement, part by part."""
    person = Person(client, f"{address}/accessibility")
    assert person.heading == "Accessibility statement"
    assert headings(person) == PARTS
    for words in (
        "the surveys of Example Council",
        "version 2.2, level AA, in part",
        "Contact us here:",
        "We answer within 1 working day.",
        "Contact the Equality Advisory and Support Service:",
        "The Equality and Human Rights Commission makes sure",
        "(No. 2) Accessibility Regulations 2018",
        "Example Council wants its pages to be accessible",
        "This statement was written on 12 January 2026.",
        "We last checked these pages on 9 February 2026.",
    ):
        assert words in person.words
    links = [str(each["href"]) for each in person.page.select(".contacts a")]
    assert links == [
        "mailto:access@council.example",
        "https://www.equalityadvisoryservice.com/",
        "tel:08088000082",
    ]


def test_from_the_front_door_it_can_be_read_without_any_survey(client, council):
    person = Person(client, "/")
    person.follow("Accessibility statement")
    assert headings(person) == PARTS
    assert FILM in person.words and VOICE in person.words
    person.follow("Back")
    assert person.heading == "Have your say"


def test_without_any_survey_it_speaks_the_language_of_the_browser(client, council):
    person = Person(client, "/accessibility", Accept_Language="ur")
    assert (person.page.html["lang"], person.page.html["dir"]) == ("ur", "rtl")
    assert "12 جنوری، 2026" in person.words


@pytest.mark.parametrize("path", ["/accessibility", "{}/accessibility"])
def test_what_nobody_set_is_left_out(client, address, council, path):
    council.settings = replace(council.settings, controller=Controller())
    person = Person(client, path.format(address))
    assert headings(person) == PARTS
    for words in ("None", "This statement", "We last checked", "We answer within", "Contact us"):
        assert words not in person.words
    expected = "Sam Hill comes to you" if "{}" in path else "Ask somebody you trust to help you."
    assert expected in person.words


# The gaps


def gaps_of(person):
    return [each.get_text(strip=True) for each in person.page.select(".telling-words li")]


def test_in_english_a_survey_lacks_a_film_a_voice_and_testers(client, address):
    assert gaps_of(Person(client, f"{address}/accessibility"))[:3] == [FILM, VOICE, UNTESTED]


def test_in_another_language_it_also_lacks_a_checked_translation_and_names(client, address):
    person = Person(client, f"{address}/accessibility?language=ur")
    catalogue = load_catalogue(TRANSLATIONS, "ur", "respondent")
    expected = [catalogue.messages[None, each] for each in (FILM, VOICE, DRAFT, NAMES, UNTESTED)]
    assert gaps_of(person)[:5] == expected


def test_a_translation_is_a_draft_no_more_once_a_native_speaker_has_checked_it(
    site, client, address, monkeypatch
):
    draft = load_catalogue(TRANSLATIONS, "ur", "respondent").messages[None, DRAFT]
    statement = f"{address}/accessibility?language=ur"
    monkeypatch.setattr("surveyapp.web.respondent.about.is_draft", lambda *_: False)
    assert draft in Person(client, statement).words, "the survey was opened in a draft"
    with site.store.writing() as connection:
        connection.execute(update(surveys).values(drafts_accepted=""))
    assert draft not in Person(client, statement).words


def test_a_catalogue_without_a_reviewer_is_a_draft_and_english_never_is():
    assert statements.is_draft(TRANSLATIONS, "ur")
    assert not statements.is_draft(TRANSLATIONS, "en")


@pytest.fixture
def document(site, address):
    """The frozen document of the survey."""
    from surveyapp.storage.surveys import load_document

    with site.store.reading() as connection:
        (row,) = connection.execute(surveys.select())
        return read_document(load_document(connection, row.document))


def sentences(document):
    seen = Seen("en", document, is_draft=False)
    return [gap.sentence for gap in GAPS if gap.holds(seen)]


def test_a_recorded_voice_closes_its_gap_in_its_own_language_alone(document):
    recorded = replace(document, audio={"ur": {"0a1b2c3d4e5f": KeptFile("a.mp3", "0" * 64)}})
    assert VOICE in sentences(recorded)
    assert VOICE not in sentences(replace(document, audio={"en": recorded.audio["ur"]}))


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_film_closes_its_gap_only_while_it_is_the_one_that_was_frozen(
    document, monkeypatch, is_whole
):
    file = KeptFile("welcome.mp4", "0" * 64)
    addresses = {True: "/film/welcome", False: None}
    monkeypatch.setattr(accessibility, "film_address", lambda kept: addresses[is_whole])
    filmed = replace(document, film=Film(file, file, file, ("Hello.",)))
    assert (FILM in sentences(filmed)) is not is_whole


@pytest.mark.parametrize("language", languages(TRANSLATIONS)[1:])
def test_every_gap_can_be_told_in_every_language(language):
    messages = load_catalogue(TRANSLATIONS, language, "respondent").messages
    assert [gap.sentence for gap in GAPS if (None, gap.sentence) not in messages] == []


def test_the_gaps_stand_where_the_extractor_finds_them(tmp_path):
    """`make translate` would drop them from every catalogue otherwise."""
    from babel.messages.frontend import CommandLineInterface

    folder = Path(__file__).parents[2]
    pot = tmp_path / "respondent.pot"
    CommandLineInterface().run(
        ["pybabel", "-q", "extract", "-F", str(TRANSLATIONS / "respondent.cfg"), "--no-wrap",
         "-o", str(pot), str(folder / "surveyapp" / "web")]
    )  # fmt: skip
    template = pot.read_text(encoding="utf-8")
    assert all(f"msgid {json.dumps(gap.sentence)}" in template for gap in GAPS)
