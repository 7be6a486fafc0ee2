"""`surveyapp demo`: a demonstration with several schemes and years, filled and served."""

from __future__ import annotations

from dataclasses import replace

import click

from surveyapp.settings import Settings, load_settings
from surveyapp.web.server import run_server
from surveyapp.workflows import surveys
from surveyapp.workflows.demonstration.controller import CONTROLLER
from surveyapp.workflows.demonstration.filling import accounts_path, database_path, fill
from surveyapp.workflows.installation import bring_to_this_version
from surveyapp.workflows.site import Site
from surveyapp.workflows.tablets import tablet_code


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--rebuild", is_flag=True, help="Fill the demonstration anew first.")
@click.option("--only-fill", is_flag=True, help="Fill it and do not serve.")
def command(*, host: str, port: int, rebuild: bool, only_fill: bool) -> None:
    """Fill a demonstration where there is none yet, serve it, and print what to open."""
    settings = replace(
        load_settings(demonstration=True),
        public_url=f"http://{host}:{port}",
        controller=CONTROLLER,
    )
    if rebuild or not database_path(settings).exists():
        settings.instance.mkdir(parents=True, exist_ok=True)
        fill(settings, _with_bar)
    site = Site(settings)
    bring_to_this_version(site)
    _tell(site, settings)
    if not only_fill:
        run_server(settings, host=host, port=port, workers=2)


def _with_bar(tasks: list) -> object:
    from tqdm import tqdm

    return tqdm(tasks, desc="Filling the demonstration", unit="step", ncols=79)


def _tell(site: Site, settings: Settings) -> None:
    """What to open, and who can sign in."""
    base = settings.public_url
    click.echo("\nA demonstration: every person, scheme and answer in it is made up.\n")
    shared: dict[str, str] = {}
    for survey in surveys.list_surveys(site):
        if survey.state != "open":
            continue
        for scheme, code in list(surveys.survey_links(site, survey.code).items())[:1]:
            click.echo(f"  Answer as one of the {survey.audience} of {scheme}:")
            click.echo(f"      {base}/s/{code}")
            shared.setdefault(scheme, f"{base}/k/{tablet_code(site, scheme)}")
    for scheme, address in shared.items():
        click.echo(f"  Make this device a shared tablet of {scheme}:\n      {address}")
    click.echo("  Read the results, print a poster (sign in first):")
    click.echo(f"      {base}/staff/contracts/extra-care/2026\n")
    click.echo(f"  Accounts, also in {accounts_path(settings).name} in the instance folder:")
    for line in accounts_path(settings).read_text(encoding="utf-8").splitlines():
        name, password = line.split("\t")
        click.echo(f"      name {name}   password {password}")
    click.echo(f"\nServing on {base}. Stop with Ctrl+C.")
