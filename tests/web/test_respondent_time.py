"""Time: a night is no matter, a day ends an unsent journey, and a survey may close meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from surveyapp.workflows.closing import close_due_surveys, close_survey
from tests.web.person import Person
from tests.web.surveys import CLOSES, draft_survey, responses, rows, running_survey

SURVEY = "residents-2026"
DAY = date(2026, 3, 10)
PAGES = ("", "/choose/words", "/q/feel_safe", "/check", "/stop", "/thanks")


@pytest.fixture
def address(site, clock):
    """The address of the residents' survey of Larch Court, at 8 in the evening."""
    clock.set(DAY, hour=20)
    return running_survey(site)


@pytest.fixture
def person(client, address):
    """Somebody at question 5 of 5, who has answered the first."""
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    for _ in range(3):
        person.press("Skip")
    assert "Question 5 of 5" in person.words
    return person


def test_a_page_left_open_overnight_still_submits(site, person, clock):
    """Requirement 41: a form's token has no time in it."""
    person.write("Breakfast at nine.")
    clock.set(date(2026, 3, 11), hour=19)
    person.press("Next")
    person.press("Send my answers")
    assert person.heading == "Thank you"
    assert responses(site.store)[0]["words"] == {"one_change": "Breakfast at nine."}


def test_a_journey_that_nobody_used_for_a_day_has_ended(site, person, clock):
    person.write("Too late.")
    clock.set(date(2026, 3, 11), hour=21)
    person.press("Next")
    assert person.heading == "Which words do you want?"
    person.begin()
    assert person.chosen == []
    assert responses(site.store) == []
    assert len(rows(site.store)["journeys"]) == 1


def test_each_answer_gives_another_day(site, person, clock):
    """Requirement 41: the limit is of idle time, on the server and in the browser."""
    assert person.client.get_cookie("visit", path=person.path[:11]).max_age == 86400
    clock.set(date(2026, 3, 11), hour=19)
    person.press("Skip")
    assert any("Max-Age=86400" in line for line in person.response.headers.getlist("Set-Cookie"))
    clock.set(date(2026, 3, 12), hour=18)
    person.press("Send my answers")
    assert person.heading == "Thank you"


def test_a_survey_that_closes_on_the_way_keeps_what_was_said_and_tells_the_person(
    site, person, clock
):
    clock.set(DAY, hour=20)
    close_survey(site, SURVEY)
    person.write("A word too late.")
    person.press("Next")
    assert person.heading == "These questions are closed now"
    assert "Then what you said is kept." in person.words
    (response,) = responses(site.store)
    assert response["standing"] == "partial"
    assert response["answers"] == {
        "feel_safe": ["yes"],
        **{
            name: ["skipped"]
            for name in ("wellbeing_improved", "would_recommend", "knows_how_to_complain")
        },
    }
    held = rows(site.store)
    assert not held["journeys"] and not held["spent_cookies"]


def test_a_journey_idle_for_more_than_an_hour_at_closing_is_a_break_off(site, person, clock):
    clock.set(DAY, hour=22)
    close_survey(site, SURVEY)
    assert responses(site.store) == []
    assert not rows(site.store)["journeys"]
    assert (SURVEY, "larch-court", "residents", "broke_off", 1) in rows(site.store)["ledger"]


def test_what_was_under_way_when_the_last_day_ended_is_kept_though_the_closing_ran_later(
    site, client, clock
):
    """A survey closes itself at the end of its last day, whenever somebody notices."""
    clock.set(CLOSES, hour=22)  # 23 o'clock in London, where summer has begun.
    address = running_survey(site)
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    clock.set(date(2026, 4, 1), hour=9)
    assert close_due_surveys(site) == [SURVEY]
    person.press("Skip")
    assert "Then what you said is kept." in person.words
    (response,) = responses(site.store)
    assert response["answers"] == {"feel_safe": ["yes"]}


def test_a_survey_is_open_to_the_end_of_its_last_day_in_london(site, client, clock):
    address = running_survey(site)
    clock.set(CLOSES, hour=22)
    person = Person(client, address)
    assert person.heading == "Which words do you want?"
    clock.set(CLOSES, hour=23)
    person.press("Easy words")
    assert person.heading == "These questions are closed now"


def test_a_closed_survey_says_so_on_every_page(site, client, address):
    close_survey(site, SURVEY)
    for page in PAGES:
        person = Person(client, address + page)
        assert person.heading == "These questions are closed now", page
        assert "Thank you for taking part." in person.words
        assert person.can_follow("Here is who can help you")


def test_a_draft_is_not_open_yet_on_any_page(site, client, clock):
    address = draft_survey(site)
    for page in PAGES:
        person = Person(client, address + page)
        assert person.heading == "These questions are not open yet", page
        assert "Please come back later." in person.words


def test_a_form_sent_to_a_closed_survey_changes_nothing(site, person):
    form = person.form("Next")
    close_survey(site, SURVEY)
    before = rows(site.store)
    person.send(form)
    assert rows(site.store) == before


def test_who_has_sent_finds_the_thank_you_page_until_the_survey_closes(site, person, address):
    person.press("Skip")
    person.press("Send my answers")
    for page in PAGES:
        person.visit(address + page)
        assert person.heading == "Thank you", page
    close_survey(site, SURVEY)
    person.visit(address)
    assert person.heading == "These questions are closed now"


def test_who_has_sent_is_thanked_in_the_words_that_they_chose(client, address):
    person = Person(client, address)
    person.begin(words="Easy words")
    for _ in range(5):
        person.press("Skip")
    person.press("Send my answers")
    assert "We count all the answers." in person.words
    assert "easy-words" in person.page.body["class"]
