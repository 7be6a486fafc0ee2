"""A tablet that many people share keeps nothing of anybody."""

from __future__ import annotations

import pytest

from tests.web.person import Person
from tests.web.surveys import responses, rows, running_survey


@pytest.fixture
def address(site, clock):
    """The address of the residents' survey of Larch Court, in English."""
    return running_survey(site)


@pytest.fixture
def tablet(client, address):
    """Somebody who has answered the first question on a shared tablet."""
    person = Person(client, f"{address}/tablet")
    assert person.heading == "Which words do you want?"
    person.begin(words="Easy words", pictures="Without pictures")
    person.answer("Yes")
    return person


def cookie_of(client, address):
    return client.get_cookie("visit", path=address)


def send(person):
    person.finish()


def throw_away(person):
    person.follow("Stop now")
    person.press("Stop, and throw away what I said")


def keep(person):
    person.follow("Stop now")
    person.press("Stop, and keep what I said")


ENDINGS = pytest.mark.parametrize("end", [send, throw_away, keep])


def test_its_cookie_ends_with_the_browser(client, address, tablet):
    cookie = cookie_of(client, address)
    assert cookie.max_age is None and cookie.expires is None
    assert cookie.http_only and cookie.same_site == "Lax" and cookie.path == address


def test_a_cookie_of_ones_own_device_lasts_a_day(client, address):
    Person(client, address)
    assert cookie_of(client, address).max_age == 24 * 3600


@ENDINGS
def test_at_the_end_its_cookie_is_replaced_by_one_that_nobody_used(client, address, tablet, end):
    """Requirement 46."""
    before = cookie_of(client, address).value
    end(tablet)
    after = cookie_of(client, address)
    assert after is None or (after.value != before and after.max_age is None)


@ENDINGS
def test_back_shows_the_start_and_never_an_answer(client, address, tablet, end):
    """Requirement 46: nothing is stored by the browser, and the server knows nobody."""
    end(tablet)
    for page in ("/check", "/q/wellbeing_improved", "/q/feel_safe", "/stop", "/thanks", ""):
        tablet.visit(address + page)
        assert tablet.response.headers["Cache-Control"] == "no-store"
        assert tablet.chosen == []
        assert tablet.heading in ("Which words do you want?", "Do you want to stop?"), page
        assert "keep what I said" not in tablet.words


@ENDINGS
def test_the_next_person_begins_with_nothing_chosen(site, address, tablet, end):
    end(tablet)
    tablet.follow("Start for the next person")
    assert tablet.heading == "Which words do you want?"
    assert tablet.page.select("main img"), "the last one wanted no pictures"
    tablet.begin(words="Standard words")
    assert tablet.chosen == []
    assert "Question 1 of 5" in tablet.words


@ENDINGS
def test_who_begins_by_back_instead_of_the_button_still_answers_on_a_tablet(
    site, client, address, tablet, end
):
    """Not on a device of their own, whose cookie would stay for a day."""
    end(tablet)
    tablet.visit(f"{address}/check")
    tablet.begin()
    assert cookie_of(client, address).max_age is None
    tablet.answer("No")
    send(tablet)
    (last,) = [each for each in responses(site.store) if each["answers"]["feel_safe"] == ["no"]]
    assert (last["way_in"], last["mode"]) == ("kiosk", "self_tablet")


def test_the_answers_of_somebody_who_walked_away_are_out_of_reach(site, address, tablet):
    """The next person opens the tablet's own address, as a bookmark does."""
    tablet.visit(f"{address}/tablet")
    assert tablet.heading == "Which words do you want?"
    tablet.visit(f"{address}/q/feel_safe")
    assert tablet.chosen == []


def test_only_a_shared_tablet_offers_the_next_person(device, address):
    person = Person(device(), address)
    person.begin()
    send(person)
    assert not person.can_follow("Start for the next person")


def test_it_stores_a_response_by_way_of_the_kiosk(site, tablet):
    send(tablet)
    (response,) = responses(site.store)
    assert (response["way_in"], response["mode"]) == ("kiosk", "self_tablet")
    assert not rows(site.store)["journeys"]


def test_three_people_on_one_tablet_are_three_responses(site, address, tablet):
    send(tablet)
    for _ in range(2):
        tablet.follow("Start for the next person")
        tablet.begin()
        tablet.answer("No")
        send(tablet)
    found = [each["answers"]["feel_safe"] for each in responses(site.store)]
    assert sorted(found) == [["no"]] * 2 + [["yes"]]
