"""The command `surveyapp`: one subcommand a file, each told in plain words.

Exit codes: 0 well, 1 a fault in what was given, 2 wrong usage. No person sees a traceback for a
fault that they can mend.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click
from sqlalchemy.exc import OperationalError

from surveyapp.errors import FaultsFound, SurveyAppError

COMMANDS = {
    "init": "surveyapp.cli.init",
    "scheme": "surveyapp.cli.scheme",
    "survey": "surveyapp.cli.survey",
    "load": "surveyapp.cli.load",
    "results": "surveyapp.cli.results",
    "check": "surveyapp.cli.check",
    "audio": "surveyapp.cli.audio",
    "user": "surveyapp.cli.user",
    "serve": "surveyapp.cli.serve",
    "demo": "surveyapp.cli.demo",
}


class Commands(click.Group):
    """The subcommands, each imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run, and tell a fault in its own words with exit code 1."""
        try:
            return super().invoke(ctx)
        except FaultsFound as error:
            for fault in error.faults:
                click.echo(str(fault), err=True)
            noun = "fault" if len(error.faults) == 1 else "faults"
            click.echo(f"{len(error.faults)} {noun}; nothing was changed.", err=True)
        except SurveyAppError as error:
            click.echo(str(error), err=True)
        except OperationalError as error:
            click.echo(f"The database did not answer: {error.orig}. Try again.", err=True)
        sys.exit(1)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="surveyapp")
def main() -> None:
    """Surveys for adult social care, and contract verdicts that can be checked."""
