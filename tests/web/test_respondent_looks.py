"""How it looks and sounds is the person's choice: at once, everywhere, and never stored."""

from __future__ import annotations

import pytest

from surveyapp.answering.journey import LOOKS
from tests.web.person import Person
from tests.web.surveys import responses, rows, running_survey

EVERY_LOOK = [(name, value) for name, values in LOOKS.items() for value in values]


@pytest.fixture
def address(site, clock):
    """The address of the residents' survey of Larch Court, in English."""
    return running_survey(site)


@pytest.fixture
def person(client, address):
    """Somebody at the first question."""
    person = Person(client, address)
    person.begin()
    return person


def press_look(person, name, value):
    button = person.page.select_one(f'button[value="{name}:{value}"]')
    token = person.page.select_one("input[name=token]")["value"]
    form = button.find_parent("form")
    person.send((form["action"], {"token": [token], "choice": [button["value"]]}))


def is_pressed(person, name, value):
    return person.page.select_one(f'button[value="{name}:{value}"]')["aria-pressed"] == "true"


@pytest.mark.parametrize(("name", "value"), EVERY_LOOK)
def test_requirement_31_each_look_shows_at_once_and_is_marked(person, name, value):
    person.follow("Look and sound")
    press_look(person, name, value)
    assert is_pressed(person, name, value)
    assert [is_pressed(person, name, other) for other in LOOKS[name]].count(True) == 1
    focused = person.page.select("[autofocus]")
    assert [each["value"] for each in focused] == [f"{name}:{value}"], "the place is kept"


@pytest.mark.parametrize(("name", "value"), EVERY_LOOK)
def test_requirement_31_a_look_stays_until_the_end_and_is_not_in_the_response(
    site, person, name, value
):
    person.follow("Look and sound")
    press_look(person, name, value)
    person.press("Next")
    assert "Question 1 of 5" in person.words, "the place in the questions is kept"
    person.answer("Yes")
    person.finish()
    looks = {"size": "normal", "colours": "soft"} | {name: value}
    assert set(person.page.html["class"]) == {
        f"size-{looks['size']}",
        f"colours-{looks['colours']}",
    }
    (response,) = responses(site.store)
    assert not set(response) & set(LOOKS)
    counted = [row[2:] for row in rows(site.store)["presentation_counts"]]
    assert (name, value, 1) in counted


@pytest.mark.parametrize("page", ["", "/choose/language", "/choose/words", "/help"])
def test_requirement_31_looks_can_be_chosen_before_anything_else(site, client, clock, page):
    address = running_survey(site, languages=("en", "cy"))
    person = Person(client, address)
    person.visit(address + page)
    person.follow("Look and sound")
    person.press("Light words on black")
    assert "colours-dark" in person.page.html["class"]
    person.press("Next")
    assert person.heading == "Choose your language"
    assert "colours-dark" in person.page.html["class"]


def test_words_can_be_changed_there_once_they_have_been_chosen(client, address):
    person = Person(client, address)
    person.press("Standard words")
    assert "Easy words" not in person.words, "they were chosen a page ago"
    person.press("Next")
    person.follow("Look and sound")
    person.press("Easy words")
    assert "easy-words" in person.page.body["class"]


def test_a_look_that_is_not_offered_changes_nothing(site, person):
    person.follow("Look and sound")
    before = rows(site.store)["journeys"]
    token = person.page.select_one("input[name=token]")["value"]
    address = person.page.select_one("form.looks")["action"]
    for choice in ("size:huge", "answers:none", "consented:yes", ":"):
        person.send((address, {"token": [token], "choice": [choice]}))
        assert [row[5] for row in rows(site.store)["journeys"]] == [row[5] for row in before]


def test_the_next_person_on_a_shared_tablet_begins_with_the_usual_looks(client, address):
    person = Person(client, f"{address}/tablet")
    person.follow("Look and sound")
    person.press("Biggest")
    person.press("Next")
    person.visit(f"{address}/tablet")
    assert set(person.page.html["class"]) == {"size-normal", "colours-soft"}
