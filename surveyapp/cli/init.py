"""`surveyapp init`: an empty database, migrated."""

from __future__ import annotations

import click

from surveyapp.cli.shared_options import site_of_command
from surveyapp.workflows.installation import bring_to_this_version, initialise


@click.command("init")
@click.option("--upgrade", is_flag=True, help="Bring a database that has data to this version.")
def command(*, upgrade: bool) -> None:
    """Make an empty database; refuse one that has data."""
    site = site_of_command()
    if upgrade:
        bring_to_this_version(site)
        click.echo("The database is of this version.")
        return
    initialise(site)
    click.echo("The database is ready. Next: surveyapp scheme add, surveyapp user add.")
