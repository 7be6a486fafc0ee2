"""Connections: SQLite by default, PostgreSQL by one setting, each set up to lose nothing.

A `Store` gives transactions. Reading begins a deferred one; writing takes SQLite's write lock
at once, so that two writers wait for each other instead of failing half-way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from surveyapp.errors import SetupError

BUSY_MILLISECONDS = 15_000
WITH_WHAT_PEOPLE_SAID = (
    "journeys", "spent_cookies", "responses", "answers", "own_words", "keyed_batches",
    "keyed_sheets", "invitations",
)  # fmt: skip
"""The tables that are written anew when something of theirs has to be forgotten."""


class Store:
    """The database, as transactions to read and to write in."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is an SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with self.engine.connect() as connection:
            connection.execution_options(begin="BEGIN")
            yield connection

    def asking(self) -> Connection:
        """A connection for a single query, which needs no transaction around it."""
        return self.engine.connect()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is durable when the block ends, and undone by an error in it."""
        with self.engine.connect() as connection:
            connection.execution_options(begin="BEGIN IMMEDIATE")
            with connection.begin():
                yield connection

    def forget_deleted(self) -> None:
        """Leave nothing in the files of deleted rows, nor of the order in which rows came.

        Both databases write their tables anew. `secure_delete` overwrites rows, but leaves
        copies behind where a page was split, and inside a page the rows lie as they came; a
        plain VACUUM of PostgreSQL leaves the bytes of dead rows where they were.
        """
        if self.is_sqlite:
            with closing(self.engine.raw_connection()) as raw:
                for command in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    raw.cursor().execute(command)
            return
        with self.engine.connect() as connection:
            lasting = connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in WITH_WHAT_PEOPLE_SAID:
                lasting.exec_driver_sql(f"VACUUM FULL {table}")

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    try:
        stated = make_url(url)
        if stated.drivername in ("postgres", "postgresql"):
            stated = stated.set(drivername="postgresql+psycopg")
        engine = create_engine(stated)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise SetupError(
            "DATABASE_URL is no address of a database. Write it as "
            "sqlite:////folder/file.sqlite or postgresql://name:password@host/database."
        ) from error
    if stated.get_backend_name() == "sqlite":
        _make_folder(stated.database)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(database: str | None) -> None:
    """The folder that an SQLite file stands in; a database in memory has none."""
    try:
        if database:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"The folder of the database can't be made: {error.filename}: {error.strerror}. "
            "Set DATABASE_URL or INSTANCE_PATH to a place that can be written to."
        ) from error


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    begin = connection.get_execution_options().get("begin")
    if begin:
        connection.exec_driver_sql(begin)
