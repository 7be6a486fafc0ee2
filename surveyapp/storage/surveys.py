"""Surveys, the documents that they froze, and the links of their schemes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from surveyapp.storage.tables import documents, survey_schemes, surveys


@dataclass(frozen=True, slots=True)
class Survey:
    """One fielding of one questionnaire under one contract."""

    code: str
    questionnaire: str
    contract: str
    audience: str
    anonymity: str
    state: str
    opens: date
    closes: date
    census: date
    languages: tuple[str, ...]
    drafts_accepted: tuple[str, ...]
    document: str | None
    opened_late: bool
    results_shown: bool
    reader: str
    safeguarding_contact: str

    @property
    def asks_open_questions(self) -> bool:
        """Whether somebody is named who reads own words, and somebody who acts on danger."""
        return bool(self.reader and self.safeguarding_contact)


_COLUMNS = (
    surveys.c.code,
    surveys.c.questionnaire,
    surveys.c.contract,
    surveys.c.audience,
    surveys.c.anonymity,
    surveys.c.state,
    surveys.c.opens,
    surveys.c.closes,
    surveys.c.census,
    surveys.c.languages,
    surveys.c.drafts_accepted,
    surveys.c.document,
    surveys.c.opened_late,
    surveys.c.results_shown,
    surveys.c.reader,
    surveys.c.safeguarding_contact,
)


def _survey(row: Any) -> Survey:
    values = dict(row._mapping)
    for name in ("languages", "drafts_accepted"):
        values[name] = tuple(values[name].split())
    return Survey(**values)


def find_survey(connection: Connection, code: str) -> Survey | None:
    """The survey of that code, or None."""
    row = connection.execute(select(*_COLUMNS).where(surveys.c.code == code)).first()
    return _survey(row) if row else None


def find_surveys(
    connection: Connection, *, contract: str | None = None, states: Iterable[str] = ()
) -> list[Survey]:
    """Surveys by closing date and code; of one contract, and in some states, where named."""
    query = select(*_COLUMNS).order_by(surveys.c.closes, surveys.c.code)
    if contract is not None:
        query = query.where(surveys.c.contract == contract)
    if states:
        query = query.where(surveys.c.state.in_(list(states)))
    return [_survey(row) for row in connection.execute(query)]


def record_survey(connection: Connection, **values: Any) -> None:
    """Add a survey in the state *draft*."""
    connection.execute(insert(surveys).values(state="draft", **values))


def change_survey(connection: Connection, code: str, **values: Any) -> None:
    """Set some columns of a survey."""
    connection.execute(update(surveys).where(surveys.c.code == code).values(**values))


def record_survey_scheme(
    connection: Connection, survey: str, scheme: str, *, link_code: str
) -> None:
    """Let a scheme take part, under the short code of its poster."""
    connection.execute(
        insert(survey_schemes).values(survey=survey, scheme=scheme, link_code=link_code)
    )


def change_link_code(connection: Connection, survey: str, scheme: str, link_code: str) -> None:
    """Renew the code of a scheme's poster; the old one leads nowhere from now on."""
    connection.execute(
        update(survey_schemes)
        .where(survey_schemes.c.survey == survey, survey_schemes.c.scheme == scheme)
        .values(link_code=link_code)
    )


def link_codes(connection: Connection, survey: str) -> dict[str, str]:
    """The short code of each scheme of a survey."""
    query = (
        select(survey_schemes.c.scheme, survey_schemes.c.link_code)
        .where(survey_schemes.c.survey == survey)
        .order_by(survey_schemes.c.scheme)
    )
    return {row.scheme: row.link_code for row in connection.execute(query)}


def record_document(connection: Connection, sha256: str, content: bytes) -> None:
    """Store a frozen document; the same document again changes nothing."""
    if not connection.execute(
        select(documents.c.sha256).where(documents.c.sha256 == sha256)
    ).first():
        connection.execute(insert(documents).values(sha256=sha256, content=content))


def load_document(connection: Connection, sha256: str) -> bytes:
    """The bytes of a frozen document."""
    query = select(documents.c.content).where(documents.c.sha256 == sha256)
    return bytes(connection.execute(query).scalar_one())
