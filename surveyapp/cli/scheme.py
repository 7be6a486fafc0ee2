"""`surveyapp scheme`: the places that surveys are held in."""

from __future__ import annotations

from datetime import date

import click

from surveyapp.cli.shared_options import DAY, current_site
from surveyapp.workflows import schemes
from surveyapp.workflows.tablets import tablet_code


@click.group("scheme")
def command() -> None:
    """Add schemes and set what their help pages say."""


@command.command("add")
@click.argument("code")
@click.option("--name", required=True, help="The name that people know, such as “Larch Court”.")
@click.option("--provider", required=True, help="The organisation that runs it.")
@click.option("--contract", required=True, help="The contract that it belongs to.")
@click.option("--starts", type=DAY, help="When the agreement with the provider began.")
@click.option("--who-comes", default="", help="Who comes when somebody asks for help.")
@click.option("--outside-person", default="", help="Somebody outside the provider to talk to.")
@click.option("--telephone", default="", help="A number to call.")
def add(
    code: str,
    *,
    name: str,
    provider: str,
    contract: str,
    starts: date | None,
    who_comes: str,
    outside_person: str,
    telephone: str,
) -> None:
    """Add a scheme under CODE, such as larch-court."""
    schemes.add_scheme(
        current_site(),
        code,
        name=name,
        provider=provider,
        contract=contract,
        starts=starts,
        who_comes=who_comes,
        outside_person=outside_person,
        telephone=telephone,
    )
    click.echo(f"{name} is added as {code}.")


@command.command("help")
@click.argument("code")
@click.option("--who-comes", required=True, help="Who comes when somebody asks for help.")
@click.option("--outside-person", required=True, help="Somebody outside the provider.")
@click.option("--telephone", required=True, help="A number to call.")
def set_help(code: str, *, who_comes: str, outside_person: str, telephone: str) -> None:
    """Set the words that the help page of scheme CODE shows."""
    schemes.set_help(
        current_site(),
        code,
        who_comes=who_comes,
        outside_person=outside_person,
        telephone=telephone,
    )
    click.echo(f"The help page of {code} says so from now on.")


@command.command("tablet")
@click.argument("code")
@click.option("--anew", is_flag=True, help="Replace the address by a new one.")
def tablet(code: str, *, anew: bool) -> None:
    """Print the address to open on the shared tablets of scheme CODE."""
    site = current_site()
    click.echo(f"{site.settings.public_url}/k/{tablet_code(site, code, anew=anew)}")


@command.command("list")
def show() -> None:
    """List every scheme with its provider and contract."""
    for scheme in schemes.list_schemes(current_site()):
        click.echo(f"{scheme.code}\t{scheme.name}\t{scheme.provider}\t{scheme.contract}")
