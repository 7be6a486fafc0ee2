"""Surveys that anyone in adult social care can answer, and verdicts that anyone can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from surveyapp.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application: settings, extensions, blueprints.

    Imported here and not above, so that the pure rooms can be used without the web.
    """
    from surveyapp.web.application import build_application

    return build_application(settings)
