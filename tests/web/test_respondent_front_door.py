"""Where a short code is typed, and what stands where there is nothing."""

from __future__ import annotations

import pytest

from surveyapp.workflows.surveys import renew_link
from tests.web.person import Person
from tests.web.surveys import running_survey


def type_code(client, code):
    person = Person(client, "/")
    person.page.select_one("#code")["value"] = code
    return person.visit("/?code=" + code) and person


@pytest.mark.parametrize("typed", ["{}", "{} ", "{lower}", "{head}-{tail}", "{head} {tail}"])
def test_a_code_leads_to_its_survey_however_it_is_typed(site, client, clock, typed):
    code = running_survey(site)[3:]
    typed = typed.format(code, lower=code.lower(), head=code[:4], tail=code[4:])
    person = type_code(client, typed)
    assert person.heading == "Which words do you want?"
    assert person.path == f"/s/{code}"


@pytest.mark.parametrize("path", ["/s/ABCDEFGH", "/s/ABCDEFGH/q/feel_safe", "/s/X", "/s/0/help"])
def test_an_unknown_code_is_told_in_plain_words(client, path):
    person = Person(client, path)
    assert person.response.status_code == 404
    assert person.heading == "This code is not right yet"
    assert "The code has 8 letters." in person.words
    assert person.page.select_one("#code"), "it can be typed again at once"


def test_an_unknown_code_is_told_in_the_language_of_the_browser(client):
    person = Person(client, "/s/ABCDEFGH", Accept_Language="cy")
    assert person.page.html["lang"] == "cy"


def test_a_page_that_does_not_exist_is_told_in_plain_words(client):
    person = Person(client, "/nothing-here")
    assert person.response.status_code == 404
    assert person.heading == "This page does not exist"
    person.follow("Go to the first page")
    assert person.heading == "Have your say"


def test_a_renewed_code_leaves_the_old_one_leading_nowhere(site, client, clock):
    old = running_survey(site)
    new = renew_link(site, "residents-2026", "larch-court")
    assert Person(client, old).response.status_code == 404
    assert Person(client, f"/s/{new}").heading == "Which words do you want?"


def test_the_address_of_a_survey_holds_no_name(site, client, clock):
    """Requirement 54: a code is eight letters without look-alikes, and tells nothing."""
    code = running_survey(site)[3:]
    assert len(code) == 8
    assert set(code) <= set("ABCDEFGHJKMNPQRSTUVWXYZ")
