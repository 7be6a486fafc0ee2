"""Someone may be in danger: help stands on every page, and in every state of a survey."""

from __future__ import annotations

import pytest

from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.schemes import add_scheme
from surveyapp.workflows.surveys import (
    create_survey,
    name_contacts,
    open_survey,
    survey_links,
)
from tests.web.person import Person
from tests.web.surveys import CLOSES, OPENS, SAFEGUARDING, draft_survey, responses, running_survey

SURVEY = "residents-2026"


def at_the_start(site, client):
    return Person(client, running_survey(site))


def on_the_way(site, client):
    person = at_the_start(site, client)
    person.begin(words="Easy words")
    return person


def sent(site, client):
    person = on_the_way(site, client)
    for _ in range(5):
        person.press("Skip")
    person.press("Send my answers")
    return person


def stopped(site, client):
    person = on_the_way(site, client)
    person.follow("Stop now")
    person.press("Yes, stop")
    return person


def closed(site, client):
    person = on_the_way(site, client)
    close_survey(site, SURVEY)
    person.again()
    return person


def not_open_yet(site, client):
    return Person(client, draft_survey(site))


@pytest.mark.parametrize("state", [at_the_start, on_the_way, sent, stopped, closed, not_open_yet])
def test_help_tells_who_comes_whom_to_call_and_999_in_every_state(site, client, clock, state):
    """Requirement 44: it says who and how, in words and pictures."""
    person = state(site, client)
    person.follow("I need to tell someone")
    assert person.heading == "I need help"
    assert person.response.status_code == 200
    for words in ("Sam Hill comes to you", "Jo Field, Healthwatch", "01632 960 001", "999"):
        assert words in person.words
    dialled = [each["href"] for each in person.page.select("a[href^='tel:']")]
    assert dialled == ["tel:01632960001", "tel:999"]
    assert person.page.select("#danger img")
    assert person.page.select_one("#danger"), "the links to help lead to this part"
    if state is not not_open_yet:
        assert SAFEGUARDING in person.words


def test_help_without_any_words_of_the_scheme_still_tells_whom_to_call(site, client, clock):
    add_scheme(site, "bare", name="Bare House", provider="Example Care", contract="extra-care")
    create_survey(
        site,
        SURVEY,
        questionnaire="residents",
        contract="extra-care",
        schemes=["bare"],
        opens=OPENS,
        closes=CLOSES,
        languages=["en"],
    )
    open_survey(site, SURVEY)
    person = Person(client, f"/s/{survey_links(site, SURVEY)['bare']}/help")
    assert "Ask somebody you trust to help you." in person.words
    assert "In danger now? Call: 999" in person.words


def test_help_and_stop_stand_in_the_same_order_on_every_page_of_the_way(site, client, clock):
    """Requirement 44, and WCAG 3.2.6: Back, Skip, Stop and Help, always in this order."""
    person = on_the_way(site, client)
    expected = ["Next", "Back", "Skip", "Stop now", "I need help"]
    for _ in range(5):
        foot = person.page.select(".foot a, .foot button")
        assert [each.get_text(strip=True) for each in foot] == expected
        person.press("Skip")


@pytest.mark.parametrize(
    "contacts",
    [("", ""), ("Ada Reader", ""), ("", SAFEGUARDING)],
    ids=["none", "reader", "contact"],
)
def test_own_words_are_asked_only_when_a_reader_and_a_contact_are_named(
    site, client, clock, contacts
):
    address = running_survey(site, contacts=False)
    reader, contact = contacts
    name_contacts(site, SURVEY, reader=reader, safeguarding_contact=contact)
    person = Person(client, address)
    person.begin()
    assert "Question 1 of 4" in person.words
    person.visit(f"{address}/q/one_change")
    assert "Question 1 of 4" in person.words
    name_contacts(site, SURVEY, reader="Ada Reader", safeguarding_contact=SAFEGUARDING)
    person.again()
    assert "Question 1 of 5" in person.words
    for _ in range(4):
        person.press("Skip")
    assert person.heading == "What one thing would you change?"


def test_own_words_are_not_stored_once_nobody_reads_them_any_more(site, client, clock):
    person = Person(client, running_survey(site))
    person.begin()
    for _ in range(4):
        person.press("Skip")
    person.write("Nobody will read this.")
    person.press("Next")
    name_contacts(site, SURVEY, reader="", safeguarding_contact="")
    person.again()
    assert "Nobody will read this." not in person.words
    person.press("Send my answers")
    (response,) = responses(site.store)
    assert response["words"] == {} and "one_change" not in response["answers"]


def test_above_an_open_question_stands_where_to_say_that_somebody_hurts_you(site, client, clock):
    person = on_the_way(site, client)
    for _ in range(4):
        person.press("Skip")
    warning = person.page.select_one("#warning")
    assert "Do not write it here." in warning.get_text()
    assert warning.find_next("textarea"), "it stands above the field"
    assert "warning" in person.page.textarea["aria-describedby"].split()
    person.follow("Tell someone now")
    assert person.heading == "I need help"


@pytest.mark.parametrize("ending", [sent, stopped])
def test_every_ending_points_to_help(site, client, clock, ending):
    person = ending(site, client)
    assert "Is something wrong?" in person.words
    person.follow("Here is who can help you")
    assert person.heading == "I need help"


def test_the_words_of_a_scheme_are_shown_as_they_were_typed(site, client, clock):
    from surveyapp.workflows.schemes import set_help

    address = running_survey(site)
    set_help(
        site,
        "larch-court",
        who_comes="<b>Sam</b> & Co",
        outside_person="“Jo”",
        telephone="01632 960 009",
    )
    person = Person(client, address + "/help")
    assert "<b>Sam</b> & Co" in person.words
    assert not person.page.select("bdi b")
