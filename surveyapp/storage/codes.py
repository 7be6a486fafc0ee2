"""Codes of every kind, which are typed into one field and so may never be equal."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from surveyapp.storage.tables import invitations, schemes, survey_schemes

CODE_COLUMNS = (invitations.c.code, survey_schemes.c.link_code, schemes.c.tablet_code)
AT_ONCE = 200
"""A statement can hold so many values on both databases."""


def taken_codes(connection: Connection, codes: Iterable[str]) -> set[str]:
    """Those of some codes that lead somewhere already, whatever kind they are."""
    wanted = list(codes)
    found: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        for column in CODE_COLUMNS:
            found.update(connection.execute(select(column).where(column.in_(part))).scalars())
    return found


def is_link_code(connection: Connection, code: str) -> bool:
    """Whether a code is that of a poster."""
    column = survey_schemes.c.link_code
    return connection.execute(select(column).where(column == code)).first() is not None
