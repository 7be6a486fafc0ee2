"""Closing: what was under way is kept or erased, and the answers become tallies."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select

from surveyapp.errors import NotNowError
from surveyapp.storage import tables
from surveyapp.workflows.closing import close_due_surveys, close_survey
from surveyapp.workflows.surveys import name_contacts, open_survey
from tests.workflows.conftest import CLOSES, LARCH, ROWAN


def state(coordinator, survey):
    with coordinator.site.store.reading() as connection:
        query = select(tables.surveys.c.state).where(tables.surveys.c.code == survey)
        return connection.execute(query).scalar_one()


def tallies(coordinator):
    """The stored count of each option, whatever the kind of response."""
    found = {}
    with coordinator.site.store.reading() as connection:
        for row in connection.execute(select(tables.tallies)):
            key = (row.question, row.option)
            found[key] = found.get(key, 0) + row._mapping["count"]
    return found


@pytest.fixture
def now(clock):
    """The second at which the survey closes."""
    return int(clock.time())


def test_a_closed_survey_has_a_tally_of_each_answer_and_each_form(coordinator, survey, site):
    coordinator.load(survey, f"{LARCH} yes", f"{LARCH} yes", f"{ROWAN} no", ROWAN)
    close_survey(site, survey)
    assert state(coordinator, survey) == "closed"
    assert tallies(coordinator)["feel_safe", "yes"] == 2
    assert tallies(coordinator)["feel_safe", "no"] == 1
    assert tallies(coordinator)["feel_safe", "skipped"] == 1
    assert coordinator.count("form_tallies", scheme=LARCH, standing="complete", count=2) == 1
    assert coordinator.count("form_tallies", scheme=ROWAN, standing="blank", count=1) == 1


def test_tallies_tell_apart_what_a_contract_may_tell_apart(coordinator, survey, site, now):
    coordinator.load(survey, f"{LARCH} yes")
    coordinator.begin(survey, last_used=now, feel_safe="yes")
    close_survey(site, survey)
    assert coordinator.count("tallies", option="yes", count=1) == 2
    assert coordinator.count("tallies", way_in="keyed", mode="paper", helper="none") == 1
    assert coordinator.count("tallies", way_in="open", mode="self_tablet", helper="family") == 1


def test_of_a_choice_of_several_those_who_gave_any_answer_are_counted_too(
    coordinator, survey, site, now
):
    coordinator.begin(survey, last_used=now, wellbeing_improved="yes", improved_aspects="sleep")
    coordinator.begin(survey, last_used=now, wellbeing_improved="yes", improved_aspects="home")
    close_survey(site, survey)
    counted = tallies(coordinator)
    assert counted["improved_aspects", "*"] == 2
    assert counted["improved_aspects", "sleep"] == counted["improved_aspects", "home"] == 1


def test_tallies_are_those_of_the_questionnaire_that_was_frozen(
    coordinator, survey, site, now, miniatures
):
    coordinator.begin(survey, last_used=now, wellbeing_improved="yes", improved_aspects="sleep")
    site.library = miniatures
    close_survey(site, survey)
    assert tallies(coordinator)["improved_aspects", "*"] == 1


@pytest.mark.parametrize("state_of", ["draft", "closed"])
def test_only_an_open_survey_can_be_closed(coordinator, site, state_of):
    survey = coordinator.create() if state_of == "draft" else coordinator.open()
    if state_of == "closed":
        close_survey(site, survey)
    with pytest.raises(NotNowError, match=f"is {state_of}; only an open survey can be closed"):
        close_survey(site, survey)


# Journeys that were not sent


def test_a_journey_used_within_the_last_hour_is_kept_as_partial(coordinator, survey, site, now):
    coordinator.begin(survey, last_used=now - 3600, feel_safe="yes", would_recommend="maybe")
    close_survey(site, survey)
    assert coordinator.count("responses", standing="partial", scheme=LARCH, way_in="open") == 1
    assert coordinator.count("responses", helper="family", presentation="easy", language="en") == 1
    assert coordinator.count("answers") == 2, "what was not reached is not skipped"
    assert coordinator.count("ledger", outcome="broke_off") == 0


def test_a_journey_left_longer_ago_is_a_break_off_whose_answers_are_erased(
    coordinator, survey, site, now
):
    coordinator.begin(survey, last_used=now - 3601, feel_safe="yes")
    coordinator.begin(survey, last_used=now - 90_000, feel_safe="no", scheme=ROWAN)
    coordinator.begin(survey, last_used=now - 90_000, feel_safe="no", scheme=ROWAN)
    close_survey(site, survey)
    assert coordinator.count("responses") == coordinator.count("answers") == 0
    assert coordinator.count("ledger", scheme=LARCH, outcome="broke_off", count=1) == 1
    assert coordinator.count("ledger", scheme=ROWAN, outcome="broke_off", count=2) == 1


def test_somebody_who_did_not_consent_is_neither_kept_nor_counted(coordinator, survey, site, now):
    coordinator.begin(survey, last_used=now, consented=False, feel_safe="yes")
    close_survey(site, survey)
    assert coordinator.count("responses") == 0
    assert coordinator.count("ledger", outcome="broke_off") == 0


def test_somebody_who_has_said_nothing_yet_is_a_break_off(coordinator, survey, site, now):
    coordinator.begin(survey, last_used=now)
    close_survey(site, survey)
    assert coordinator.count("responses") == 0
    assert coordinator.count("ledger", outcome="broke_off", count=1) == 1


def test_break_offs_are_added_to_those_who_stopped_before(coordinator, survey, site, now):
    with site.store.writing() as connection:
        connection.execute(
            insert(tables.ledger).values(
                survey=survey, scheme=LARCH, audience="residents", outcome="broke_off", count=3
            )
        )
    coordinator.begin(survey, last_used=0)
    close_survey(site, survey)
    assert coordinator.count("ledger", outcome="broke_off", count=4) == 1


def test_no_journey_and_no_spent_cookie_outlives_its_survey(coordinator, survey, site, now):
    other = coordinator.open("residents-2026-again")
    for code in (survey, other):
        coordinator.begin(code, last_used=now, feel_safe="yes")
        with site.store.writing() as connection:
            connection.execute(
                insert(tables.spent_cookies).values(cookie_hash=code * 2, survey=code)
            )
    close_survey(site, survey)
    for table in ("journeys", "spent_cookies"):
        assert coordinator.count(table, survey=survey) == 0
        assert coordinator.count(table, survey=other) == 1


def test_own_words_of_a_kept_journey_stay_off_where_nobody_reads_them(
    coordinator, survey, site, now
):
    coordinator.begin(survey, last_used=now, feel_safe="yes", one_change="More soup")
    close_survey(site, survey)
    assert coordinator.count("own_words") == 0


def test_own_words_of_a_kept_journey_stay_where_somebody_reads_them(
    coordinator, survey, site, now
):
    name_contacts(site, survey, reader="Jo Patel", safeguarding_contact="01632 960001")
    coordinator.begin(survey, last_used=now, feel_safe="yes", one_change="More soup")
    close_survey(site, survey)
    assert coordinator.count("own_words", words="More soup") == 1


def test_a_follow_up_that_was_taken_away_again_is_not_kept(coordinator, survey, site, now):
    coordinator.begin(survey, last_used=now, wellbeing_improved="no", improved_aspects="sleep")
    close_survey(site, survey)
    assert tallies(coordinator) == {("wellbeing_improved", "no"): 1}


def test_own_words_alone_make_no_returned_form(coordinator, survey, site, now):
    name_contacts(site, survey, reader="Jo Patel", safeguarding_contact="01632 960001")
    coordinator.begin(survey, last_used=now, one_change="More soup")
    close_survey(site, survey)
    assert coordinator.count("responses", standing="blank") == 1


# The end of the last day


def test_a_survey_closes_itself_at_the_end_of_its_last_day_in_london(
    coordinator, survey, site, clock
):
    clock.set(CLOSES, hour=22)
    assert close_due_surveys(site) == []
    assert state(coordinator, survey) == "open"
    clock.set(CLOSES, hour=23)
    assert close_due_surveys(site) == [survey], "31 March, 23:00 UTC, is 1 April in London"
    assert state(coordinator, survey) == "closed"
    assert close_due_surveys(site) == []


def test_one_that_was_opened_too_late_stays_open_until_somebody_closes_it(
    coordinator, site, clock
):
    survey = coordinator.create()
    clock.set(CLOSES + timedelta(days=1))
    assert any(
        "stays open until it is closed" in each for each in open_survey(site, survey).warnings
    )
    clock.set(CLOSES + timedelta(days=30))
    assert close_due_surveys(site) == []
    close_survey(site, survey)
    assert state(coordinator, survey) == "closed"


def test_a_draft_is_never_closed_by_the_calendar(coordinator, site):
    survey = coordinator.create()
    assert close_due_surveys(site, on=date(2027, 1, 1)) == []
    assert state(coordinator, survey) == "draft"
