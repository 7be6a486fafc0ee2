"""Inserts that meet a row that is there already, in one statement that both databases know.

Two transactions that look first and then write don't see each other on PostgreSQL: both would
find nothing, and the second would fail at the key.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_unless_there(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Add a row; False, and nothing changed, where one with its key is there already."""
    statement = _INSERT[connection.dialect.name](table).values(**values).on_conflict_do_nothing()
    # PostgreSQL's driver gives no number of rows for an insert, but the key of the one it made.
    added = connection.execute(statement.returning(*table.primary_key.columns))
    return added.first() is not None


def count_up(connection: Connection, table: Table, keys: dict[str, Any], *, by: int = 1) -> None:
    """Add to the count of a row, which begins with this where it is not there yet."""
    statement = _INSERT[connection.dialect.name](table).values(**keys, count=by)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(table.primary_key.columns),
            set_={"count": table.c.count + by},
        )
    )
