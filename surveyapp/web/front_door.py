"""The front door: one field in which every code can be typed, whatever it was printed on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.web import guesses
from surveyapp.web.pages import clean_code, page_of_no_survey
from surveyapp.workflows.coming_back import find_way_back
from surveyapp.workflows.invitations import find_invitation
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import LINK_LENGTH, is_link
from surveyapp.workflows.tablets import find_tablet


@dataclass(frozen=True)
class Finder:
    """One kind of code: where a code of this kind leads, and whether guessing it is limited."""

    find: Callable[[Site, str], str | None]
    is_secret: bool = True


def add_to(app: Flask) -> None:
    """Add the front door."""
    app.add_url_rule("/", "front_door", front_door)


def front_door() -> AnyResponse | str | tuple[str, int]:
    """Where a code is typed; a code leads on to its page, 404 for one that leads nowhere and
    429 for one of too many such."""
    typed = request.args.get("code", "").strip()
    if not typed:
        return page_of_no_survey("respondent/front_door.html", wrong_code=False)
    site, code = current_app.extensions["site"], clean_code(typed)
    refused = guesses.are_refused(site)
    address = find_code(site, code, secrets=not refused)
    if address:
        return redirect(address, 303)
    if refused:
        return guesses.too_many()
    if len(code) == LINK_LENGTH:
        guesses.count_wrong_code(site)
    return page_of_no_survey("respondent/front_door.html", wrong_code=True), 404


def find_code(site: Site, typed: str, *, secrets: bool = True) -> str | None:
    """The address that a code leads to, or None. Without `secrets`, only codes that hang on a
    wall for everyone are looked at."""
    for finder in FINDERS.values():
        if (secrets or not finder.is_secret) and len(typed) == LINK_LENGTH:
            address = finder.find(site, typed)
            if address:
                return address
    return None


def _poster(site: Site, code: str) -> str | None:
    return url_for("respondent.start", code=code) if is_link(site, code) else None


def _invitation(site: Site, code: str) -> str | None:
    found = find_invitation(site, code)
    if found is None:
        return None
    return url_for("respondent.invitation", code=found.link_code, typed=found.code)


def _tablet(site: Site, code: str) -> str | None:
    return url_for("tablet.start", code=code) if find_tablet(site, code) else None


def _way_back(site: Site, code: str) -> str | None:
    link_code = find_way_back(site, code)
    if link_code is None:
        return None
    return url_for("respondent.back_again", code=link_code, come_back_code=code)


FINDERS: dict[str, Finder] = {
    "poster": Finder(_poster, is_secret=False),
    "invitation": Finder(_invitation),
    "tablet": Finder(_tablet),
    "way back": Finder(_way_back),
}
"""Every kind of code; no code is of two kinds."""
