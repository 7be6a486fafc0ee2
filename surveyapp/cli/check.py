"""`surveyapp check`: everything that is wrong with the definitions, at once."""

from __future__ import annotations

import click

from surveyapp.settings import load_settings
from surveyapp.workflows.checking import check_definitions
from surveyapp.workflows.site import Site


@click.command("check")
def command() -> None:
    """Load every questionnaire, contract and catalogue, and report every fault."""
    for notice in check_definitions(Site(load_settings())):
        click.echo(notice)
    click.echo("No fault found.")
