"""What goes wrong behind sign-in, told in staff's own dress."""

from __future__ import annotations

import logging

from flask import Blueprint, abort, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.errors import FaultsFound, NotKnownError, NotNowError, SurveyAppError
from surveyapp.web.staff import blueprint
from surveyapp.web.staff.pages import page

log = logging.getLogger("surveyapp")

HEADINGS = {
    400: "That did not work",
    404: "There is no such page",
    409: "That is not possible now",
    413: "That is too much for one page",
}
STATUSES: dict[type[SurveyAppError], int] = {NotKnownError: 404, NotNowError: 409}


def add_to(part: Blueprint) -> None:
    """Tell every fault on a plain page."""
    part.register_error_handler(CSRFError, form_too_old)
    part.register_error_handler(HTTPException, told_plainly)
    part.register_error_handler(SurveyAppError, told_in_its_words)
    part.register_error_handler(Exception, our_fault)


@blueprint.get("/<path:anything>")
def nowhere(anything: str) -> AnyResponse:
    """404 for every address that is no page, and the same way to sign in for a stranger."""
    abort(404)


def told_plainly(error: HTTPException) -> AnyResponse | tuple[str, int]:
    """A page for everything that HTTP calls an error."""
    if error.code is not None and error.code < 400:
        return error.get_response()
    return _fault_page(error.code or 500, ())


def form_too_old(error: CSRFError) -> AnyResponse | tuple[str, int]:
    """400: a form that stood open until its session was over; its page has to be loaded anew."""
    line = "This page was open for too long. Open it again, then send the form."
    return _fault_page(400, (line,), again=request.path)


def told_in_its_words(error: SurveyAppError) -> tuple[str, int]:
    """404 for what is not known, 409 for what is not possible now, 500 for a faulty file."""
    status = STATUSES.get(type(error), 500)
    lines = error.faults if isinstance(error, FaultsFound) else (error,)
    if status == 500:
        log.error("A staff page failed: %s", error)
    return _fault_page(status, tuple(str(line) for line in lines))


def our_fault(error: Exception) -> tuple[str, int]:
    """500: something that we did wrong, logged."""
    log.error("A staff page failed: %s", type(error).__name__, exc_info=error)
    return _fault_page(500, ())


def _fault_page(
    status: int, lines: tuple[str, ...], *, again: str | None = None
) -> tuple[str, int]:
    heading = HEADINGS.get(status, HEADINGS[400] if status < 500 else "Something went wrong here")
    return page(
        "staff/fault.html", heading=heading, status=status, lines=lines, again=again
    ), status
