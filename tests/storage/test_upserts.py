"""Inserts that meet a row: whether they added one is told alike by both databases."""

from __future__ import annotations

from sqlalchemy import select

from surveyapp.storage.tables import guesses
from surveyapp.storage.upserts import count_up, insert_unless_there


def test_an_insert_says_whether_it_added_a_row(store):
    with store.writing() as connection:
        first = insert_unless_there(connection, guesses, {"source": "a", "count": 1})
        again = insert_unless_there(connection, guesses, {"source": "a", "count": 2})
    assert (first, again) == (True, False)
    with store.reading() as connection:
        assert connection.execute(select(guesses)).all() == [("a", 1)]


def test_counting_begins_at_one_and_goes_up(store):
    with store.writing() as connection:
        for _ in range(3):
            count_up(connection, guesses, {"source": "a"})
    with store.reading() as connection:
        assert connection.execute(select(guesses)).all() == [("a", 3)]
