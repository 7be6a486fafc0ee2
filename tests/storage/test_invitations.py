"""Invitations in the tables: found, spent once, counted, and written anew at closing."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from surveyapp.storage import guesses, invitations, schemes, surveys
from surveyapp.storage.codes import is_link_code, taken_codes
from surveyapp.storage.tables import guesses as guess_table
from surveyapp.storage.tables import invitations as table
from surveyapp.storage.tables import schemes as scheme_table
from tests.storage.conftest import SCHEME, SURVEY
from tests.storage.test_order_of_arrival import bytes_of, only_postgresql

CODES = [f"CODE{first}{second}XY" for first in "ABCD" for second in "EFGHJ"]
"""So many that a shuffle gives the order of use again in one run of 10 to the power 18."""


@pytest.fixture
def issued(store, survey):
    """Twenty codes that nobody has used."""
    with store.writing() as connection:
        invitations.record_invitations(connection, survey, SCHEME, CODES)


@pytest.fixture
def used(store, issued):
    """The same codes, each used in a transaction of its own, one after another."""
    for code in CODES:
        with store.writing() as connection:
            invitations.change_state(connection, code, "used")


def order_on_disk(store):
    """The codes in the order in which PostgreSQL has written their rows."""
    with store.reading() as connection:
        rows = connection.execute(text("SELECT code FROM invitations ORDER BY ctid"))
        return list(rows.scalars())


def test_a_code_is_found_with_the_link_that_its_scheme_has_now(store, survey, issued):
    with store.writing() as connection:
        surveys.change_link_code(connection, survey, SCHEME, "NEWLINKS")
    with store.reading() as connection:
        found = invitations.find_invitation(connection, CODES[0])
        assert invitations.find_invitation(connection, "ZZZZZZZZ") is None
    assert (found.survey, found.scheme, found.state) == (SURVEY, SCHEME, "issued")
    assert found.link_code == "NEWLINKS"


def test_counts_are_by_scheme_and_state(store, survey, issued):
    with store.writing() as connection:
        invitations.change_state(connection, CODES[0], "used")
        invitations.change_state(connection, CODES[1], "withdrawn")
    with store.reading() as connection:
        counted = invitations.count_invitations(connection, survey)
        unused = invitations.unused_codes(connection, survey, SCHEME)
    assert counted == [(SCHEME, "issued", 18), (SCHEME, "used", 1), (SCHEME, "withdrawn", 1)]
    assert unused == sorted(CODES[2:])


def test_a_code_that_anything_else_has_is_taken(store, survey, issued):
    with store.writing() as connection:
        agreement = schemes.record_agreement(connection, "extra-care", "Other Care", starts=None)
        schemes.record_scheme(connection, "elm", name="Elm", agreement_id=agreement, help_words={})
        connection.execute(
            scheme_table.update()
            .where(scheme_table.c.code == "elm")
            .values(tablet_code="TABLETXX")
        )
    wanted = [CODES[0], "ABCDEFGH", "TABLETXX", "FREEFREE", *("Z" * 8 for _ in range(300))]
    with store.reading() as connection:
        assert taken_codes(connection, wanted) == {CODES[0], "ABCDEFGH", "TABLETXX"}
        assert is_link_code(connection, "ABCDEFGH")
        assert not is_link_code(connection, CODES[0])


def test_only_an_open_survey_takes_answers(store, survey):
    with store.writing() as connection:
        assert invitations.survey_takes_answers(connection, survey)
        surveys.change_survey(connection, survey, state="closed")
    with store.writing() as connection:
        assert not invitations.survey_takes_answers(connection, survey)
        assert not invitations.survey_takes_answers(connection, "no-such")


@only_postgresql
def test_before_closing_postgresql_would_tell_who_used_a_code_when(store, used):
    assert order_on_disk(store) == CODES


@only_postgresql
def test_after_closing_the_place_on_disk_and_the_transaction_tell_nothing(store, survey, used):
    with store.writing() as connection:
        invitations.rewrite_in_random_order(connection, survey)
    store.forget_deleted()
    found = order_on_disk(store)
    assert sorted(found) == sorted(CODES)
    assert found != CODES and found != sorted(CODES)
    with store.reading() as connection:
        stamps = connection.execute(text("SELECT DISTINCT xmin::text FROM invitations")).all()
    assert len(stamps) == 1
    held = bytes_of(store, "invitations")
    assert [held.count(code.encode()) for code in CODES] == [1] * len(CODES)


def test_rewriting_loses_and_changes_nothing(store, survey, used):
    def everything():
        with store.reading() as connection:
            return sorted(connection.execute(select(table)).all())

    before = everything()
    with store.writing() as connection:
        invitations.rewrite_in_random_order(connection, survey)
        invitations.rewrite_in_random_order(connection, "another-survey")
    assert everything() == before
    assert len(before) == len(CODES)


def test_the_first_key_of_an_hour_stays(store):
    with store.writing() as connection:
        guesses.begin_hour(connection, 7, "first")
    with store.writing() as connection:
        guesses.begin_hour(connection, 7, "second")
        assert guesses.find_key(connection, 7) == "first"


def test_a_new_hour_forgets_the_counts_and_the_key(store):
    with store.writing() as connection:
        guesses.begin_hour(connection, 7, "first")
        guesses.count_guess(connection, ["a", "b"])
        assert guesses.guess_counts(connection, ["a", "b", "c"]) == {"a": 1, "b": 1}
    with store.writing() as connection:
        guesses.forget_other_hours(connection, 7)
        assert guesses.guess_counts(connection, ["a"]) == {"a": 1}
    with store.writing() as connection:
        guesses.forget_other_hours(connection, 8)
        assert guesses.find_key(connection, 7) is None
        assert connection.execute(select(guess_table)).all() == []


@only_postgresql
def test_what_was_forgotten_is_not_in_the_files_either(store):
    with store.writing() as connection:
        guesses.begin_hour(connection, 7, "the key of an hour")
        guesses.count_guess(connection, ["the hash of an address"])
    assert b"the hash of an address" in bytes_of(store, "guesses")
    with store.writing() as connection:
        guesses.begin_hour(connection, 8, "another key")
    assert b"the hash of an address" not in bytes_of(store, "guesses")
    assert b"the key of an hour" not in bytes_of(store, "guess_keys")
