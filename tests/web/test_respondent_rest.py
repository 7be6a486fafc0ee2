"""Requirement 18: a long questionnaire offers a rest, and people can come back to it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from surveyapp.workflows.coming_back import find_way_back
from surveyapp.workflows.guessing import ADDRESS_LIMIT
from tests.web.person import Person
from tests.web.surveys import responses, rows, running_survey

HALF = 8


@pytest.fixture
def address(site, clock):
    """The address of the survey on care at home, which has a rest after eight questions."""
    return running_survey(site, "home_care", code="home-care-2026")


@pytest.fixture
def tired(client, address):
    """Somebody who has answered eight questions."""
    return answered_half(Person(client, address))


def answered_half(person):
    person.begin()
    for _ in range(HALF):
        person.answer("Yes")
    return person


def code_shown(person):
    (code,) = re.findall(r"\b([A-Z]{4}) ([A-Z]{4})\b", person.words)
    return "".join(code)


def test_half_way_there_is_the_offer_of_a_rest(tired):
    assert tired.heading == "Do you want a rest?"
    assert "What you said so far is safe." in tired.words


def test_who_wants_none_goes_on_and_is_not_asked_again(tired, address):
    tired.press("No, go on")
    assert f"Question {HALF + 1} of 16" in tired.words
    tired.visit(address)
    assert f"Question {HALF + 1} of 16" in tired.words


def test_back_leads_to_the_question_before_the_rest(tired):
    tired.follow("Back")
    assert f"Question {HALF} of 16" in tired.words


def test_who_rests_gets_a_code_that_is_shown_once(tired, address):
    tired.press("Yes, I will come back later")
    code = code_shown(tired)
    tired.visit(f"{address}/rest/same_carers")
    assert code[:4] not in tired.words


def test_the_code_leads_back_on_another_device_with_all_answers(site, tired, device, address):
    tired.press("Yes, I will come back later")
    code = code_shown(tired)
    other = Person(device(), f"{address}/back/{code}")
    other.press("Go on")
    assert f"Question {HALF + 1} of 16" in other.words
    other.finish()
    (response,) = responses(site.store)
    assert response["answers"]["dignity_and_respect"] == ["yes"]
    assert rows(site.store)["journeys"] == []


def test_the_code_is_good_once_and_the_first_device_has_the_journey_no_longer(
    site, tired, device, address
):
    tired.press("Yes, I will come back later")
    code = code_shown(tired)
    Person(device(), f"{address}/back/{code}").press("Go on")
    another = Person(device(), f"{address}/back/{code}")
    assert another.response.status_code == 404
    tired.visit(address)
    assert "Question" not in tired.words
    assert find_way_back(site, code) is None


def test_looking_at_the_way_back_uses_no_code_up(tired, device, address):
    tired.press("Yes, I will come back later")
    code = code_shown(tired)
    for _ in range(2):
        assert Person(device(), f"{address}/back/{code}").heading == "Go on with the questions"


def test_the_database_holds_a_hash_of_the_code_and_no_more(site, tired):
    tired.press("Yes, I will come back later")
    assert code_shown(tired) not in repr(rows(site.store))


def test_a_second_code_takes_the_place_of_the_first(site, tired, address):
    tired.press("Yes, I will come back later")
    first = code_shown(tired)
    tired.visit(f"{address}/rest/same_carers")
    tired.press("Yes, I will come back later")
    assert find_way_back(site, first) is None
    assert find_way_back(site, code_shown(tired))


def test_who_has_a_code_has_longer_than_a_day(tired, device, address, clock):
    tired.press("Yes, I will come back later")
    code = code_shown(tired)
    clock.set(date(2026, 3, 20))
    other = Person(device(), f"{address}/back/{code}")
    other.press("Go on")
    assert f"Question {HALF + 1} of 16" in other.words


def test_a_shared_tablet_shows_the_code_and_is_free_for_the_next_person(client, device, address):
    tired = answered_half(Person(client, f"{address}/tablet"))
    tired.press("Yes, I will come back later")
    code = code_shown(tired)
    tired.follow("Start for the next person")
    assert "Question" not in tired.words
    other = Person(device(), f"{address}/back/{code}")
    other.press("Go on")
    assert f"Question {HALF + 1} of 16" in other.words


def test_a_code_leads_back_on_a_shared_tablet_too(site, client, device, address):
    from surveyapp.workflows.tablets import tablet_code

    code_was = answered_half(Person(device(), address))
    code_was.press("Yes, I will come back later")
    start = f"/k/{tablet_code(site, 'larch-court')}"
    Person(client, start).press("Use this tablet for many people")
    tablet = Person(client, start)
    tablet.follow("Your code to come back")
    tablet.visit(f"/?code={code_shown(code_was)}")
    tablet.press("Go on")
    assert f"Question {HALF + 1} of 16" in tablet.words
    assert tablet.page.select_one("dialog#still-there"), "it is a shared tablet still"


def test_the_code_of_one_survey_leads_nowhere_in_another(site, tired, device):
    tired.press("Yes, I will come back later")
    elsewhere = running_survey(site, "families")
    other = Person(device(), f"{elsewhere}/back/{code_shown(tired)}")
    assert other.response.status_code == 404


def test_closing_ends_every_code(site, tired, address):
    from surveyapp.workflows.closing import close_survey

    tired.press("Yes, I will come back later")
    code = code_shown(tired)
    close_survey(site, "home-care-2026")
    assert find_way_back(site, code) is None


def test_a_short_questionnaire_offers_no_rest(site, client, clock):
    person = Person(client, running_survey(site, "residents"))
    person.begin()
    for _ in person.pages_until(lambda: person.heading == "Check your answers"):
        assert "rest" not in person.heading
        person.press("Skip")


def test_guessing_a_code_to_come_back_is_limited_like_every_other(site, tired, device, address):
    tired.press("Yes, I will come back later")
    client = device()
    for _ in range(ADDRESS_LIMIT):
        assert client.get(f"{address}/back/ABCDEFGH").status_code == 404
    assert client.get(f"{address}/back/{code_shown(tired)}").status_code == 429
