"""Coming back to a journey with a code: shown once, good once, known only by its hash.

The code belongs to the journey and not to an invitation, so that nothing ties it to a person.
Whoever uses it takes the journey along to their device; the device before has it no longer.
"""

from __future__ import annotations

from surveyapp.storage import journeys
from surveyapp.workflows.answering import Visit, find_visit, hash_of
from surveyapp.workflows.clock import now_seconds
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import new_link_code


def give_code(site: Site, visit: Visit) -> str:
    """A new code for this journey; one that was given before leads nowhere from now on."""
    code = new_link_code()
    with site.store.writing() as connection:
        journeys.record_come_back(connection, visit.cookie_hash, hash_of(code))
    return code


def find_way_back(site: Site, typed: str) -> str | None:
    """The poster code of the survey that a code to come back belongs to, or None."""
    with site.store.reading() as connection:
        return journeys.find_come_back(connection, hash_of(typed))


def leads_back(site: Site, visit: Visit, code: str) -> bool:
    """Whether a code belongs to a journey in the survey of this visit."""
    return find_way_back(site, code) == visit.place.link_code


def come_back(site: Site, visit: Visit, code: str, cookie: str) -> Visit | None:
    """Give the journey to the device with this cookie; None where the code leads nowhere."""
    with site.store.writing() as connection:
        moved = journeys.move_journey(
            connection,
            hash_of(code),
            survey=visit.place.survey,
            scheme=visit.place.scheme,
            cookie_hash=hash_of(cookie),
            last_used=now_seconds(),
        )
    return find_visit(site, visit.place.link_code, cookie) if moved else None
