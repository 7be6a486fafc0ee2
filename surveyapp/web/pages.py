"""Pages that belong to no survey, and what went wrong."""

from __future__ import annotations

import logging
import traceback
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app, g, render_template
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.definitions.document import Language
from surveyapp.web.languages import preferred, speak
from surveyapp.web.security import is_demonstration

log = logging.getLogger("surveyapp")
ENGLISH_PAGE = Language("en", "English", "ltr")


def add_to(app: Flask) -> None:
    """Add the pages for faults."""
    app.jinja_env.globals["is_demonstration"] = is_demonstration
    app.register_error_handler(HTTPException, told_plainly)
    app.register_error_handler(Exception, our_fault)


def clean_code(typed: str) -> str:
    """A code as people type it: small letters, blanks and hyphens make no difference."""
    return "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalpha())[:16]


def told_plainly(error: HTTPException) -> AnyResponse | tuple[str, int]:
    """A page in plain words for everything that HTTP calls an error."""
    if error.code is not None and error.code < 400:
        return error.get_response()
    code = error.code or 500
    if isinstance(error, NotFound) and g.get("code_not_known"):
        return page_of_no_survey("respondent/front_door.html", wrong_code=True), 404
    return page_of_no_survey("respondent/fault.html", status=code), code


def our_fault(error: Exception) -> tuple[str, int]:
    """Something that we did wrong: logged without anything about the person.

    The lines of the code are enough to find it; the message of an error in the database holds
    the values of the statement, which are somebody's answers.
    """
    lines = "".join(traceback.format_tb(error.__traceback__))
    log.error("A page failed: %s\n%s", type(error).__name__, lines)
    return page_of_no_survey("respondent/fault.html", status=500), 500


def page_of_no_survey(template: str, **facts: object) -> str:
    """A page outside any survey, in the language that the browser asks for."""
    language = language_of_browser()
    speak(current_app, "respondent", language.code)
    return render_template(template, language=language, **facts)


def language_of_browser() -> Language:
    """Of all languages that there are, the one that the browser asks for."""
    return _language(preferred(_languages(current_app.extensions["translations"]), "en"))


@lru_cache(maxsize=4)
def _languages(folder: Path) -> tuple[str, ...]:
    from surveyapp.definitions.catalogue import languages

    return tuple(languages(folder))


@lru_cache(maxsize=64)
def _language(code: str) -> Language:
    from surveyapp.definitions.catalogue import language_direction, language_name

    return Language(code, language_name(code), language_direction(code))
