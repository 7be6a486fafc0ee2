"""`surveyapp user`: who can sign in."""

from __future__ import annotations

import click

from surveyapp.cli.shared_options import current_site
from surveyapp.workflows import accounts


@click.group("user")
def command() -> None:
    """Add people who can sign in."""


@command.command("add")
@click.argument("name")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def add(name: str, *, password: str) -> None:
    """Add an administrator who signs in as NAME."""
    accounts.add_account(current_site(), name, password)
    click.echo(f"{name} can sign in.")
