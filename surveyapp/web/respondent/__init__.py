"""The respondent's way: a link, some choices, one question a page, thank you."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("respondent", __name__, url_prefix="/s/<code>")

from surveyapp.web.respondent import choices, ending, questions, start  # noqa: E402, F401
