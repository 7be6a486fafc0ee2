"""The first page behind sign-in."""

from __future__ import annotations

from surveyapp.definitions.catalogue import language_name
from surveyapp.reports.sentences import audience_words
from surveyapp.web.staff.pages import current_site, page
from surveyapp.workflows.overview import overview


def home() -> str:
    """The contracts with their periods, and their surveys with how many forms came back."""
    return page(
        "staff/home.html",
        contracts=overview(current_site()),
        audience_words=audience_words,
        language_name=language_name,
    )
