"""The command line as somebody types it, and the surveys of issue after issue held with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli import main
from tests.conftest import DATA, DATABASES, Clock, FreshDatabase, clock_that_stands

SCHEMES = {
    "larch-court": "Larch Court",
    "rowan-house": "Rowan House",
    "beech-gardens": "Beech Gardens",
}


@dataclass(frozen=True)
class Command:
    """`surveyapp` on one database; what no person should see, a traceback, fails the test."""

    environ: dict[str, str]
    clock: Clock

    def __call__(self, *words: str) -> Result:
        """Run it, whatever comes of it."""
        return CliRunner().invoke(main, words, env=self.environ, catch_exceptions=False)

    def well(self, *words: str) -> str:
        """Run it, and give what it prints; anything but success fails the test."""
        result = self(*words)
        assert result.exit_code == 0, f"surveyapp {' '.join(words)}\n{result.output}"
        return result.stdout

    def results(self, *words: str) -> dict[str, Any]:
        """The results of the extra-care contract as JSON."""
        return json.loads(self.well("results", "extra-care", *words, "--format", "json"))

    def add_schemes(self, **providers: str) -> None:
        """The three schemes of the keyed files; all run by Example Care, but for those named."""
        for code, name in SCHEMES.items():
            provider = providers.get(code.replace("-", "_"), "Example Care")
            self.well(
                *("scheme", "add", code, "--name", name),
                *("--provider", provider, "--contract", "extra-care"),
            )

    def hold(
        self,
        questionnaire: str,
        forms: Path,
        population: Path = DATA / "extra-care-2026-population.csv",
        *,
        code: str = "",
        opens: date = date(2026, 3, 1),
        closes: date = date(2026, 3, 31),
    ) -> None:
        """Hold one survey in every scheme: created, opened, loaded and closed on its last day."""
        survey = code or f"{questionnaire}-{closes.year}"
        self.clock.set(opens)
        self.well(
            *("survey", "create", survey, "--questionnaire", questionnaire),
            *("--contract", "extra-care", "--schemes", ",".join(SCHEMES)),
            *("--opens", str(opens), "--closes", str(closes), "--languages", "en"),
        )
        self.well("survey", "open", survey)
        self.well("load", "population", str(population), "--survey", survey)
        self.well("load", "responses", str(forms), "--survey", survey)
        self.clock.set(closes)
        self.well("survey", "close", survey)

    def hold_extra_care(self) -> None:
        """Hold the three surveys of the extra-care contract on the shared files."""
        for questionnaire in ("residents", "families", "staff"):
            self.hold(questionnaire, DATA / f"extra-care-2026-{questionnaire}.csv")


@pytest.fixture
def command(database_url: str, tmp_path: Path, clock: Clock) -> Command:
    """The command line on a migrated, empty database, on the first of March 2026."""
    return Command(_environ(database_url, tmp_path), clock)


@pytest.fixture(scope="module", params=DATABASES)
def extra_care(
    request: pytest.FixtureRequest,
    fresh_database: FreshDatabase,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Command]:
    """The command line after the extra-care surveys of 2026 closed; for tests that only read."""
    folder = tmp_path_factory.mktemp("extra-care")
    with fresh_database(request.param) as address, clock_that_stands() as clock:
        command = Command(_environ(address, folder), clock)
        command.add_schemes()
        command.hold_extra_care()
        yield command


def _environ(address: str, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": address,
        "INSTANCE_PATH": str(folder / "instance"),
        "PUBLIC_URL": "https://answers.example.org",
    }
