"""The first page behind sign-in: contracts, periods, surveys, and how many forms came back."""

from __future__ import annotations

from datetime import date

import pytest

from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.loading import load_responses
from surveyapp.workflows.surveys import create_survey
from tests.conftest import DATA
from tests.inspector import words_of
from tests.web.staff import Desk, add_schemes, application, begin, hold


@pytest.fixture
def app(site, clock):
    """The application on the tenth of March 2026, with three schemes and no survey."""
    clock.set(date(2026, 3, 10))
    with application(site.settings) as app:
        add_schemes(app.extensions["site"])
        yield app


@pytest.fixture
def site_of_app(app):
    return app.extensions["site"]


def card(app, survey):
    """The card of one survey, as a tree."""
    page = Desk(app).open("/staff/")
    (found,) = [each for each in page.select("article") if words_of(each.h4) == survey]
    return found


def counts(card):
    """Scheme and forms of each row."""
    rows = [[words_of(cell) for cell in row.select("th, td")] for row in card.select("tbody tr")]
    return {row[0]: row[1] for row in rows}


def test_contracts_without_a_survey_stand_in_a_list_of_their_own(app, site_of_app):
    before = Desk(app).open("/staff/")
    assert "Extra care" in words_of(before.select_one("section[aria-labelledby=without-surveys]"))
    begin(site_of_app, "residents")
    after = Desk(app).open("/staff/")
    assert "Extra care" not in words_of(
        after.select_one("section[aria-labelledby=without-surveys]")
    )
    assert "No survey has closed yet." in words_of(
        after.select_one("section[aria-labelledby=contract-extra-care]")
    )


def test_periods_that_hold_a_closed_survey_lead_to_its_results(app, site_of_app, clock):
    hold(site_of_app, "residents")
    clock.set(date(2026, 4, 1))
    page = Desk(app).open("/staff/")
    assert [each["href"] for each in page.select(".periods a")] == [
        "/staff/contracts/extra-care/2026",
        "/staff/contracts/extra-care/2025-26",
    ]


def test_an_open_survey_tells_forms_of_eligible_and_nothing_else(app, site_of_app):
    survey = begin(site_of_app, "residents")
    content = (DATA / "extra-care-2026-residents.csv").read_bytes()
    load_responses(site_of_app, survey, content)
    assert counts(card(app, survey)) == {
        "Beech Gardens": "19 of 24",
        "Larch Court": "34 of 40",
        "Rowan House": "41 of 58",
    }


def test_a_blank_form_is_not_returned(app, site_of_app):
    survey = begin(site_of_app, "families")
    load_responses(site_of_app, survey, (DATA / "extra-care-2026-families.csv").read_bytes())
    before = counts(card(app, survey))
    close_survey(site_of_app, survey)
    assert counts(card(app, survey)) == before
    returned = sum(int(told.split(" of ")[0]) for told in before.values())
    assert returned == 46


def test_an_open_staff_survey_tells_no_count_until_it_closes(app, site_of_app):
    survey = begin(site_of_app, "staff")
    load_responses(site_of_app, survey, (DATA / "extra-care-2026-staff.csv").read_bytes())
    found = card(app, survey)
    assert set(counts(found).values()) == {"–"}
    assert "is told when the survey has closed" in words_of(found)
    close_survey(site_of_app, survey)
    assert counts(card(app, survey))["Larch Court"] == "20 of 25"


def test_the_counts_of_a_closed_survey_outlive_its_rows(app, site_of_app):
    survey = hold(site_of_app, "residents")
    from surveyapp.storage.tables import responses

    with site_of_app.store.writing() as connection:
        connection.execute(responses.delete())
    assert counts(card(app, survey))["Larch Court"] == "34 of 40"


def test_a_draft_has_posters_and_no_counts(app, site_of_app):
    create_survey(
        site_of_app,
        "residents-next",
        questionnaire="residents",
        contract="extra-care",
        schemes=["larch-court"],
        opens=date(2027, 3, 1),
        closes=date(2027, 3, 31),
        languages=["en"],
    )
    found = card(app, "residents-next")
    assert "Draft" in words_of(found)
    assert counts(found) == {"Larch Court": "–"}
    assert found.select_one("a")["href"] == "/staff/surveys/residents-next/poster/larch-court"


def test_each_link_to_something_that_prints_names_its_scheme(app, site_of_app):
    found = card(app, begin(site_of_app, "residents"))
    names = [words_of(each) for each in found.select("a")]
    assert names[:2] == [
        "Poster for Beech Gardens, residents-2026",
        "Paper for Beech Gardens, residents-2026",
    ]
    assert len(set(names)) == 9


def test_a_survey_whose_last_day_is_over_is_closed_here(app, site_of_app, clock):
    survey = begin(site_of_app, "residents")
    clock.set(date(2026, 4, 1))
    found = card(app, survey)
    assert words_of(found.select_one(".state")) == "Closed"
    assert not found.select("a")


def test_the_coordinator_sees_which_translations_are_drafts(app, site_of_app):
    survey = begin(site_of_app, "residents", languages=("en", "cy", "ur"))
    told = words_of(card(app, survey))
    assert "not yet reviewed by a native speaker: Cymraeg, اردو" in told


def test_a_survey_in_english_alone_tells_of_no_draft(app, site_of_app):
    assert "native speaker" not in words_of(card(app, begin(site_of_app, "residents")))
