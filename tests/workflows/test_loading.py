"""Loading keyed files: all of a file or nothing, the same file once, and back again whole."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from surveyapp.errors import NotKnownError, NotNowError
from surveyapp.storage.tables import ledger, responses
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.loading import (
    list_loads,
    load_population,
    load_responses,
    undo_load,
)
from surveyapp.workflows.results import contract_results
from tests.workflows.conftest import LARCH, ROWAN, forms


def shown(site):
    """Show the results of the closed surveys to somebody."""
    return contract_results(site, "extra-care", "2026", as_of=date(2026, 12, 31))


def safe(site):
    """(positive, answered) of KPI 1.1, whatever is withheld, from the stored tallies."""
    results = shown(site)
    return results.indicators[0].numerator, results.indicators[0].denominator


def eligible(coordinator, scheme, audience="residents"):
    query = select(ledger.c.count).where(
        ledger.c.scheme == scheme, ledger.c.audience == audience, ledger.c.outcome == "eligible"
    )
    with coordinator.site.store.reading() as connection:
        return connection.execute(query).scalar()


# Responses


def test_every_row_becomes_a_response_and_equal_rows_are_two_people(coordinator, survey):
    loaded = coordinator.load(survey, f"{LARCH} yes", f"{LARCH} yes", f"{ROWAN} no", ROWAN)
    assert (loaded.rows, loaded.already) == (4, False)
    assert coordinator.count("responses", survey=survey) == 4
    assert coordinator.count("responses", way_in="keyed", load=loaded.key) == 4
    assert coordinator.count("responses", standing="blank") == 1
    assert coordinator.count("answers", option="yes") == 2


def test_the_same_content_again_changes_nothing(coordinator, survey):
    first = coordinator.load(survey, f"{LARCH} yes")
    again = coordinator.load(survey, f"{LARCH} yes")
    assert (again.key, again.rows, again.already) == (first.key, 0, True)
    assert coordinator.count("responses") == 1
    assert coordinator.count("loads") == 1


def test_one_more_row_makes_it_another_file(coordinator, survey):
    coordinator.load(survey, f"{LARCH} yes")
    coordinator.load(survey, f"{LARCH} yes", f"{LARCH} yes")
    assert coordinator.count("responses") == 3


def test_the_same_content_may_be_loaded_into_another_survey(coordinator, survey):
    other = coordinator.open("residents-2026-again")
    coordinator.load(survey, f"{LARCH} yes")
    assert not coordinator.load(other, f"{LARCH} yes").already
    assert coordinator.count("responses") == 2


def test_a_file_with_one_fault_loads_nothing_at_all(coordinator, survey, faults):
    told = faults(coordinator.load, survey, f"{LARCH} yes", "elm-lodge yes", f"{ROWAN} perhaps")
    assert [fault.split(":")[0] for fault in told] == ["line 3, scheme", "line 4, feel_safe"]
    for table in ("responses", "answers", "loads"):
        assert coordinator.count(table) == 0


def test_a_scheme_that_is_not_in_the_survey_is_a_fault_even_where_it_exists(coordinator, faults):
    coordinator.add_scheme("elm-lodge")
    survey = coordinator.open()
    (told,) = faults(coordinator.load, survey, "elm-lodge yes")
    assert "“elm-lodge” is no scheme of this survey. It can be: larch-court, rowan-house" in told


def test_own_words_are_kept_apart_from_the_answers(coordinator, survey, site):
    content = forms(f"{LARCH} yes").replace(b"feel_safe\n", b"feel_safe,one_change\n")
    load_responses(site, survey, content.rstrip() + b',"More soup,\nplease"\n')
    assert coordinator.count("own_words", words="More soup,\nplease") == 1
    assert coordinator.count("answers", question="one_change", option="words") == 1


def test_a_draft_takes_no_answers(coordinator):
    survey = coordinator.create()
    with pytest.raises(NotNowError, match="is a draft. Open it first"):
        coordinator.load(survey, f"{LARCH} yes")
    with pytest.raises(NotNowError, match="is a draft"):
        coordinator.populate(survey)


def test_a_survey_that_does_not_exist_is_told_with_those_that_do(site, survey):
    with pytest.raises(NotKnownError, match="“nosuch”. There are: residents-2026"):
        load_responses(site, "nosuch", forms(f"{LARCH} yes"))


def test_a_file_is_read_by_the_questionnaire_that_was_frozen(
    coordinator, survey, site, miniatures, faults
):
    site.library = miniatures
    coordinator.load(survey, f"{LARCH} yes")
    assert coordinator.count("answers", question="feel_safe") == 1
    (told,) = faults(
        load_responses, site, survey, forms(f"{LARCH} yes").replace(b"feel_safe", b"likes_tea")
    )
    assert "“likes_tea” is no question of “residents”" in told


# Room for as many as are eligible


def test_more_forms_than_eligible_people_are_refused_with_the_sum(coordinator, survey, faults):
    coordinator.load(survey, *[f"{LARCH} yes"] * 38)
    (told,) = faults(coordinator.load, survey, *[f"{LARCH} no"] * 3, f"{ROWAN} no")
    assert told.startswith(
        "scheme larch-court: 38 answered and 3 more make 41, but only 40 are eligible."
    )
    assert coordinator.count("responses") == 38


def test_as_many_as_are_eligible_fit(coordinator, survey):
    coordinator.load(survey, *[f"{LARCH} yes"] * 38)
    coordinator.load(survey, *[f"{LARCH} no"] * 2)
    assert coordinator.count("responses", scheme=LARCH) == 40


def test_blank_forms_need_no_room(coordinator, survey):
    coordinator.load(survey, *[f"{LARCH} yes"] * 40, *[LARCH] * 5)
    assert coordinator.count("responses", scheme=LARCH) == 45


def test_every_scheme_without_room_is_told_at_once(coordinator, survey, faults):
    told = faults(coordinator.load, survey, *[f"{LARCH} yes"] * 41, *[f"{ROWAN} yes"] * 59)
    assert [fault.split(":")[0] for fault in told] == ["scheme larch-court", "scheme rowan-house"]


def test_answers_from_screens_take_room_too(coordinator, survey, site, clock, faults):
    now = int(clock.time())
    for _ in range(2):
        coordinator.begin(survey, last_used=now, feel_safe="yes")
    close_survey(site, survey)
    (told,) = faults(coordinator.load, survey, *[f"{LARCH} yes"] * 39)
    assert "2 answered and 39 more make 41" in told


def test_without_a_population_there_is_no_limit(coordinator):
    survey = coordinator.open()
    coordinator.load(survey, *[f"{LARCH} yes"] * 60)
    assert coordinator.count("responses") == 60


def test_a_population_smaller_than_what_came_back_is_refused_with_the_sum(
    coordinator, survey, faults
):
    coordinator.load(survey, *[f"{LARCH} yes"] * 30)
    content = f"scheme,audience,eligible\n{LARCH},residents,29\n"
    (told,) = faults(coordinator.populate, survey, content)
    assert "30 answered and 0 more make 30, but only 29 are eligible" in told
    assert eligible(coordinator, LARCH) == 40


# Populations


def test_a_population_takes_the_rows_of_its_audience_and_says_how_many_were_for_others(
    coordinator, survey, data
):
    content = (data / "extra-care-2026-population.csv").read_text()
    content = content.replace("beech-gardens,residents,24,20,21\n", "")
    loaded = coordinator.populate(survey, content)
    assert (loaded.rows, loaded.others) == (2, 6)
    assert eligible(coordinator, ROWAN, "staff") is None


def test_a_scheme_of_the_population_that_the_survey_does_not_hold_is_a_fault_with_its_line(
    coordinator, survey, data, faults
):
    content = (data / "extra-care-2026-population.csv").read_text()
    (told,) = faults(coordinator.populate, survey, content)
    assert told.startswith("line 8, scheme: “beech-gardens” is no scheme of this survey.")


def test_a_later_population_replaces_the_schemes_that_it_names_and_no_other(coordinator, survey):
    coordinator.populate(survey, f"scheme,audience,eligible,asked\n{LARCH},residents,41,38\n")
    assert (eligible(coordinator, LARCH), eligible(coordinator, ROWAN)) == (41, 58)
    assert coordinator.count("ledger", outcome="asked") == 1
    coordinator.populate(survey, f"scheme,audience,eligible\n{LARCH},residents,42\n")
    assert eligible(coordinator, LARCH) == 42
    assert coordinator.count("ledger", outcome="asked") == 0, "a figure left out is not stated"


def test_the_same_population_again_changes_nothing(coordinator, survey):
    before = coordinator.count("ledger")
    coordinator.populate(survey)
    assert coordinator.count("ledger") == before


def test_a_population_leaves_those_who_broke_off(coordinator, survey, site, clock):
    coordinator.begin(survey, last_used=int(clock.time()) - 7200, feel_safe="yes")
    close_survey(site, survey)
    coordinator.populate(survey)
    assert coordinator.count("ledger", outcome="broke_off", count=1) == 1


def test_a_population_with_one_fault_changes_nothing(coordinator, survey, faults):
    content = f"scheme,audience,eligible\n{LARCH},residents,50\n{ROWAN},residents,many\n"
    assert faults(coordinator.populate, survey, content)
    assert eligible(coordinator, LARCH) == 40


# Undo


def test_a_whole_file_is_taken_back_and_no_other(coordinator, survey, site):
    first = coordinator.load(survey, f"{LARCH} yes", f"{ROWAN} no")
    coordinator.load(survey, f"{LARCH} no")
    assert undo_load(site, first.key) == 2
    assert coordinator.count("responses") == 1
    assert coordinator.count("answers", option="yes") == 0
    assert len(list_loads(site, survey)) == 1


def test_what_was_taken_back_may_be_loaded_again(coordinator, survey, site):
    first = coordinator.load(survey, f"{LARCH} yes")
    undo_load(site, first.key)
    again = coordinator.load(survey, f"{LARCH} yes")
    assert (again.rows, again.already) == (1, False)


def test_a_load_that_does_not_exist_can_not_be_taken_back(site, survey):
    with pytest.raises(NotKnownError, match="There is no load “nosuch”"):
        undo_load(site, "nosuch")


def test_loads_are_listed_with_their_key_and_rows(coordinator, survey, site):
    loaded = coordinator.load(survey, f"{LARCH} yes", f"{LARCH} no")
    assert list_loads(site, survey) == [(loaded.key, "responses", 2)]


# After closing


def test_a_file_may_be_loaded_after_closing_until_the_results_are_shown(
    coordinator, survey, site, clock
):
    coordinator.load(survey, *[f"{LARCH} yes"] * 6)
    close_survey(site, survey)
    coordinator.load(survey, *[f"{ROWAN} no"] * 3)
    coordinator.populate(survey, f"scheme,audience,eligible\n{LARCH},residents,39\n")
    assert safe(site) == (6, 9)


def test_a_file_taken_back_after_closing_leaves_the_tallies(coordinator, survey, site):
    first = coordinator.load(survey, *[f"{LARCH} no"] * 4)
    coordinator.load(survey, *[f"{LARCH} yes"] * 6)
    close_survey(site, survey)
    undo_load(site, first.key)
    assert safe(site) == (6, 6)


def test_from_the_first_showing_on_neither_a_load_nor_an_undo_nor_a_population_is_taken(
    coordinator, survey, site
):
    loaded = coordinator.load(survey, *[f"{LARCH} yes"] * 6)
    close_survey(site, survey)
    shown(site)
    for refused in (
        lambda: coordinator.load(survey, f"{LARCH} no"),
        lambda: coordinator.load(survey, *[f"{LARCH} yes"] * 6),
        lambda: coordinator.populate(survey),
        lambda: undo_load(site, loaded.key),
    ):
        with pytest.raises(NotNowError, match="have been shown"):
            refused()
    assert coordinator.count("responses") == 6


def test_results_of_another_period_do_not_fix_these(coordinator, survey, site):
    coordinator.load(survey, *[f"{LARCH} yes"] * 6)
    close_survey(site, survey)
    contract_results(site, "extra-care", "2025", as_of=date(2026, 12, 31))
    contract_results(site, "extra-care", "2026", as_of=date(2026, 3, 30))
    coordinator.load(survey, f"{LARCH} no")
    assert safe(site) == (6, 7)


def test_an_open_survey_is_not_fixed_by_looking_at_results(coordinator, survey, site):
    shown(site)
    coordinator.load(survey, f"{LARCH} yes")
    assert coordinator.count("responses") == 1


def test_a_population_alone_needs_no_responses(site, survey):
    content = f"scheme,audience,eligible\n{LARCH},residents,0\n"
    assert load_population(site, survey, content.encode()).rows == 1


def test_capacity_is_stored_only_where_a_base_needs_it(site, coordinator):
    """The extra-care contract counts nobody by capacity; home care does."""
    contract = site.contract("extra-care")
    assert not contract.needs_capacity("residents")
    assert site.contract("home-care").needs_capacity("residents")
    survey = coordinator.open()
    content = (
        "scheme,mode,language,presentation,helper,capacity,feel_safe\n"
        "larch-court,paper,en,easy,none,no,yes\n"
    )
    load_responses(site, survey, content.encode())
    with site.store.reading() as connection:
        assert connection.execute(select(responses.c.capacity)).scalars().all() == [None]
