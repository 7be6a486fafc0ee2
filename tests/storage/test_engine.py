"""Connections lose nothing that was written, and keep nothing that was deleted."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from surveyapp.errors import SetupError
from surveyapp.storage import surveys
from surveyapp.storage.engine import Store
from surveyapp.storage.tables import accounts, answers, documents, own_words, responses

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def pragma(store, name):
    with store.reading() as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar_one()


@pytest.fixture
def files(store):
    """The bytes of the SQLite database and of its log, as somebody finds them who takes them."""

    def read():
        path = Path(store.engine.url.database)
        log = path.with_name(path.name + "-wal")
        return path.read_bytes() + (log.read_bytes() if log.exists() else b"")

    return read


@only_sqlite
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("foreign_keys", 1),
    ],
)
def test_sqlite_is_set_up_to_lose_nothing_and_to_keep_nothing_deleted(store, setting, value):
    assert pragma(store, setting) == value


@only_sqlite
def test_each_connection_is_set_up_and_not_only_the_first(store):
    with store.reading() as first, store.reading() as second:
        for connection in (first, second):
            assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
            assert connection.execute(text("PRAGMA secure_delete")).scalar_one() == 1


@only_sqlite
def test_what_is_deleted_is_gone_from_the_file_and_from_its_log(store, record, form, files):
    record(form(one_change="quite-unmistakable words"))
    assert b"quite-unmistakable" in files()
    with store.writing() as connection:
        connection.execute(delete(responses))
    store.forget_deleted()
    assert b"quite-unmistakable" not in files()


@only_sqlite
def test_pages_that_were_split_leave_no_copies_behind(store, record, form, files):
    """So many rows that they fill many pages, a few of which SQLite leaves twice on the disk."""
    many = range(600)
    record(*[form(one_change=f"words-{number:03} {'-' * (number % 300)}") for number in many])
    store.forget_deleted()
    held = files()
    assert {held.count(f"words-{number:03}".encode()) for number in many} == {1}
    with store.writing() as connection:
        connection.execute(delete(own_words).where(own_words.c.words.like("words-1%")))
    store.forget_deleted()
    assert b"words-1" not in files()


@only_sqlite
def test_forgetting_truncates_the_log(store, record, form):
    path = Path(store.engine.url.database)
    log = path.with_name(path.name + "-wal")
    record(form(feel_safe="yes"))
    assert log.stat().st_size > 0
    store.forget_deleted()
    assert log.stat().st_size == 0


def test_an_error_undoes_all_that_was_written_in_the_same_block(store):
    with pytest.raises(RuntimeError, match="half-way"), store.writing() as connection:
        connection.execute(insert(documents).values(sha256="1" * 64, content=b""))
        raise RuntimeError("half-way")
    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(documents)).scalar_one() == 0


def test_what_a_block_wrote_is_there_for_everybody_when_it_ends(store, database_url):
    with store.writing() as connection:
        connection.execute(insert(documents).values(sha256="1" * 64, content=b"kept"))
    other = Store(database_url)
    with other.reading() as connection:
        assert connection.execute(select(documents.c.content)).scalar_one() == b"kept"
    other.close()


def test_reading_changes_nothing(store):
    with store.reading() as connection:
        connection.execute(insert(documents).values(sha256="1" * 64, content=b""))
    with store.reading() as connection:
        assert not connection.execute(select(documents)).all()


def test_two_writers_wait_for_each_other(store):
    """Each adds one to the same figure many times over; none is lost, and none fails."""
    with store.writing() as connection:
        connection.execute(
            insert(accounts).values(name="0", password_hash="-", role="administrator")
        )
    failures = []

    def count_up():
        try:
            for _ in range(10):
                with store.writing() as connection:
                    if not store.is_sqlite:
                        connection.execute(text("LOCK TABLE accounts"))
                    name = connection.execute(select(accounts.c.name)).scalar_one()
                    connection.execute(accounts.update().values(name=str(int(name) + 1)))
        except Exception as error:
            failures.append(error)

    writers = [threading.Thread(target=count_up) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not failures
    with store.reading() as connection:
        assert connection.execute(select(accounts.c.name)).scalar_one() == "30"


def test_an_answer_without_its_response_can_not_be_written(store):
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(insert(answers).values(response="x", question="feel_safe", option="no"))


def test_the_answers_and_words_of_a_response_go_with_it(store, record, form):
    record(form(feel_safe="yes", one_change="More soup"))
    with store.writing() as connection:
        connection.execute(delete(responses))
        for table in (answers, own_words):
            assert not connection.execute(select(table)).all()


@pytest.mark.parametrize(
    "changed",
    [
        {"way_in": "letterbox"},
        {"mode": "telepathy"},
        {"helper": "cat"},
        {"presentation": "shouted"},
        {"capacity": "may"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_the_database_itself_refuses_a_kind_that_does_not_exist(store, record, form, changed):
    with pytest.raises(IntegrityError):
        record(replace(form(), **changed))


def test_a_keyed_response_has_a_load_and_no_other_has(record, form):
    with pytest.raises(IntegrityError):
        record(replace(form(), way_in="keyed"))
    with pytest.raises(IntegrityError):
        record(form(), sha256="1" * 64)


def test_a_survey_can_not_open_without_its_document(store, survey):
    with pytest.raises(IntegrityError), store.writing() as connection:
        surveys.change_survey(connection, survey, document=None)


@pytest.mark.parametrize(
    "url", ["surveys.db", "nosuch://host/base", "sqlite+nosuch:///file.sqlite", ""]
)
def test_an_address_of_no_database_is_told_with_what_would_be_one(url):
    with pytest.raises(SetupError, match="postgresql://name:password@host/database"):
        Store(url)


def test_a_folder_that_can_not_be_made_is_told_in_words(tmp_path):
    (tmp_path / "file.txt").write_text("not a folder")
    with pytest.raises(SetupError, match=r"file\.txt"):
        Store(f"sqlite:///{tmp_path / 'file.txt' / 'surveyapp.sqlite'}")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_needs_no_name_of_a_driver(scheme):
    store = Store(f"{scheme}://name:secret@host/database")
    assert store.engine.dialect.name == "postgresql"
    assert not store.is_sqlite
    store.close()
