"""What several commands take: the site they work on, dates, and files."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from surveyapp.errors import SetupError
from surveyapp.settings import load_settings
from surveyapp.workflows.site import Site


class Day(click.ParamType):
    """A date written as 2026-03-31."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The date, or a usage error that shows how to write one."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"“{value}” is no date. Write it as 2026-03-31.", param, ctx)


DAY = Day()


def site_of_command() -> Site:
    """The site of the settings, whose connections are given back when the command ends."""
    site = Site(load_settings())
    click.get_current_context().call_on_close(site.store.close)
    return site


def current_site() -> Site:
    """The same, with a database that is there and current."""
    site = site_of_command()
    site.require_schema()
    return site


def file_content(path: str) -> bytes:
    """The bytes of a file, or a fault that names it."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise SetupError(f"{path} can't be read: {error.strerror}.") from error


def codes(text: str) -> list[str]:
    """The codes in a list such as larch-court,rowan-house."""
    return [code.strip() for code in text.split(",") if code.strip()]
