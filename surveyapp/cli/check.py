"""`surveyapp check`: everything that is wrong with the definitions, at once."""

from __future__ import annotations

import json

import click

from surveyapp.cli.shared_options import site_of_command
from surveyapp.workflows.checking import check_definitions, file_schemas


@click.command("check")
@click.option(
    "--schema",
    type=click.Choice(["contract", "questionnaire", "questions", "scales"]),
    help="Print the JSON Schema of a kind of file, for an editor, and check nothing.",
)
def command(*, schema: str | None) -> None:
    """Load every questionnaire, contract and catalogue, and report every fault."""
    if schema:
        click.echo(json.dumps(file_schemas()[schema], indent=2))
        return
    for notice in check_definitions(site_of_command()):
        click.echo(notice)
    click.echo("No fault found.")
