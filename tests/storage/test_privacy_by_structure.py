"""Who answered is not stored with what they said: the tables themselves can't tell.

These tests read the schema of a real database, not the statements that made it.
"""

from __future__ import annotations

import pytest
from sqlalchemy import Date, DateTime, Interval, Time, inspect

from surveyapp.storage.engine import Store
from surveyapp.storage.tables import metadata
from tests.conftest import DATABASES

WHAT_PEOPLE_SAID = ("responses", "answers", "own_words")
WHO_IS_UNDER_WAY = ("journeys", "spent_cookies", "invitations")
WITHOUT_ORDER = (*WHAT_PEOPLE_SAID, *WHO_IS_UNDER_WAY)

RESPONSE_COLUMNS = {
    "id", "survey", "scheme", "way_in", "mode", "helper", "language", "presentation",
    "capacity", "standing", "load",
}  # fmt: skip
"""All that may be stored with an anonymous response; a new column has to be argued for."""

SHARED_BY_MANY = {"survey", "scheme", "way_in", "mode"}
"""What a journey and a response both have: it tells a group of people, never one."""

TELLS_ORDER = (
    "time", "date", "day", "when", "sequence", "number_of", "order", "rank", "_at", "used",
    "created", "changed", "address", "agent", "ip",
)  # fmt: skip


@pytest.fixture(scope="module", params=DATABASES)
def schema(request, fresh_database):
    """What the database itself says about its tables."""
    with fresh_database(request.param) as address:
        store = Store(address)
        yield inspect(store.engine)
        store.close()


def columns(schema, table):
    return {column["name"]: column for column in schema.get_columns(table)}


@pytest.mark.parametrize("table", WHAT_PEOPLE_SAID)
def test_no_column_of_what_people_said_is_a_date_or_a_time(schema, table):
    dated = [
        name
        for name, column in columns(schema, table).items()
        if isinstance(column["type"], Date | DateTime | Time | Interval)
    ]
    assert not dated


@pytest.mark.parametrize("table", WHAT_PEOPLE_SAID)
def test_no_column_of_what_people_said_has_a_name_that_tells_when_or_whence(schema, table):
    telling = {"option", "question", "words", "response", *RESPONSE_COLUMNS}
    names = set(columns(schema, table)) - telling
    assert names <= {"number"}
    assert not [name for name in names if any(word in name for word in TELLS_ORDER)]


@pytest.mark.parametrize("table", WITHOUT_ORDER)
def test_no_key_of_theirs_counts_up(schema, table):
    for column in columns(schema, table).values():
        assert not column.get("identity"), column
        assert column.get("autoincrement") is not True, column
        assert "nextval" not in str(column["default"]), column


@pytest.mark.parametrize("table", WITHOUT_ORDER)
def test_every_key_of_theirs_is_text(schema, table):
    keys = schema.get_pk_constraint(table)["constrained_columns"]
    assert keys
    assert {str(columns(schema, table)[key]["type"]).split("(")[0] for key in keys} == {"VARCHAR"}


def test_a_response_holds_these_columns_and_nothing_finer(schema):
    assert set(columns(schema, "responses")) == RESPONSE_COLUMNS


def test_a_journey_alone_carries_a_time_of_last_use(schema):
    holders = [table for table in metadata.tables if "last_used" in columns(schema, table)]
    assert holders == ["journeys"]


@pytest.mark.parametrize("said", WHAT_PEOPLE_SAID)
@pytest.mark.parametrize("under_way", WHO_IS_UNDER_WAY)
def test_no_key_joins_who_is_under_way_to_what_people_said(schema, said, under_way):
    pointed_at = {key["referred_table"] for key in schema.get_foreign_keys(said)}
    pointing = {key["referred_table"] for key in schema.get_foreign_keys(under_way)}
    assert under_way not in pointed_at
    assert said not in pointing


@pytest.mark.parametrize("said", WHAT_PEOPLE_SAID)
@pytest.mark.parametrize("under_way", WHO_IS_UNDER_WAY)
def test_no_column_that_knows_one_person_stands_in_both(schema, said, under_way):
    shared = set(columns(schema, said)) & set(columns(schema, under_way))
    assert shared <= SHARED_BY_MANY


def test_no_key_and_no_column_joins_a_code_to_a_journey_or_a_spent_cookie(schema):
    """Whoever holds the database knows that a code was used, and not by which journey."""
    assert set(columns(schema, "invitations")) == {"code", "survey", "scheme", "state"}
    for other in ("journeys", "spent_cookies"):
        shared = set(columns(schema, "invitations")) & set(columns(schema, other))
        assert shared <= {"survey", "scheme", "state"}, "groups, and the state of each its own"
    pointed_at = {key["referred_table"] for key in schema.get_foreign_keys("invitations")}
    assert pointed_at == {"survey_schemes"}


def test_wrong_codes_are_counted_and_nothing_else_is_kept_of_them(schema):
    assert set(columns(schema, "guesses")) == {"source", "count"}
    assert set(columns(schema, "guess_keys")) == {"hour", "key"}
    assert not schema.get_foreign_keys("guesses") + schema.get_foreign_keys("guess_keys")


def test_no_other_table_points_at_a_response(schema):
    pointing = {
        table
        for table in metadata.tables
        for key in schema.get_foreign_keys(table)
        if key["referred_table"] in WHAT_PEOPLE_SAID
    }
    assert pointing == {"answers", "own_words"}


def test_nothing_points_at_a_journey_or_a_spent_cookie(schema):
    pointing = [
        table
        for table in metadata.tables
        for key in schema.get_foreign_keys(table)
        if key["referred_table"] in WHO_IS_UNDER_WAY
    ]
    assert not pointing


def test_no_account_is_named_in_any_other_table(schema):
    pointing = [
        table
        for table in metadata.tables
        for key in schema.get_foreign_keys(table)
        if key["referred_table"] == "accounts"
    ]
    assert not pointing
