"""The respondent's way: a link, some choices, one question a page, thank you."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("respondent", __name__, url_prefix="/s/<code>")

from surveyapp.web.respondent import (  # noqa: E402
    about,  # noqa: F401
    choices,  # noqa: F401
    ending,  # noqa: F401
    invitations,  # noqa: F401
    looks,  # noqa: F401
    questions,  # noqa: F401
    rests,  # noqa: F401
    start,  # noqa: F401
)
