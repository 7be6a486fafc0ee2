"""Tablets that many people share: a start page for each scheme, and a fresh visit for each person.

A start page offers every survey that is open in its scheme, but for those of people who answer
in private: staff would be seen at it by the people they work for and with.
"""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.answering.journey import Journey
from surveyapp.definitions.document import Document
from surveyapp.errors import NotKnownError
from surveyapp.storage import tablets
from surveyapp.workflows.answering import (
    Visit,
    begin_or_change,
    find_visit,
    frozen_document,
    stop_and_forget,
    stop_and_keep,
)
from surveyapp.workflows.clock import today
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import free_codes

NEVER_ON_A_TABLET = ("staff", "stakeholders")


@dataclass(frozen=True)
class Offer:
    """A survey that a tablet offers: its poster's code and its frozen document."""

    link_code: str
    document: Document


@dataclass(frozen=True)
class Tablet:
    """The start page of a scheme's tablets."""

    code: str
    scheme: str
    scheme_name: str
    offers: tuple[Offer, ...]


def find_tablet(site: Site, code: str) -> Tablet | None:
    """The start page that a code leads to, with what can be answered today; None for a code
    that leads nowhere."""
    with site.store.reading() as connection:
        found = tablets.find_scheme(connection, code)
        if found is None:
            return None
        scheme, name = found
        open_today = [
            each
            for each in tablets.open_surveys(connection, scheme)
            if each.audience not in NEVER_ON_A_TABLET
            and (today() <= each.closes or each.opened_late)
        ]
    offers = (
        Offer(each.link_code, frozen_document(site.store, each.document)) for each in open_today
    )
    return Tablet(code, scheme, name, tuple(offers))


def tablet_code(site: Site, scheme: str, *, anew: bool = False) -> str:
    """The code of a scheme's tablets, made where there is none yet or where it is wanted anew."""
    with site.store.writing() as connection:
        known = tablets.tablet_codes(connection)
        if scheme not in known:
            raise NotKnownError(f"There is no scheme “{scheme}”.")
        code = known[scheme]
        if code is None or anew:
            (code,) = free_codes(connection, 1)
            tablets.record_tablet_code(connection, scheme, code)
    return code


def tablet_codes(site: Site) -> dict[str, str | None]:
    """The code of each scheme's tablets, None where nobody has asked for one."""
    with site.store.reading() as connection:
        return tablets.tablet_codes(connection)


def begin_on_tablet(site: Site, offer: Offer, cookie: str, *, language: str) -> Visit:
    """A new visit on a shared tablet, in the language that was touched."""
    visit = find_visit(site, offer.link_code, cookie)
    assert visit is not None
    begin_or_change(site, visit, Journey(language=language), way_in="kiosk", mode="self_tablet")
    begun = find_visit(site, offer.link_code, cookie)
    assert begun is not None
    return begun


def leave_tablet(site: Site, visit: Visit) -> None:
    """End the visit of somebody who has left: kept or thrown away, as the settings say."""
    said = any(answer.is_chosen for answer in visit.journey.answers.values())
    if site.settings.tablet_keeps_unsent and visit.journey.consented and said:
        stop_and_keep(site, visit)
    else:
        stop_and_forget(site, visit)
