"""Keying paper: a batch of one print, once or twice, and then one load."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.errors import NotKnownError, NotNowError
from surveyapp.storage.tables import keyed_sheets, responses
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.keyed_batches import (
    find_loaded,
    finish_batch,
    list_batches,
    open_batch,
    throw_away,
)
from surveyapp.workflows.keying import find_open_batch, keep_sheet, settle, take_out_sheet
from surveyapp.workflows.loading import list_loads, undo_load
from surveyapp.workflows.results import contract_results
from surveyapp.workflows.surveys import renew_link, survey_links
from tests.workflows.conftest import CLOSES, LARCH, ROWAN, forms

YES, NO, PARTLY = (Answer((code,)) for code in ("yes", "no", "partly"))


@pytest.fixture
def code(site, survey):
    """Gives the code of a print of the survey."""

    def of(words="E", language="en", scheme=LARCH, survey=survey):
        return f"{survey_links(site, survey)[scheme]} {language} {words}"

    return of


@pytest.fixture
def batch(site, code):
    return open_batch(site, code()).key


@pytest.fixture
def key_in(site, batch):
    """Keys a sheet of the batch: `key_in(3, YES)`, `key_in(3, NO, keying=2)`."""

    def keep(number, feel_safe=None, *, keying=1, replaces=False, into=batch, **said):
        answers = {"feel_safe": feel_safe} if feel_safe else {}
        answers |= {name: Answer((option,)) for name, option in said.items()}
        keep_sheet(site, into, answers, keying_number=keying, number=number, replaces=replaces)

    return keep


def loaded(site):
    """How each keyed response came, in no order."""
    columns = (
        responses.c.scheme, responses.c.way_in, responses.c.mode, responses.c.language,
        responses.c.presentation, responses.c.helper,
    )  # fmt: skip
    with site.store.reading() as connection:
        return sorted(tuple(row) for row in connection.execute(select(*columns)))


# Batches


def test_a_code_opens_the_batch_of_its_print_and_again_the_same(site, code, survey):
    batch = open_batch(site, code())
    assert (batch.survey, batch.scheme) == (survey, LARCH)
    assert (batch.language, batch.presentation) == ("en", "easy")
    assert open_batch(site, code().lower()) == batch


def test_other_words_or_another_scheme_are_another_batch(site, code):
    keys = {
        open_batch(site, each).key for each in (code(), code("S"), code("P"), code(scheme=ROWAN))
    }
    assert len(keys) == 4
    assert len(list_batches(site)) == 4


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ABCD", "This is no code of a sheet. It looks like ABCD EFGH en S."),
        ("ABCD EFGH en S", "No survey has the letters ABCD EFGH."),
    ],
)
def test_a_code_that_names_nothing_is_told(site, survey, faults, typed, told):
    assert told in faults(open_batch, site, typed)[0]


def test_a_language_in_which_nothing_was_printed_is_told(site, code, faults):
    (told,) = faults(open_batch, site, code(language="pl"))
    assert "never printed in that language" in told
    assert "Languages: en. Words: standard, easy, proxy." in told


def test_the_code_of_a_renewed_poster_says_where_the_new_one_stands(site, code, survey, faults):
    old = code()
    renew_link(site, survey, LARCH)
    assert "Was the poster's code renewed" in faults(open_batch, site, old)[0]
    assert open_batch(site, code())


def test_a_draft_can_not_be_keyed(coordinator, site):
    draft = coordinator.create("residents-next")
    link = survey_links(site, draft)[LARCH]
    with pytest.raises(NotNowError, match="is a draft"):
        open_batch(site, f"{link} en S")


def test_a_batch_tells_how_many_sheets_each_keying_holds(site, batch, key_in):
    for number in (1, 2, 3):
        key_in(number, YES)
    key_in(2, YES, keying=2)
    (progress,) = list_batches(site)
    assert (progress.batch.key, progress.first_count, progress.second_count) == (batch, 3, 1)


# Sheets


def test_a_sheet_is_kept_with_what_was_keyed_and_the_next_number_is_proposed(site, batch, key_in):
    key_in(1, YES, helper="staff")
    found = find_open_batch(site, batch)
    assert found.first[1].answers == {"feel_safe": YES, "helper": Answer(("staff",))}
    assert (found.next_number(1), found.next_number(2)) == (2, 1)


def test_a_number_that_is_taken_is_told_with_the_next(site, batch, key_in, faults):
    key_in(1, YES)
    (told,) = faults(key_in, 1, NO)
    assert told == (
        "number: Sheet 1 is kept already. The next number is 2: write it on the paper and here."
    )
    assert find_open_batch(site, batch).first[1].answers["feel_safe"] == YES


def test_the_same_form_sent_twice_changes_nothing(batch, key_in, coordinator):
    key_in(1, YES)
    key_in(1, YES)
    assert coordinator.count("keyed_sheets") == 1


def test_a_sheet_can_be_changed_and_taken_out(site, batch, key_in, coordinator):
    key_in(1, YES)
    key_in(1, NO, replaces=True)
    assert find_open_batch(site, batch).first[1].answers["feel_safe"] == NO
    take_out_sheet(site, batch, keying_number=1, number=1)
    assert coordinator.count("keyed_sheets") == 0


# Two keyings


def test_a_difference_is_settled_and_stays_counted(site, batch, key_in):
    key_in(1, YES)
    key_in(1, NO, keying=2)
    settle(site, batch, {1: {"feel_safe": PARTLY}})
    comparison = find_open_batch(site, batch).comparison
    assert comparison.differences[0].settled == PARTLY
    assert comparison.unsettled == ()
    assert comparison.differing_proportion * comparison.compared_count == 1


@pytest.mark.parametrize("keying", [1, 2])
def test_a_sheet_that_is_changed_has_to_be_settled_anew(site, batch, key_in, keying):
    key_in(1, YES)
    key_in(1, NO, keying=2)
    settle(site, batch, {1: {"feel_safe": YES}})
    key_in(1, PARTLY, keying=keying, replaces=True)
    assert len(find_open_batch(site, batch).comparison.unsettled) == 1


def test_a_batch_with_a_second_keying_is_loaded_only_when_all_is_keyed_twice_and_settled(
    site, batch, key_in, faults, coordinator
):
    key_in(1, YES)
    key_in(1, NO, keying=2)
    key_in(2, YES)
    told = faults(finish_batch, site, batch)
    assert told == [
        "batch: Keyed only once: 2. Key each sheet twice, or take it out.",
        "batch: Differences that nobody has settled: 1. Settle them on their page.",
    ]
    assert coordinator.count("responses") == 0
    key_in(2, YES, keying=2)
    settle(site, batch, {1: {"feel_safe": NO}})
    assert finish_batch(site, batch).rows == 2
    assert coordinator.count("answers", question="feel_safe", option="no") == 1


def test_what_was_settled_as_empty_is_a_question_passed_over(site, batch, key_in, coordinator):
    key_in(1, YES)
    key_in(1, NO, keying=2)
    settle(site, batch, {1: {"feel_safe": NOT_ANSWERED}})
    finish_batch(site, batch)
    assert coordinator.count("answers", question="feel_safe", option="skipped") == 1


# Loading


def test_a_batch_becomes_one_load_of_paper(site, batch, key_in, survey, coordinator):
    key_in(1, YES, helper="family")
    key_in(2, NO, helper="staff", chooser="helper")
    key_in(3)
    found = finish_batch(site, batch)
    assert list_loads(site, survey) == [(found.key, "responses", 3)]
    assert loaded(site) == [
        (LARCH, "keyed", "paper", "en", "easy", "family"),
        (LARCH, "keyed", "paper", "en", "easy", "none"),
        (LARCH, "keyed", "paper", "en", "proxy", "staff"),
    ]
    assert coordinator.count("responses", standing="blank") == 1
    assert find_loaded(site, found.key) == (survey, 3)


def test_no_numbering_survives(site, batch, key_in, coordinator):
    key_in(1, YES)
    finish_batch(site, batch)
    assert coordinator.count("keyed_batches") == coordinator.count("keyed_sheets") == 0
    with pytest.raises(NotKnownError, match="loaded or thrown away"):
        find_open_batch(site, batch)
    with pytest.raises(NotKnownError, match="loaded or thrown away"):
        finish_batch(site, batch)


def test_two_batches_that_say_the_same_are_two_loads(site, code, key_in, coordinator):
    for _ in range(2):
        batch = open_batch(site, code()).key
        key_in(1, YES, into=batch)
        finish_batch(site, batch)
    assert coordinator.count("responses") == coordinator.count("loads") == 2


def test_a_batch_is_taken_back_like_any_load(site, batch, key_in, coordinator):
    key_in(1, YES)
    assert undo_load(site, finish_batch(site, batch).key) == 1
    assert coordinator.count("responses") == 0


def test_more_sheets_than_eligible_people_are_refused_and_nothing_is_lost(
    site, batch, key_in, coordinator, survey, faults
):
    coordinator.load(survey, *[f"{LARCH} yes"] * 40)
    key_in(1, YES)
    (told,) = faults(finish_batch, site, batch)
    assert "40 answered and 1 more make 41, but only 40 are eligible." in told
    assert coordinator.count("keyed_sheets") == 1


def test_an_empty_batch_is_not_loaded(site, batch, faults):
    (told,) = faults(finish_batch, site, batch)
    assert "No sheet is keyed yet." in told


def test_paper_that_comes_after_closing_is_counted_until_results_are_shown(
    site, batch, key_in, survey, coordinator, code
):
    key_in(1, YES)
    close_survey(site, survey)
    assert coordinator.count("keyed_sheets") == 1
    finish_batch(site, batch)
    results = contract_results(site, "extra-care", "2026", as_of=CLOSES.replace(month=12))
    assert results.indicators[0].returned == 1
    with pytest.raises(NotNowError, match="have been shown"):
        open_batch(site, code())


def test_a_batch_that_is_too_late_is_kept(site, batch, key_in, survey, coordinator):
    key_in(1, YES)
    close_survey(site, survey)
    contract_results(site, "extra-care", "2026", as_of=CLOSES.replace(month=12))
    with pytest.raises(NotNowError, match="have been shown"):
        finish_batch(site, batch)
    assert coordinator.count("keyed_sheets") == 1


def test_a_batch_gives_the_figures_of_a_file_that_says_the_same(site, batch, key_in, coordinator):
    """The same way in: a file of keyed forms and keyed sheets are stored alike."""
    from surveyapp.workflows.loading import load_responses

    key_in(1, YES)
    finish_batch(site, batch)
    other = coordinator.open("residents-2026-again")
    content = forms(f"{LARCH} yes").replace(b",standard,", b",easy,")
    header = b",would_recommend,wellbeing_improved,knows_how_to_complain\n"
    content = content.replace(b"feel_safe\n", b"feel_safe" + header).rstrip() + b",,,\n"
    load_responses(site, other, content)
    same = loaded(site)
    assert same[0] == same[1]
    assert coordinator.count("answers", question="feel_safe", option="yes") == 2
    assert coordinator.count("answers", question="would_recommend", option="skipped") == 2


# Throwing away


def test_a_batch_that_is_thrown_away_leaves_nothing(site, batch, key_in, coordinator):
    key_in(1, YES)
    key_in(1, YES, keying=2)
    throw_away(site, batch)
    for table in ("keyed_batches", "keyed_sheets", "responses", "loads"):
        assert coordinator.count(table) == 0


def test_own_words_of_a_finished_batch_lie_nowhere_but_with_the_answers(site, batch):
    words = {"one_change": Answer(words="More soup")}
    keep_sheet(site, batch, words, keying_number=1, number=1)
    with site.store.reading() as connection:
        assert "More soup" in connection.execute(select(keyed_sheets.c.sheet)).scalar_one()
    finish_batch(site, batch)
    with site.store.reading() as connection:
        assert connection.execute(select(keyed_sheets.c.sheet)).all() == []
