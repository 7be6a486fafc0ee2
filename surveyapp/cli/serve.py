"""`surveyapp serve`: the production web server."""

from __future__ import annotations

import click

from surveyapp.cli.shared_options import current_site
from surveyapp.definitions.pictures import pictures_in_force
from surveyapp.settings import load_settings
from surveyapp.web.server import run_server


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Processes; one a core is right.")
def command(*, host: str, port: int, workers: int) -> None:
    """Serve the pages until it is stopped."""
    site = current_site()
    site.store.close()
    # A fault of the symbol set is told here, in words, rather than by each worker.
    pictures_in_force(site.settings.questionnaires / "pictures", site.settings.symbols)
    if site.settings.is_reachable:
        for fault in site.settings.controller.missing_words():
            click.echo(f"Warning: setting {fault}", err=True)
    click.echo(f"Serving on http://{host}:{port} (respondents: {site.settings.public_url}).")
    run_server(load_settings(), host=host, port=port, workers=workers)
