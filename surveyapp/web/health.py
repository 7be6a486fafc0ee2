"""Whether the process lives, and whether it can work."""

from __future__ import annotations

from flask import Flask, current_app

from surveyapp.errors import SetupError


def add_to(app: Flask) -> None:
    """Add `/healthz` and `/readyz`."""
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)


def healthz() -> str:
    """The process lives."""
    return "ok\n"


def readyz() -> tuple[str, int]:
    """The database answers and its migrations are current; 503 with the reason otherwise."""
    try:
        current_app.extensions["site"].require_schema()
    except SetupError as error:
        return f"{error}\n", 503
    return "ok\n", 200
