"""Wrong codes: where they come from, and the page for one who has typed too many.

The address of a request is looked at here and nowhere else. It is handed on to be counted under
a key that lives an hour, and is neither stored nor logged.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.web.pages import page_of_no_survey
from surveyapp.workflows.guessing import (
    forget_earlier_hours,
    is_refused,
    record_wrong_code,
    seconds_to_the_next_hour,
    this_hour,
)
from surveyapp.workflows.site import Site

WITHOUT_DATABASE = ("/healthz", "/readyz", "/assets/", "/pictures/")
"""Where nothing is asked of the database, which may be away."""


def add_to(app: Flask) -> None:
    """Forget the wrong codes of an hour that is over at the first request after it."""
    app.before_request(_forget_earlier_hours)


def are_refused(site: Site, link_code: str = "") -> bool:
    """Whether codes from where this request comes from aren't looked at."""
    return is_refused(site, link_code, request.remote_addr or "")


def count_wrong_code(site: Site, link_code: str = "") -> None:
    """Count a wrong code of this request."""
    record_wrong_code(site, link_code, request.remote_addr or "")


def too_many() -> AnyResponse:
    """429: that codes aren't looked at for a while; it is the same for right and wrong ones."""
    response = Response(page_of_no_survey("respondent/too_many_codes.html"), status=429)
    response.headers["Retry-After"] = str(seconds_to_the_next_hour())
    return response


def _forget_earlier_hours() -> None:
    """Look once an hour in each process; the answer to every other request costs nothing."""
    hour = this_hour()
    known = current_app.extensions.get("hour of the guesses")
    if known == hour or request.path.startswith(WITHOUT_DATABASE):
        return
    forget_earlier_hours(current_app.extensions["site"])
    current_app.extensions["hour of the guesses"] = hour
