"""`surveyapp init`: an empty database, migrated."""

from __future__ import annotations

import click

from surveyapp.settings import load_settings
from surveyapp.workflows.installation import bring_to_this_version, initialise
from surveyapp.workflows.site import Site


@click.command("init")
@click.option("--upgrade", is_flag=True, help="Bring a database that has data to this version.")
def command(*, upgrade: bool) -> None:
    """Make an empty database; refuse one that has data."""
    site = Site(load_settings())
    if upgrade:
        bring_to_this_version(site)
        click.echo("The database is of this version.")
        return
    initialise(site)
    click.echo("The database is ready. Next: surveyapp scheme add, surveyapp user add.")
