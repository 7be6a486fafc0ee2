"""Invitations: personal codes of a scheme of a survey, each of which works once.

A row tells that a code was made, used or withdrawn. It knows no journey and no response, and
neither knows it: that somebody took part can be told, what they said never.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, insert, select, update

from surveyapp.storage import rewriting
from surveyapp.storage.tables import invitations, survey_schemes, surveys


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal code, where it leads, and whether somebody can still begin with it."""

    code: str
    survey: str
    scheme: str
    state: str
    link_code: str


_OF_SCHEME = and_(
    survey_schemes.c.survey == invitations.c.survey,
    survey_schemes.c.scheme == invitations.c.scheme,
)


def find_invitation(connection: Connection, code: str) -> Invitation | None:
    """The invitation of a code with the link that its scheme has now; None for an unknown one."""
    query = (
        select(
            invitations.c.code,
            invitations.c.survey,
            invitations.c.scheme,
            invitations.c.state,
            survey_schemes.c.link_code,
        )
        .join(survey_schemes, _OF_SCHEME)
        .where(invitations.c.code == code)
    )
    row = connection.execute(query).first()
    return Invitation(*row) if row else None


def record_invitations(
    connection: Connection, survey: str, scheme: str, codes: Iterable[str]
) -> None:
    """Add invitations that nobody has used yet."""
    connection.execute(
        insert(invitations),
        [{"code": code, "survey": survey, "scheme": scheme, "state": "issued"} for code in codes],
    )


def find_state(connection: Connection, code: str) -> str | None:
    """The state of an invitation, or None where there is none; nobody else changes it until
    this transaction ends."""
    query = select(invitations.c.state).where(invitations.c.code == code)
    return connection.execute(query.with_for_update()).scalar()


def change_state(connection: Connection, code: str, state: str) -> None:
    """Set the state of an invitation that this transaction holds."""
    connection.execute(update(invitations).where(invitations.c.code == code).values(state=state))


def survey_takes_answers(connection: Connection, survey: str) -> bool:
    """Whether a survey is open; it can't be closed until this transaction ends."""
    query = select(surveys.c.state).where(surveys.c.code == survey)
    return connection.execute(query.with_for_update(read=True)).scalar() == "open"


def count_invitations(connection: Connection, survey: str) -> list[tuple[str, str, int]]:
    """How many invitations each scheme has, by state: (scheme, state, count)."""
    query = (
        select(invitations.c.scheme, invitations.c.state, func.count())
        .where(invitations.c.survey == survey)
        .group_by(invitations.c.scheme, invitations.c.state)
        .order_by(invitations.c.scheme, invitations.c.state)
    )
    return [(scheme, state, count) for scheme, state, count in connection.execute(query)]


def unused_codes(connection: Connection, survey: str, scheme: str) -> list[str]:
    """The codes that can still be used, in the order of their letters, which tells nothing."""
    query = (
        select(invitations.c.code)
        .where(
            invitations.c.survey == survey,
            invitations.c.scheme == scheme,
            invitations.c.state == "issued",
        )
        .order_by(invitations.c.code)
    )
    return list(connection.execute(query).scalars())


def rewrite_in_random_order(connection: Connection, survey: str) -> None:
    """On PostgreSQL, write every invitation of a survey anew, in random order: its hidden
    columns tell which code was used when, and so whose journey it began."""
    rewriting.rewrite_in_random_order(
        connection, {"invitations": "WHERE survey = :survey"}, survey
    )
