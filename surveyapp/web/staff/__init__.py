"""Pages behind sign-in."""

from __future__ import annotations

from flask import Flask


def add_staff(app: Flask) -> None:
    """Add the pages that people sign in to."""
