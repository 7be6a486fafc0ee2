"""A site with schemes, and surveys that a test opens, answers and closes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import func, insert, select

from surveyapp.answering.journey import Journey
from surveyapp.definitions.answers import Answer
from surveyapp.errors import FaultsFound
from surveyapp.storage import tables
from surveyapp.workflows import loading, schemes, surveys
from surveyapp.workflows.site import Site
from tests.conftest import Clock

LARCH, ROWAN = "larch-court", "rowan-house"
OPENS, CLOSES = date(2026, 3, 1), date(2026, 3, 31)
POPULATION = f"scheme,audience,eligible\n{LARCH},residents,40\n{ROWAN},residents,58\n"
HEADER = "scheme,mode,language,presentation,helper,capacity,feel_safe"


def forms(*rows: str) -> bytes:
    """A keyed file of residents: `forms("larch-court yes", "rowan-house")`, one form a row."""
    lines = []
    for row in rows:
        scheme, _, feel_safe = row.partition(" ")
        lines.append(f"{scheme},paper,en,standard,none,,{feel_safe}")
    return "\n".join([HEADER, *lines, ""]).encode()


@dataclass(frozen=True)
class Coordinator:
    """Somebody who holds surveys on a site, by the same workflows as the pages."""

    site: Site

    def add_scheme(self, code: str, provider: str = "Example Care", **how) -> None:
        """Add a scheme to the extra-care contract."""
        schemes.add_scheme(
            self.site, code, name=code.title(), provider=provider, contract="extra-care", **how
        )

    def create(self, code: str = "residents-2026", **how) -> str:
        """Make a draft of a survey of residents, changed by what is stated."""
        usual = {
            "questionnaire": "residents",
            "contract": "extra-care",
            "schemes": [LARCH, ROWAN],
            "opens": OPENS,
            "closes": CLOSES,
            "languages": ["en"],
        }
        surveys.create_survey(self.site, code, **{**usual, **how})
        return code

    def open(self, code: str = "residents-2026", **how) -> str:
        """Make a draft and open it."""
        self.create(code, **how)
        surveys.open_survey(self.site, code)
        return code

    def load(self, survey: str, *rows: str) -> loading.Loaded:
        """Load keyed forms."""
        return loading.load_responses(self.site, survey, forms(*rows))

    def populate(self, survey: str, content: str = POPULATION) -> loading.Loaded:
        """Load the population."""
        return loading.load_population(self.site, survey, content.encode())

    def count(self, table: str, **values: object) -> int:
        """How many rows of a table hold these values."""
        columns = tables.metadata.tables[table]
        query = select(func.count()).select_from(columns)
        for name, value in values.items():
            query = query.where(columns.c[name] == value)
        with self.site.store.reading() as connection:
            return connection.execute(query).scalar_one()

    def begin(
        self,
        survey: str,
        *,
        scheme: str = LARCH,
        last_used: int,
        consented: bool = True,
        **said: str,
    ) -> None:
        """Begin a journey on a screen, as somebody who has answered so far what is stated."""
        answers = {
            code: Answer(words=words) if code == "one_change" else Answer((words,))
            for code, words in said.items()
        }
        journey = Journey(
            language="en", words="easy", helper="family", consented=consented, answers=answers
        )
        with self.site.store.writing() as connection:
            number = connection.execute(
                select(func.count()).select_from(tables.journeys)
            ).scalar_one()
            connection.execute(
                insert(tables.journeys).values(
                    cookie_hash=hashlib.sha256(f"{survey} {number}".encode()).hexdigest(),
                    survey=survey,
                    scheme=scheme,
                    way_in="open",
                    mode="self_tablet",
                    state=journey.to_json(),
                    last_used=last_used,
                )
            )


@pytest.fixture
def coordinator(site: Site, clock: Clock) -> Coordinator:
    """A coordinator with two schemes, Larch Court and Rowan House, on the first of March."""
    coordinator = Coordinator(site)
    coordinator.add_scheme(LARCH)
    coordinator.add_scheme(ROWAN)
    return coordinator


@pytest.fixture
def survey(coordinator: Coordinator) -> str:
    """The code of an open survey of residents in both schemes, its population loaded."""
    code = coordinator.open()
    coordinator.populate(code)
    return code


@pytest.fixture
def faults() -> Callable[..., list[str]]:
    """Gives the faults of a call, as they are told."""

    def told(call, *given, **how) -> list[str]:
        with pytest.raises(FaultsFound) as found:
            call(*given, **how)
        return [str(fault) for fault in found.value.faults]

    return told
