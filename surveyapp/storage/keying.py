"""Sheets of paper while they are keyed: batches, and what one or two people keyed from each.

All of it is deleted when a batch is loaded or thrown away; nothing points from an answer here.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from surveyapp.storage.tables import keyed_batches, keyed_sheets, survey_schemes


@dataclass(frozen=True, slots=True)
class Batch:
    """Sheets of one print: a survey and a scheme in one language and the same words."""

    key: str
    survey: str
    scheme: str
    language: str
    presentation: str


_COLUMNS = (
    keyed_batches.c.id,
    keyed_batches.c.survey,
    keyed_batches.c.scheme,
    keyed_batches.c.language,
    keyed_batches.c.presentation,
)


def find_linked_place(connection: Connection, link_code: str) -> tuple[str, str] | None:
    """The survey and the scheme of a poster's code, or None where it leads nowhere."""
    query = select(survey_schemes.c.survey, survey_schemes.c.scheme).where(
        survey_schemes.c.link_code == link_code
    )
    row = connection.execute(query).first()
    return (row.survey, row.scheme) if row else None


def find_batches(connection: Connection) -> list[Batch]:
    """Every batch that is not finished, by survey and scheme."""
    order = (keyed_batches.c.survey, keyed_batches.c.scheme, keyed_batches.c.id)
    return [Batch(*row) for row in connection.execute(select(*_COLUMNS).order_by(*order))]


def find_batch(connection: Connection, key: str, *, to_change: bool = False) -> Batch | None:
    """The batch of that key, or None. `to_change` holds it until the transaction ends, so that
    no sheet comes into a batch while it is loaded."""
    query = select(*_COLUMNS).where(keyed_batches.c.id == key)
    row = connection.execute(query.with_for_update() if to_change else query).first()
    return Batch(*row) if row else None


def record_batch(
    connection: Connection, survey: str, scheme: str, *, language: str, presentation: str
) -> Batch:
    """Begin a batch under a random key."""
    batch = Batch(secrets.token_hex(6), survey, scheme, language, presentation)
    connection.execute(
        insert(keyed_batches).values(
            id=batch.key,
            survey=survey,
            scheme=scheme,
            language=language,
            presentation=presentation,
        )
    )
    return batch


def erase_batch(connection: Connection, key: str) -> None:
    """Delete a batch and every sheet of it."""
    connection.execute(delete(keyed_sheets).where(keyed_sheets.c.batch == key))
    connection.execute(delete(keyed_batches).where(keyed_batches.c.id == key))


def count_sheets(connection: Connection) -> dict[tuple[str, int], int]:
    """How many sheets each keying of each batch holds."""
    batch = (keyed_sheets.c.batch, keyed_sheets.c.keying)
    query = select(*batch, func.count()).group_by(*batch)
    return {(key, keying): count for key, keying, count in connection.execute(query)}


def load_sheets(connection: Connection, key: str, keying: int) -> dict[int, str]:
    """Every sheet of one keying by the number on the paper, as it is stored."""
    query = select(keyed_sheets.c.number, keyed_sheets.c.sheet).where(
        keyed_sheets.c.batch == key, keyed_sheets.c.keying == keying
    )
    return {row.number: row.sheet for row in connection.execute(query)}


def replace_sheet(connection: Connection, key: str, keying: int, number: int, sheet: str) -> None:
    """Write a sheet in place of the one of the same number and keying, if there is one."""
    erase_sheet(connection, key, keying, number)
    connection.execute(
        insert(keyed_sheets).values(batch=key, keying=keying, number=number, sheet=sheet)
    )


def erase_sheet(connection: Connection, key: str, keying: int, number: int) -> None:
    """Delete what was keyed from a sheet in one keying."""
    connection.execute(
        delete(keyed_sheets).where(
            keyed_sheets.c.batch == key,
            keyed_sheets.c.keying == keying,
            keyed_sheets.c.number == number,
        )
    )
