"""What people were told would be deleted is deleted, own words first, and every figure stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from surveyapp.errors import NotNowError
from surveyapp.storage import surveys
from surveyapp.storage.tables import metadata
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.loading import load_responses
from surveyapp.workflows.results import contract_results
from surveyapp.workflows.retention import answers_kept_until, erase_due, words_kept_until
from tests.conftest import DATA
from tests.web.staff import add_schemes, begin
from tests.web.surveys import rows

FORMS = DATA / "extra-care-2026-residents.csv"
WRITTEN = b"""scheme,mode,language,presentation,helper,capacity,feel_safe,one_change
larch-court,paper,en,standard,none,,yes,More music in the evening
larch-court,paper,en,easy,family,,no,A later lunch
"""


@pytest.fixture
def closed(site, clock):
    """A closed residents' survey with a year's answers; its facts."""
    add_schemes(site)
    code = begin(site, "residents")
    load_responses(site, code, WRITTEN)
    close_survey(site, code)
    with site.store.reading() as connection:
        return surveys.find_survey(connection, code)


def held(site):
    return {
        name: len(found) for name, found in rows(site.store).items() if name in metadata.tables
    }


def test_nothing_is_erased_before_its_time(site, closed):
    before = held(site)
    assert erase_due(site, on=words_kept_until(site, closed)) == []
    assert held(site) == before and before["own_words"]


def test_own_words_go_first_and_the_answers_stay(site, closed):
    before = held(site)
    (erased,) = erase_due(site, on=words_kept_until(site, closed) + timedelta(days=1))
    assert (erased.own_words, erased.forms) == (before["own_words"], 0)
    after = held(site)
    assert after == before | {"own_words": 0}


def test_answers_go_later_and_every_figure_stays(site, closed):
    day = date(2026, 12, 31)
    before, figures = held(site), contract_results(site, "extra-care", "2026", as_of=day)
    (erased,) = erase_due(site, on=answers_kept_until(site, closed) + timedelta(days=1))
    assert erased.forms == before["responses"] > 0
    after = held(site)
    assert (after["responses"], after["answers"], after["own_words"]) == (0, 0, 0)
    assert after["tallies"] == before["tallies"] > 0
    assert contract_results(site, "extra-care", "2026", as_of=day) == figures


def test_a_second_time_nothing_is_due(site, closed):
    day = answers_kept_until(site, closed) + timedelta(days=1)
    erase_due(site, on=day)
    assert erase_due(site, on=day) == []


def test_after_that_no_file_can_be_loaded_that_would_count_without_the_others(site, closed):
    erase_due(site, on=answers_kept_until(site, closed) + timedelta(days=1))
    with pytest.raises(NotNowError):
        load_responses(site, closed.code, FORMS.read_bytes() + b"\n")


def test_an_open_survey_is_never_erased(site, clock):
    add_schemes(site)
    load_responses(site, begin(site, "residents"), FORMS.read_bytes())
    before = held(site)
    assert erase_due(site, on=date(2099, 1, 1)) == []
    assert held(site) == before
