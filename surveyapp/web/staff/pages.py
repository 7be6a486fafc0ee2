"""What every staff page is made with."""

from __future__ import annotations

from datetime import date

from flask import current_app, render_template
from flask_login import current_user

from surveyapp.web.pages import ENGLISH_PAGE
from surveyapp.workflows.site import Site


def page(template: str, **facts: object) -> str:
    """A staff page, with who is signed in for its top bar."""
    return render_template(
        template,
        language=ENGLISH_PAGE,
        person=current_user.name if current_user.is_authenticated else None,
        day=day,
        **facts,
    )


def day(when: date) -> str:
    """A day as people write it.

    >>> day(date(2026, 3, 1))
    '1 March 2026'
    """
    return f"{when.day} {when:%B %Y}"


def current_site() -> Site:
    """The site that this application serves."""
    site = current_app.extensions["site"]
    assert isinstance(site, Site)
    return site
