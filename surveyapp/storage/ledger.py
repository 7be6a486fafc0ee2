"""The population ledger, and the files that were loaded."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select

from surveyapp.responses.population import OUTCOMES, LedgerEntry
from surveyapp.storage.tables import ledger, loads
from surveyapp.storage.upserts import count_up


def ledger_entries(
    connection: Connection, surveys: Collection[str]
) -> list[tuple[str, LedgerEntry]]:
    """Every figure of some surveys, each with the survey that it belongs to."""
    query = (
        select(
            ledger.c.survey, ledger.c.scheme, ledger.c.audience, ledger.c.outcome, ledger.c.count
        )
        .where(ledger.c.survey.in_(list(surveys)))
        .order_by(ledger.c.survey, ledger.c.scheme, ledger.c.outcome)
    )
    return [(survey, LedgerEntry(*figures)) for survey, *figures in connection.execute(query)]


def replace_figures(connection: Connection, survey: str, entries: list[LedgerEntry]) -> None:
    """Set the figures of the schemes that `entries` name; those of other schemes stay."""
    for scheme in {entry.scheme for entry in entries}:
        connection.execute(
            delete(ledger).where(
                ledger.c.survey == survey,
                ledger.c.scheme == scheme,
                ledger.c.outcome.in_(OUTCOMES),
            )
        )
    record_figures(connection, survey, entries)


def record_figures(connection: Connection, survey: str, entries: list[LedgerEntry]) -> None:
    """Add figures that are not there yet."""
    if entries:
        connection.execute(
            insert(ledger),
            [
                {
                    "survey": survey,
                    "scheme": entry.scheme,
                    "audience": entry.audience,
                    "outcome": entry.outcome,
                    "count": entry.count,
                }
                for entry in entries
            ],
        )


def find_load(connection: Connection, survey: str, *, kind: str, sha256: str) -> str | None:
    """The key under which the same content was loaded before, or None."""
    query = select(loads.c.id).where(
        loads.c.survey == survey, loads.c.kind == kind, loads.c.sha256 == sha256
    )
    return connection.execute(query).scalar()


def find_load_survey(connection: Connection, load: str) -> tuple[str, str] | None:
    """The survey and the kind of a load, or None where there is no such load."""
    row = connection.execute(
        select(loads.c.survey, loads.c.kind).where(loads.c.id == load)
    ).first()
    return (row[0], row[1]) if row else None


def record_load(connection: Connection, survey: str, *, kind: str, sha256: str, rows: int) -> str:
    """Remember a file by its content, and give the key to take it back by."""
    key = secrets.token_hex(4)
    connection.execute(
        insert(loads).values(id=key, survey=survey, kind=kind, sha256=sha256, rows=rows)
    )
    return key


def erase_load_record(connection: Connection, load: str) -> None:
    """Forget a file, so that it may be loaded again."""
    connection.execute(delete(loads).where(loads.c.id == load))


def find_loads(connection: Connection, survey: str) -> list[tuple[str, str, int]]:
    """The files loaded into a survey: (key, kind, rows)."""
    query = select(loads.c.id, loads.c.kind, loads.c.rows).where(loads.c.survey == survey)
    return [
        (key, kind, rows) for key, kind, rows in connection.execute(query.order_by(loads.c.id))
    ]


def count_break_offs(
    connection: Connection, survey: str, scheme: str, audience: str, *, count: int = 1
) -> None:
    """Add to those who began and whose answers were erased, unsent."""
    keys = {"survey": survey, "scheme": scheme, "audience": audience, "outcome": "broke_off"}
    count_up(connection, ledger, keys, by=count)
