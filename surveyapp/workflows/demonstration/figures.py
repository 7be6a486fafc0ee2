"""The counts that the demonstration is made from, validated as they are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from surveyapp.definitions.reading import load_toml, validated
from surveyapp.errors import FaultsFound

FILE = Path(__file__).with_name("figures.toml")


class Strict(BaseModel):
    """A table in which an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SchemeFigures(Strict):
    """One scheme in one round: who there is, and what they answer."""

    eligible: int
    asked: int
    with_capacity: int | None = None
    online: int = 0
    answers: dict[str, dict[str, int]] = {}

    @property
    def forms(self) -> int:
        """How many forms come back."""
        return max((sum(counts.values()) for counts in self.answers.values()), default=0)


class Round(Strict):
    """One survey of the demonstration."""

    survey: str
    questionnaire: str
    opens: date
    closes: date
    still_open: bool = False
    schemes: dict[str, SchemeFigures]


class DemonstrationScheme(Strict):
    """A scheme with the words of its help page."""

    code: str
    name: str
    who_comes: str
    outside_person: str
    telephone: str


class Contacts(Strict):
    """Who reads own words, and who acts on danger."""

    reader: str
    safeguarding_contact: str


class Figures(Strict):
    """Everything that the demonstration holds."""

    provider: str
    contract: str
    contacts: Contacts
    schemes: list[DemonstrationScheme]
    rounds: list[Round]


def load_figures() -> Figures:
    """The figures of the file beside this module."""
    faults: list = []
    figures = validated(Figures, load_toml(FILE, faults), place=FILE.name, faults=faults)
    if figures is None or faults:
        raise FaultsFound(faults)
    return figures
