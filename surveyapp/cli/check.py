"""`surveyapp check`: everything that is wrong with the definitions, at once."""

from __future__ import annotations

import click

from surveyapp.cli.shared_options import site_of_command
from surveyapp.workflows.checking import check_definitions


@click.command("check")
def command() -> None:
    """Load every questionnaire, contract and catalogue, and report every fault."""
    for notice in check_definitions(site_of_command()):
        click.echo(notice)
    click.echo("No fault found.")
