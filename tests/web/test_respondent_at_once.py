"""Two acts at one time: the second waits until the first is durable, and loses nothing.

A quick finger taps twice, and forty people send at the end of one meal. SQLite lets one
transaction after another write; PostgreSQL lets two meet in one row.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from sqlalchemy import Connection, event

from surveyapp.storage import journeys, ledger
from surveyapp.storage.engine import Store
from surveyapp.workflows.answering import (
    begin_or_change,
    find_visit,
    hash_of,
    send,
    stop_and_forget,
)
from tests.web.surveys import rows, running_survey

SURVEY, SCHEME = "residents-2026", "larch-court"
LONGEST_WAIT = 60


@pytest.fixture
def code(site, clock):
    """The code of the residents' survey of Larch Court."""
    return running_survey(site)[3:]


def overlapping(
    store: Store, first: Callable[[Connection], Any], second: Callable[[], Any], *, waits_at: str
) -> Any:
    """What `second` gives that comes while the transaction of `first` is not over yet.

    `first` ends when `second` has come to the statement at which it has to wait.
    """
    waiting = Event()

    def note(_connection, _cursor, statement, *_rest):
        in_second = current_thread() is not main_thread()
        if in_second and statement.startswith(("BEGIN IMMEDIATE", waits_at)):
            waiting.set()

    event.listen(store.engine, "before_cursor_execute", note)
    with ThreadPoolExecutor(max_workers=1) as pool:
        with store.writing() as connection:
            first(connection)
            running = pool.submit(second)
            assert waiting.wait(LONGEST_WAIT), f"it never came to {waits_at}"
        return running.result(LONGEST_WAIT)


def begun(site, code, cookie):
    """Somebody who has agreed and answered nothing yet."""
    visit = find_visit(site, code, cookie)
    journey = replace(visit.journey, language="en", words="easy", consented=True)
    begin_or_change(site, visit, journey, way_in="open", mode="self_phone")
    return find_visit(site, code, cookie)


def test_a_second_tap_on_the_first_button_waits_for_the_first_and_counts(site, code):
    visit = find_visit(site, code, "the cookie")
    easy, standard = (replace(visit.journey, words=words) for words in ("easy", "standard"))

    def first_tap(connection):
        journeys.record_journey(
            connection,
            hash_of("the cookie"),
            visit.place,
            way_in="open",
            mode="self_phone",
            state=easy.to_json(),
            last_used=1,
        )

    def second_tap():
        return begin_or_change(site, visit, standard, way_in="open", mode="self_phone")

    assert overlapping(site.store, first_tap, second_tap, waits_at="INSERT INTO journeys")
    assert find_visit(site, code, "the cookie").journey.words == "standard"
    assert len(rows(site.store)["journeys"]) == 1


def test_two_who_send_first_at_one_time_are_both_counted(site, code):
    person = begun(site, code, "the cookie")

    def another(connection):
        journeys.count_presentation(connection, SURVEY, SCHEME, {"pictures": "on"})

    where = "INSERT INTO presentation_counts"
    overlapping(site.store, another, lambda: send(site, person), waits_at=where)
    held = rows(site.store)
    assert (SURVEY, SCHEME, "pictures", "on", 2) in held["presentation_counts"]
    assert len(held["responses"]) == 1


def test_two_who_stop_first_at_one_time_are_both_counted(site, code):
    person = begun(site, code, "the cookie")

    def another(connection):
        ledger.count_break_offs(connection, SURVEY, SCHEME, "residents")

    def stop():
        stop_and_forget(site, person)

    overlapping(site.store, another, stop, waits_at="INSERT INTO ledger")
    assert (SURVEY, SCHEME, "residents", "broke_off", 2) in rows(site.store)["ledger"]
