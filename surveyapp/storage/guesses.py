"""Wrong codes of this hour, counted by a survey or by the keyed hash of an address.

Both tables are emptied when the hour changes. The key is gone with them, and with the key the
way from a hash back to an address.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from surveyapp.storage.tables import guess_keys, guesses
from surveyapp.storage.upserts import count_up


def find_key(connection: Connection, hour: int) -> str | None:
    """The key of an hour, or None where nobody has typed a wrong code in it."""
    return connection.execute(select(guess_keys.c.key).where(guess_keys.c.hour == hour)).scalar()


def begin_hour(connection: Connection, hour: int, key: str) -> None:
    """Forget every other hour, and set the key of this one unless it has one already."""
    _hold(connection)
    if find_key(connection, hour) is None:
        _empty(connection)
        connection.execute(insert(guess_keys).values(hour=hour, key=key))


def has_other_hours(connection: Connection, hour: int) -> bool:
    """Whether anything is kept of an hour that is over."""
    query = select(guess_keys.c.hour).where(guess_keys.c.hour != hour)
    return connection.execute(query).first() is not None


def forget_other_hours(connection: Connection, hour: int) -> None:
    """Leave nothing of an hour that is over."""
    _hold(connection)
    if has_other_hours(connection, hour):
        _empty(connection)


def count_guess(connection: Connection, sources: Iterable[str]) -> None:
    """Count one wrong code for each source; in one order, so that no two wait for each other."""
    for source in sorted(sources):
        count_up(connection, guesses, {"source": source})


def guess_counts(connection: Connection, sources: Iterable[str]) -> dict[str, int]:
    """How many wrong codes each source has had."""
    query = select(guesses.c.source, guesses.c.count).where(guesses.c.source.in_(list(sources)))
    return {row[0]: row[1] for row in connection.execute(query)}


def _hold(connection: Connection) -> None:
    """On PostgreSQL, let nobody else look until this transaction ends; on SQLite a transaction
    that writes holds the whole file."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("LOCK TABLE guess_keys, guesses IN ACCESS EXCLUSIVE MODE")


def _empty(connection: Connection) -> None:
    """Delete every row; on PostgreSQL with the files, where deleted rows would lie on."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("TRUNCATE guess_keys, guesses")
        return
    connection.execute(delete(guesses))
    connection.execute(delete(guess_keys))
