"""Somebody takes the database after closing: the files tell neither who came nor when."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, text

from surveyapp.definitions.answers import Answer
from surveyapp.storage import tables
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.keyed_batches import finish_batch, open_batch, throw_away
from surveyapp.workflows.keying import keep_sheet
from surveyapp.workflows.loading import load_responses, undo_load
from surveyapp.workflows.surveys import name_contacts, survey_links
from tests.workflows.conftest import LARCH, forms

KEPT = ("responses", "answers", "own_words")
PERSONAL = ("journeys", "spent_cookies", "keyed_sheets", *KEPT)
PEOPLE = 20

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def taken(site):
    """The bytes of the database as they lie on the disk: of SQLite the file and its log, of
    PostgreSQL the tables of what people said and of those under way."""

    def read():
        if site.store.is_sqlite:
            path = Path(site.store.engine.url.database)
            files = [path, path.with_name(path.name + "-wal")]
            return b"".join(file.read_bytes() for file in files if file.exists())
        with site.store.engine.connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("CHECKPOINT"))
            query = text("SELECT pg_read_binary_file(pg_relation_filepath(:table))")
            return b"".join(
                bytes(connection.execute(query, {"table": table}).scalar_one())
                for table in PERSONAL
            )

    return read


@pytest.fixture
def words(survey, site):
    """Loads a form of its own for each of twenty people, with words that tell the order."""
    header = forms(f"{LARCH} yes").decode().splitlines()[0] + ",one_change\n"
    for number in range(PEOPLE):
        row = f"{LARCH},paper,en,standard,none,,yes,words-{number:03}\n"
        load_responses(site, survey, (header + row).encode())


def under_way(site, survey, cookie, last_used):
    with site.store.writing() as connection:
        connection.execute(
            insert(tables.spent_cookies).values(cookie_hash=f"spent-{cookie}", survey=survey)
        )
        connection.execute(
            insert(tables.journeys).values(
                cookie_hash=f"journey-{cookie}",
                survey=survey,
                scheme=LARCH,
                way_in="open",
                mode="self_phone",
                state='{"consented": true, "answers": {"one_change": {"words": "unsent words"}}}',
                last_used=last_used,
            )
        )


def test_nothing_of_those_who_did_not_send_is_left_after_closing(site, survey, taken):
    under_way(site, survey, "of-somebody", last_used=0)
    assert b"unsent words" in taken() and b"journey-of-somebody" in taken()
    close_survey(site, survey)
    for trace in (b"unsent words", b"journey-of-somebody", b"spent-of-somebody"):
        assert trace not in taken()


def test_what_was_taken_back_is_gone_from_the_disk(site, survey, taken):
    content = forms(f"{LARCH} yes").replace(b"feel_safe\n", b"feel_safe,one_change\n")
    loaded = load_responses(site, survey, content.rstrip() + b",regretted words\n")
    assert b"regretted words" in taken()
    undo_load(site, loaded.key)
    assert b"regretted words" not in taken()


@pytest.mark.parametrize("end", [finish_batch, throw_away])
def test_a_batch_of_keyed_paper_is_gone_from_the_disk(site, survey, taken, end):
    batch = open_batch(site, f"{survey_links(site, survey)[LARCH]} en E")
    said = {"one_change": Answer(words="keyed words")}
    for keying in (1, 2):
        keep_sheet(site, batch.key, said, keying_number=keying, number=17)
    assert b"keyed words" in taken()
    end(site, batch.key)
    assert taken().count(b"keyed words") == (1 if end is finish_batch else 0)
    assert b"settled" not in taken()


@only_sqlite
def test_closing_leaves_an_empty_log(site, survey, words):
    path = Path(site.store.engine.url.database)
    log = path.with_name(path.name + "-wal")
    assert log.stat().st_size > 0
    close_survey(site, survey)
    assert log.stat().st_size == 0


def test_every_answer_lies_on_the_disk_once(site, survey, words, taken):
    close_survey(site, survey)
    held = taken()
    copies = {number: held.count(f"words-{number:03}".encode()) for number in range(PEOPLE)}
    assert set(copies.values()) == {1}


def test_the_order_on_the_disk_is_not_that_of_arrival(site, survey, words, taken):
    close_survey(site, survey)
    held = taken()
    places = [held.index(f"words-{number:03}".encode()) for number in range(PEOPLE)]
    assert places != sorted(places)
    assert places != sorted(places, reverse=True), "PostgreSQL fills its pages from the end"


def stamps(site, table):
    with site.store.reading() as connection:
        return connection.execute(text(f"SELECT DISTINCT xmin::text FROM {table}")).all()


@only_postgresql
@pytest.mark.parametrize("table", KEPT)
def test_all_responses_of_a_closed_survey_carry_one_transaction(site, survey, words, table):
    assert len(stamps(site, table)) == PEOPLE
    close_survey(site, survey)
    assert len(stamps(site, table)) == 1


@only_postgresql
@pytest.mark.parametrize("table", KEPT)
def test_so_do_those_that_were_loaded_after_closing(
    coordinator, site, survey, words, clock, table
):
    name_contacts(site, survey, reader="Jo Patel", safeguarding_contact="01632 960001")
    coordinator.begin(survey, last_used=int(clock.time()), feel_safe="yes", one_change="Soup")
    close_survey(site, survey)
    coordinator.load(survey, f"{LARCH} no", f"{LARCH} no")
    assert len(stamps(site, table)) == 1
