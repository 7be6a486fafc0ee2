"""What a respondent can do: find the survey, choose, answer, stop, send.

Each function is one transaction. The person is known only by the hash of a cookie; the journey
alone carries a time of last use, and that dies with it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection

from surveyapp.answering.journey import Journey, merged
from surveyapp.definitions.document import Document, read_document
from surveyapp.responses.response import Response, answers_shown, standing
from surveyapp.storage import journeys, ledger, responses, surveys
from surveyapp.storage.engine import Store
from surveyapp.storage.journeys import Place
from surveyapp.workflows.clock import now_seconds, today
from surveyapp.workflows.site import Site

COOKIE_BYTES = 24
LONGEST_IDLE_SECONDS = 24 * 3600
"""A journey that nobody has used for a day has ended; no page was ever timed before."""


@dataclass(frozen=True)
class Visit:
    """One person's place in one survey: where the link leads, and how far they have got."""

    place: Place
    document: Document | None
    journey: Journey
    cookie_hash: str
    has_begun: bool
    is_spent: bool
    is_open: bool
    has_expired: bool = False

    @property
    def open_questions(self) -> bool:
        """Whether own words are asked: only while somebody is named who reads them."""
        return self.place.asks_open_questions


def new_cookie() -> str:
    """A random value that only this device knows."""
    return secrets.token_urlsafe(COOKIE_BYTES)


def hash_of(cookie: str) -> str:
    """What the database keeps of a cookie."""
    return hashlib.sha256(cookie.encode("utf-8")).hexdigest()


def find_visit(site: Site, link_code: str, cookie: str, *, on: date | None = None) -> Visit | None:
    """The visit that a link and a cookie make; None where the code leads nowhere."""
    cookie_hash = hash_of(cookie)
    with site.store.asking() as connection:
        place = journeys.find_place(connection, link_code, cookie_hash=cookie_hash)
    if place is None:
        return None
    idle_since = now_seconds() - LONGEST_IDLE_SECONDS
    # Whoever was given a code to come back with has until the survey closes.
    expired = bool(place.last_used and place.last_used < idle_since and not place.come_back)
    begun = place.journey is not None and not expired
    return Visit(
        place=place,
        document=frozen_document(site.store, place.document) if place.document else None,
        journey=Journey.from_json(place.journey) if begun and place.journey else Journey(),
        cookie_hash=cookie_hash,
        has_begun=begun,
        is_spent=place.spent is not None,
        is_open=_is_open(place, on or today()),
        has_expired=expired,
    )


def begin_or_change(site: Site, visit: Visit, journey: Journey, *, way_in: str, mode: str) -> bool:
    """Store how far the person has got; the answer is durable when this returns.

    What another tab has stored meanwhile stays: only what this page changed is put in. False
    where the journey has ended meanwhile, because it was sent or the survey closed.
    """
    now = now_seconds()
    with site.store.writing() as connection:
        if visit.has_begun and journeys.change_journey(
            connection,
            visit.cookie_hash,
            known=visit.place.journey or "",
            state=journey.to_json(),
            last_used=now,
        ):
            return True
        if visit.has_expired:
            journeys.erase_journey(connection, visit.cookie_hash)
        if not visit.has_begun and journeys.record_journey(
            connection,
            visit.cookie_hash,
            visit.place,
            way_in=way_in,
            mode=mode,
            state=journey.to_json(),
            last_used=now,
        ):
            return True
        there = journeys.find_state(connection, visit.cookie_hash)
        if there is None:
            return False
        both = merged(Journey.from_json(there), before=visit.journey, after=journey)
        return journeys.change_journey(
            connection, visit.cookie_hash, known=there, state=both.to_json(), last_used=now
        )


def send(site: Site, visit: Visit) -> None:
    """Turn the journey into a response and forget the journey; a repeat changes nothing."""
    _finish(site, visit, stopped=False)


def stop_and_keep(site: Site, visit: Visit) -> None:
    """Keep what was said so far as a response; what was not reached stays unanswered."""
    _finish(site, visit, stopped=True)


def stop_and_forget(site: Site, visit: Visit) -> None:
    """Erase what was said so far; only the ledger counts that somebody broke off."""
    with site.store.writing() as connection:
        state = journeys.erase_journey(connection, visit.cookie_hash)
        if state is None:
            return
        if Journey.from_json(state).consented and visit.document:
            ledger.count_break_offs(
                connection,
                visit.place.survey,
                visit.place.scheme,
                visit.document.questionnaire.audience,
            )


@lru_cache(maxsize=64)
def frozen_document(store: Store, sha256: str) -> Document:
    """A frozen document; it never changes, so each process reads it once."""
    with store.reading() as connection:
        return read_document(surveys.load_document(connection, sha256))


def _is_open(place: Place, day: date) -> bool:
    return place.state == "open" and (day <= place.closes or place.opened_late)


def _finish(site: Site, visit: Visit, *, stopped: bool) -> None:
    assert visit.document is not None
    place = visit.place
    with site.store.writing() as connection:
        state = journeys.erase_journey(connection, visit.cookie_hash)
        if state is None:
            return
        journey = Journey.from_json(state)
        _record(connection, visit, journey, stopped=stopped)
        journeys.record_spent_cookie(connection, visit.cookie_hash, place.survey)
        journeys.count_presentation(
            connection, place.survey, place.scheme, _counted_looks(journey)
        )


def _counted_looks(journey: Journey) -> dict[str, str]:
    """What is counted for the survey and never kept on the response."""
    return {**journey.looks, **({"scale_order": journey.order} if journey.order else {})}


def _record(connection: Connection, visit: Visit, journey: Journey, *, stopped: bool) -> None:
    assert visit.document is not None and visit.place.way_in and visit.place.mode
    document = visit.document
    shown = answers_shown(document.questionnaire, journey, open_questions=visit.open_questions)
    if stopped:
        shown = {code: answer for code, answer in shown.items() if code in journey.answers}
    response = Response(
        scheme=visit.place.scheme,
        audience=document.questionnaire.audience,
        way_in=visit.place.way_in,
        mode=visit.place.mode,
        helper=journey.helper or "none",
        language=document.language(journey.language or "").code,
        presentation=journey.presentation,
        capacity=None,
        answers=shown,
    )
    how = standing(response.answers, document.contract_questions)
    if stopped and how == "complete":
        how = "partial"
    responses.record_responses(connection, visit.place.survey, [(response, how)])


def changed(journey: Journey, **choices: object) -> Journey:
    """The journey with some choices made; choosing a helper again asks anew who chooses."""
    if "helper" in choices:
        choices.setdefault("chooser", None)
    return replace(journey, **choices)  # type: ignore[arg-type]
