"""Every feature of a questionnaire on a respondent's page, one miniature each."""

from __future__ import annotations

import pytest

from tests.miniatures import NAMES, ask_miniature
from tests.web.person import Person
from tests.web.surveys import responses, rows, running_survey


@pytest.fixture
def asked(site, client, clock):
    """Gives somebody at the first question of a miniature: `asked("number")`."""

    def person(miniature, **choices):
        address = running_survey(site)
        ask_miniature(site, "residents-2026", miniature)
        person = Person(client, address)
        person.begin(**choices)
        return person

    return person


@pytest.mark.parametrize("miniature", NAMES)
def test_every_miniature_can_be_answered_from_the_start_to_the_end(site, asked, miniature):
    person = asked(miniature, words="Easy words")
    for _ in person.pages_until(lambda: person.heading == "Check your answers"):
        if person.page.select("label.card:not(.option-apart *)"):
            person.mark(person.offered[0])
        else:
            person.write("4")
        person.press("Next")
    assert "No answer" not in person.words
    person.press("Send my answers")
    (response,) = responses(site.store)
    assert response["answers"]


def test_a_number_is_stored_as_a_number(site, asked):
    person = asked("number")
    person.write(" 12 ")
    person.press("Next")
    assert "12" in person.page.select_one(".answer-given").get_text()
    person.follow("Back")
    assert person.page.select_one("#answer")["value"] == "12"
    person.press("Next")
    person.press("Send my answers")
    assert [row[1:] for row in rows(site.store)["answers"]] == [("cups_a_day", "number", 12)]


@pytest.mark.parametrize("digits", ["۱۲", "१२", "১২"], ids=["Urdu", "Hindi", "Bengali"])
def test_a_number_can_be_written_in_the_digits_of_other_scripts(site, asked, digits):
    person = asked("number")
    person.write(digits)
    person.press("Next")
    person.press("Send my answers")
    assert rows(site.store)["answers"][0][3] == 12


@pytest.mark.parametrize("written", ["a lot", "31", "-1", "2.5", "9" * 40])
def test_what_is_no_number_stays_on_the_page_to_be_mended(site, asked, written):
    """Requirement 43."""
    person = asked("number")
    before = rows(site.store)
    person.write(written)
    assert person.press("Next").status_code == 400
    assert "Write a number, such as 3." in person.page.select_one("[role=alert]").get_text()
    assert person.page.select_one("#answer")["value"] == written
    assert rows(site.store) == before


def test_a_silence_can_be_chosen_in_place_of_a_number(site, asked):
    person = asked("number")
    person.answer("I do not know")
    person.press("Send my answers")
    assert responses(site.store)[0]["answers"] == {"cups_a_day": ["dont_know"]}


def test_a_hint_stands_only_beside_the_words_that_have_one(asked):
    person = asked("hint", words="Easy words")
    assert "Decaffeinated tea does not keep you awake." in person.words
    person.follow("Look and sound")
    person.press("Standard words")
    person.press("Next")
    assert "keep you awake" not in person.words


def test_silences_stand_last_and_in_their_own_order(asked):
    person = asked("silences")
    assert person.offered == [
        "Yes",
        "No",
        "I do not know",
        "I do not want to say",
        "This does not apply to me",
    ]


def test_a_follow_up_in_own_words_is_asked_after_its_answers_alone(site, asked):
    person = asked("follow_up")
    person.answer("No")
    assert person.heading == "Why not?"
    person.follow("Back")
    person.answer("Yes")
    assert person.heading == "Do you like tea?"
