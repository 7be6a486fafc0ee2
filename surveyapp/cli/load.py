"""`surveyapp load`: keyed paper, populations, and taking a file back."""

from __future__ import annotations

import click

from surveyapp.cli.shared_options import current_site, file_content
from surveyapp.workflows import loading


@click.group("load")
def command() -> None:
    """Load files of keyed forms and of populations: all of a file, or nothing."""


@command.command("population")
@click.argument("file")
@click.option("--survey", required=True, help="The survey that the figures are for.")
def population(file: str, *, survey: str) -> None:
    """Set who could have answered, from columns scheme, audience, eligible, asked, …"""
    done = loading.load_population(current_site(), survey, file_content(file))
    click.echo(f"{done.rows} rows set the population of {survey}.")
    if done.others:
        click.echo(f"{done.others} rows were for other audiences.")


@command.command("responses")
@click.argument("file")
@click.option("--survey", required=True, help="The survey that the forms belong to.")
def responses(file: str, *, survey: str) -> None:
    """Add keyed forms, one a row."""
    done = loading.load_responses(current_site(), survey, file_content(file))
    if done.already:
        click.echo(f"This file is loaded already, as {done.key}. Nothing was changed.")
        return
    click.echo(f"{done.rows} responses are loaded as {done.key}.")


@command.command("undo")
@click.argument("load")
def undo(load: str) -> None:
    """Take back every response of the file that was loaded as LOAD."""
    click.echo(f"{loading.undo_load(current_site(), load)} responses are taken back.")


@command.command("list")
@click.option("--survey", required=True, help="The survey whose files to list.")
def show(*, survey: str) -> None:
    """List the files that were loaded into a survey."""
    for key, kind, rows in loading.list_loads(current_site(), survey):
        click.echo(f"{key}\t{kind}\t{rows}")
