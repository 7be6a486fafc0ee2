"""Personal codes: making them, giving one up for another, and beginning with one.

A code is exchanged once for a journey, before the first question. The two are written in one
transaction and nothing joins them: the journey is known by the hash of a random cookie alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from surveyapp.answering.journey import Journey
from surveyapp.errors import Fault, FaultsFound, NotKnownError, NotNowError
from surveyapp.storage import invitations, journeys, surveys
from surveyapp.storage.invitations import Invitation
from surveyapp.workflows.answering import Visit
from surveyapp.workflows.clock import now_seconds
from surveyapp.workflows.schemes import require_schemes
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import free_codes, require_survey

MOST_AT_ONCE = 500
STATES_TO_INVITE = ("draft", "open")


@dataclass(frozen=True, slots=True)
class InvitationCounts:
    """How many codes a scheme has: nobody has begun with it yet, somebody has, nobody can."""

    scheme: str
    issued: int = 0
    used: int = 0
    withdrawn: int = 0


def invite(site: Site, survey: str, scheme: str, *, number: int) -> list[str]:
    """Make so many new codes for a scheme of a survey that isn't over, and give them."""
    if not 1 <= number <= MOST_AT_ONCE:
        raise FaultsFound(
            [Fault("number", f"{number} is not possible.", f"Choose 1 to {MOST_AT_ONCE}.")]
        )
    with _inviting(site, survey) as connection:
        require_schemes([scheme], list(surveys.link_codes(connection, survey)))
        return _record_new(connection, survey, scheme, number)


def withdraw(site: Site, survey: str, code: str) -> None:
    """Let nobody begin with a code that nobody has used."""
    with _inviting(site, survey) as connection:
        _withdraw(connection, survey, code)


def replace_code(site: Site, survey: str, code: str) -> str:
    """Withdraw a code that nobody has used, and give a new one in its place."""
    with _inviting(site, survey) as connection:
        scheme = _withdraw(connection, survey, code)
        (new,) = _record_new(connection, survey, scheme, 1)
        return new


def list_unused(site: Site, survey: str, scheme: str) -> list[str]:
    """The codes of a scheme that can still be handed out and printed."""
    with site.store.reading() as connection:
        require_survey(connection, survey)
        require_schemes([scheme], list(surveys.link_codes(connection, survey)))
        return invitations.unused_codes(connection, survey, scheme)


def count_by_scheme(site: Site, survey: str) -> list[InvitationCounts]:
    """How many codes each scheme of a survey has, those with none too."""
    with site.store.reading() as connection:
        require_survey(connection, survey)
        found: dict[str, dict[str, int]] = {
            scheme: {} for scheme in surveys.link_codes(connection, survey)
        }
        for scheme, state, count in invitations.count_invitations(connection, survey):
            found[scheme][state] = count
    return [InvitationCounts(scheme, **counts) for scheme, counts in found.items()]


def find_invitation(site: Site, code: str) -> Invitation | None:
    """The invitation of a code; None for one that is unknown, or withdrawn."""
    with site.store.reading() as connection:
        found = invitations.find_invitation(connection, code)
    return found if found and found.state != "withdrawn" else None


def begin_by_code(site: Site, visit: Visit, code: str, *, mode: str) -> bool:
    """Use a code up, and begin the journey of this visit, in one transaction.

    False, and nothing is changed, where somebody else has used it, where this device has begun
    already, or where the survey has closed meanwhile.
    """
    assert visit.document is not None
    languages = visit.document.languages
    journey = Journey(language=languages[0].code if len(languages) == 1 else None)
    with site.store.writing() as connection:
        if not invitations.survey_takes_answers(connection, visit.place.survey):
            return False
        if invitations.find_state(connection, code) != "issued":
            return False
        if visit.has_expired:
            journeys.erase_journey(connection, visit.cookie_hash)
        if not journeys.record_journey(
            connection,
            visit.cookie_hash,
            visit.place,
            way_in="code",
            mode=mode,
            state=journey.to_json(),
            last_used=now_seconds(),
        ):
            return False
        invitations.change_state(connection, code, "used")
    return True


@contextmanager
def _inviting(site: Site, survey: str) -> Iterator[Connection]:
    """A transaction in which the codes of a survey may be changed: until it closes."""
    with site.store.writing() as connection:
        state = require_survey(connection, survey).state
        if state not in STATES_TO_INVITE:
            raise NotNowError(f"“{survey}” is {state}; its codes can't be changed any more.")
        yield connection


def _record_new(connection: Connection, survey: str, scheme: str, number: int) -> list[str]:
    codes = sorted(free_codes(connection, number))
    invitations.record_invitations(connection, survey, scheme, codes)
    return codes


def _withdraw(connection: Connection, survey: str, code: str) -> str:
    """Withdraw an unused code of a survey, and give its scheme."""
    found = invitations.find_invitation(connection, code)
    if found is None or found.survey != survey:
        raise NotKnownError(f"“{code}” is no code of “{survey}”.")
    state = invitations.find_state(connection, code)
    if state == "used":
        raise NotNowError(
            f"Somebody has begun with “{code}”, and a code counts once. Make one more instead."
        )
    if state == "withdrawn":
        raise NotNowError(f"“{code}” is withdrawn already.")
    invitations.change_state(connection, code, "withdrawn")
    return found.scheme
