"""The start pages of shared tablets: one code a scheme, and the surveys open there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, update

from surveyapp.storage.tables import schemes, survey_schemes, surveys


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """A survey that can be answered in a scheme, by its poster's code."""

    link_code: str
    audience: str
    document: str
    closes: date
    opened_late: bool


def find_scheme(connection: Connection, tablet_code: str) -> tuple[str, str] | None:
    """The code and the name of the scheme whose tablets have this code, or None."""
    query = select(schemes.c.code, schemes.c.name).where(schemes.c.tablet_code == tablet_code)
    row = connection.execute(query).first()
    return (row.code, row.name) if row else None


def tablet_codes(connection: Connection) -> dict[str, str | None]:
    """The code of each scheme's tablets; None where it has none yet."""
    query = select(schemes.c.code, schemes.c.tablet_code).order_by(schemes.c.code)
    return {row.code: row.tablet_code for row in connection.execute(query)}


def record_tablet_code(connection: Connection, scheme: str, tablet_code: str) -> None:
    """Give the tablets of a scheme a code; the one before leads nowhere from now on."""
    connection.execute(
        update(schemes).where(schemes.c.code == scheme).values(tablet_code=tablet_code)
    )


def open_surveys(connection: Connection, scheme: str) -> list[OpenSurvey]:
    """Every open survey of a scheme, by audience."""
    query = (
        select(
            survey_schemes.c.link_code,
            surveys.c.audience,
            surveys.c.document,
            surveys.c.closes,
            surveys.c.opened_late,
        )
        .join(surveys, surveys.c.code == survey_schemes.c.survey)
        .where(survey_schemes.c.scheme == scheme, surveys.c.state == "open")
        .order_by(surveys.c.audience.desc(), surveys.c.code)
    )
    return [OpenSurvey(*row) for row in connection.execute(query)]
