"""The counts that the demonstration is made from, validated as they are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from surveyapp.definitions.reading import load_toml, validated
from surveyapp.errors import Fault, FaultsFound

FOLDER = Path(__file__).with_name("contracts")


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
    """Everything that the demonstration holds of one contract."""

    provider: str
    contract: str
    starts: date
    contacts: Contacts
    schemes: list[DemonstrationScheme]
    rounds: list[Round]


def load_figures() -> list[Figures]:
    """The figures of every contract that the demonstration shows, one file each."""
    faults: list[Fault] = []
    found = [
        validated(Figures, load_toml(path, faults), place=path.name, faults=faults)
        for path in sorted(FOLDER.glob("*.toml"))
    ]
    if faults:
        raise FaultsFound(faults)
    return [figures for figures in found if figures]
