"""Nothing that the database keeps tells who came when: not on SQLite, not on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, text

from surveyapp.storage import responses
from surveyapp.storage.engine import Store
from surveyapp.storage.tables import answers, metadata, own_words
from surveyapp.storage.tables import responses as response_table

KEPT = ("responses", "answers", "own_words")
WITHOUT_ROWID = (
    *KEPT, "journeys", "spent_cookies", "invitations", "guesses", "keyed_batches", "keyed_sheets",
)  # fmt: skip
PEOPLE = 20
"""So many that a shuffle gives the order of arrival again in one run of 10 to the power 18."""

only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""For hidden columns that SQLite doesn't have in tables without rowid."""


@pytest.fixture
def arrived(store, record, form):
    """Twenty people, each in a transaction of their own; their words tell the order."""
    for number in range(PEOPLE):
        record(form(feel_safe="yes", one_change=f"{number:03}"))


def order(store, column):
    """The words of the people, in the order that a hidden column or key gives."""
    query = text(f"SELECT words FROM own_words ORDER BY {column}")
    with store.reading() as connection:
        return [int(words) for (words,) in connection.execute(query)]


@pytest.mark.parametrize("table", WITHOUT_ROWID)
def test_sqlite_keeps_no_rowid_of_them(tmp_path, migrated_file, table):
    store = Store(f"sqlite:///{migrated_file}")
    with store.reading() as connection:
        kinds = connection.execute(
            text("SELECT wr FROM pragma_table_list WHERE name = :table"), {"table": table}
        ).scalar_one()
    store.close()
    assert kinds == 1, "WITHOUT ROWID"


def test_the_other_tables_of_sqlite_do_have_a_rowid(migrated_file):
    store = Store(f"sqlite:///{migrated_file}")
    with store.reading() as connection:
        without = {
            name
            for name, flag in connection.execute(text("SELECT name, wr FROM pragma_table_list"))
            if flag and name in metadata.tables
        }
    store.close()
    assert without == set(WITHOUT_ROWID)


def test_keys_are_random_so_that_their_order_tells_nothing(store, arrived):
    assert order(store, "response") != sorted(range(PEOPLE))
    with store.reading() as connection:
        keys = connection.execute(select(response_table.c.id)).scalars().all()
    assert len(set(keys)) == PEOPLE
    assert {len(key) for key in keys} == {24}, "144 bits"


@only_postgresql
def test_a_loaded_file_is_shuffled_before_it_is_written(store, record, form):
    file = [replace(form(one_change=f"{number:03}"), way_in="keyed") for number in range(PEOPLE)]
    record(*file, sha256="1" * 64)
    written = order(store, "ctid")
    assert sorted(written) == list(range(PEOPLE))
    assert written != sorted(written)


@pytest.fixture
def rewritten(store, survey, arrived):
    """The twenty people after the closing of their survey."""
    with store.writing() as connection:
        responses.rewrite_in_random_order(connection, survey)
    store.forget_deleted()


@only_postgresql
@pytest.mark.parametrize("table", KEPT)
def test_after_closing_every_row_carries_one_transaction(store, rewritten, table):
    with store.reading() as connection:
        stamps = connection.execute(text(f"SELECT DISTINCT xmin::text FROM {table}")).all()
    assert len(stamps) == 1


@only_postgresql
def test_before_closing_postgresql_would_tell_the_order(store, arrived):
    assert order(store, "ctid") == sorted(range(PEOPLE))


@only_postgresql
def test_after_closing_the_place_on_disk_tells_no_order(store, rewritten):
    found = order(store, "ctid")
    assert sorted(found) == list(range(PEOPLE))
    assert found != sorted(found)


@only_postgresql
def test_after_closing_answers_and_words_lie_in_different_orders(store, rewritten):
    orders = []
    with store.reading() as connection:
        for table in KEPT:
            key = "id" if table == "responses" else "response"
            rows = connection.execute(text(f"SELECT {key} FROM {table} ORDER BY ctid"))
            orders.append(list(dict.fromkeys(rows.scalars())))
    assert orders[0] != orders[1] != orders[2]


def test_rewriting_loses_and_changes_nothing(store, survey, record, form):
    record(form(feel_safe="yes", one_change="More soup"), form(feel_safe="no"), form())

    def everything():
        with store.reading() as connection:
            return [
                sorted(map(str, connection.execute(select(table)).all()))
                for table in (response_table, answers, own_words)
            ]

    before = everything()
    with store.writing() as connection:
        responses.rewrite_in_random_order(connection, survey)
    assert everything() == before
    assert [len(rows) for rows in before] == [3, 3, 1]


def test_rewriting_one_survey_leaves_the_others_alone(store, survey, arrived):
    with store.writing() as connection:
        responses.rewrite_in_random_order(connection, "another-survey")
    with store.reading() as connection:
        assert len(connection.execute(select(response_table.c.id)).all()) == PEOPLE


def bytes_of(store, table):
    """The file of a PostgreSQL table, as somebody finds it who takes the disk."""
    with store.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("CHECKPOINT"))
        query = text("SELECT pg_read_binary_file(pg_relation_filepath(:table))")
        return bytes(connection.execute(query, {"table": table}).scalar_one())


@only_postgresql
def test_after_closing_the_file_holds_no_older_copy_in_the_order_of_arrival(
    store, survey, record, form
):
    for number in range(PEOPLE):
        record(form(one_change=f"words-{number:03}"))
    with store.writing() as connection:
        responses.rewrite_in_random_order(connection, survey)
    store.forget_deleted()
    held = bytes_of(store, "own_words")
    copies = [held.count(f"words-{number:03}".encode()) for number in range(PEOPLE)]
    assert copies == [1] * PEOPLE
