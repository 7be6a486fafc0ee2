"""Journeys: answers that are not sent yet, known only by the hash of a cookie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from surveyapp.storage.tables import (
    journeys,
    presentation_counts,
    schemes,
    spent_cookies,
    survey_schemes,
    surveys,
)
from surveyapp.storage.upserts import count_up, insert_unless_there


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads, and how far the cookie that came with it has got."""

    link_code: str
    survey: str
    state: str
    closes: date
    opened_late: bool
    document: str | None
    reader: str
    safeguarding_contact: str
    scheme: str
    scheme_name: str
    who_comes: str
    outside_person: str
    telephone: str
    journey: str | None
    last_used: int | None
    way_in: str | None
    mode: str | None
    spent: str | None
    come_back: str | None

    @property
    def asks_open_questions(self) -> bool:
        """Whether somebody is named who reads own words, and somebody who acts on danger."""
        return bool(self.reader and self.safeguarding_contact)


_FIND_PLACE = (
    select(
        survey_schemes.c.link_code,
        surveys.c.code,
        surveys.c.state,
        surveys.c.closes,
        surveys.c.opened_late,
        surveys.c.document,
        surveys.c.reader,
        surveys.c.safeguarding_contact,
        schemes.c.code,
        schemes.c.name,
        schemes.c.who_comes,
        schemes.c.outside_person,
        schemes.c.telephone,
        journeys.c.state,
        journeys.c.last_used,
        journeys.c.way_in,
        journeys.c.mode,
        spent_cookies.c.cookie_hash,
        journeys.c.come_back_hash,
    )
    .select_from(
        survey_schemes.join(surveys, surveys.c.code == survey_schemes.c.survey)
        .join(schemes, schemes.c.code == survey_schemes.c.scheme)
        .outerjoin(
            journeys,
            and_(
                journeys.c.cookie_hash == bindparam("cookie_hash"),
                journeys.c.survey == surveys.c.code,
                journeys.c.scheme == schemes.c.code,
            ),
        )
        .outerjoin(
            spent_cookies,
            and_(
                spent_cookies.c.cookie_hash == bindparam("cookie_hash"),
                spent_cookies.c.survey == surveys.c.code,
            ),
        )
    )
    .where(survey_schemes.c.link_code == bindparam("link_code"))
)


def find_place(connection: Connection, link_code: str, *, cookie_hash: str) -> Place | None:
    """Where a short code leads, with the journey of this cookie; None for an unknown code."""
    row = connection.execute(
        _FIND_PLACE, {"link_code": link_code, "cookie_hash": cookie_hash}
    ).first()
    return Place(*row) if row else None


def record_journey(
    connection: Connection,
    cookie_hash: str,
    place: Place,
    *,
    way_in: str,
    mode: str,
    state: str,
    last_used: int,
) -> bool:
    """Begin a journey; False where another tap has begun it meanwhile."""
    return insert_unless_there(
        connection,
        journeys,
        {
            "cookie_hash": cookie_hash,
            "survey": place.survey,
            "scheme": place.scheme,
            "way_in": way_in,
            "mode": mode,
            "state": state,
            "last_used": last_used,
        },
    )


_CHANGE_JOURNEY = (
    update(journeys)
    .where(journeys.c.cookie_hash == bindparam("known_by"), journeys.c.state == bindparam("known"))
    .values(state=bindparam("new_state"), last_used=bindparam("now"))
)


def change_journey(
    connection: Connection, cookie_hash: str, *, known: str, state: str, last_used: int
) -> bool:
    """Store how far a journey has got; False where it is no longer in the state `known`."""
    done = connection.execute(
        _CHANGE_JOURNEY,
        {"known_by": cookie_hash, "known": known, "new_state": state, "now": last_used},
    )
    return done.rowcount == 1


def find_state(connection: Connection, cookie_hash: str) -> str | None:
    """How far a journey has got, or None where there is none; nobody else changes it until
    this transaction ends."""
    query = select(journeys.c.state).where(journeys.c.cookie_hash == cookie_hash)
    return connection.execute(query.with_for_update()).scalar()


def erase_journey(connection: Connection, cookie_hash: str) -> str | None:
    """Delete a journey and give how far it had got; None where there was none."""
    done = connection.execute(
        delete(journeys).where(journeys.c.cookie_hash == cookie_hash).returning(journeys.c.state)
    )
    return done.scalar()


def record_come_back(connection: Connection, cookie_hash: str, come_back_hash: str) -> None:
    """Remember the hash of the code by which a journey can be found from another device."""
    connection.execute(
        update(journeys)
        .where(journeys.c.cookie_hash == cookie_hash)
        .values(come_back_hash=come_back_hash)
    )


def find_come_back(connection: Connection, come_back_hash: str) -> str | None:
    """The poster code of the survey whose journey has this code, or None."""
    query = (
        select(survey_schemes.c.link_code)
        .join(
            journeys,
            and_(
                journeys.c.survey == survey_schemes.c.survey,
                journeys.c.scheme == survey_schemes.c.scheme,
            ),
        )
        .where(journeys.c.come_back_hash == come_back_hash)
    )
    return connection.execute(query).scalar()


def move_journey(
    connection: Connection,
    come_back_hash: str,
    *,
    survey: str,
    scheme: str,
    cookie_hash: str,
    last_used: int,
) -> bool:
    """Let a journey be known by another cookie, and by no code any more; False for no journey."""
    done = connection.execute(
        update(journeys)
        .where(
            journeys.c.come_back_hash == come_back_hash,
            journeys.c.survey == survey,
            journeys.c.scheme == scheme,
        )
        .values(cookie_hash=cookie_hash, come_back_hash=None, last_used=last_used)
    )
    return done.rowcount == 1


def record_spent_cookie(connection: Connection, cookie_hash: str, survey: str) -> None:
    """Remember that this cookie has sent, so that a repeat finds the thank-you page."""
    connection.execute(insert(spent_cookies).values(cookie_hash=cookie_hash, survey=survey))


@dataclass(frozen=True, slots=True)
class UnsentJourney:
    """A journey at the closing of its survey."""

    scheme: str
    way_in: str
    mode: str
    state: str
    last_used: int


def unsent_journeys(connection: Connection, survey: str) -> Iterable[UnsentJourney]:
    """Every journey of a survey that was not sent."""
    query = select(
        journeys.c.scheme,
        journeys.c.way_in,
        journeys.c.mode,
        journeys.c.state,
        journeys.c.last_used,
    ).where(journeys.c.survey == survey)
    return [UnsentJourney(*row) for row in connection.execute(query)]


def erase_journeys(connection: Connection, survey: str) -> None:
    """Delete every journey of a survey, and every hash of a spent cookie."""
    connection.execute(delete(journeys).where(journeys.c.survey == survey))
    connection.execute(delete(spent_cookies).where(spent_cookies.c.survey == survey))


def count_presentation(
    connection: Connection, survey: str, scheme: str, settings: dict[str, str]
) -> None:
    """Count how people looked at the survey, apart from what they said."""
    for setting, value in settings.items():
        keys = {"survey": survey, "scheme": scheme, "setting": setting, "value": value}
        count_up(connection, presentation_counts, keys)
