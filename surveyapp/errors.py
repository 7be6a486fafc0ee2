"""Everything that can go wrong in words that a person can act on.

SurveyAppError
├── FaultsFound          a file or a form holds faults; each says where, what and the remedy
├── NotKnownError        a code names nothing that exists
├── NotNowError          the thing exists, but its state does not allow this
└── SetupError           the machine or a setting has to be mended first
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where it stands, what it is, and what would be right."""

    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}" + (f" {self.remedy}" if self.remedy else "")


class SurveyAppError(Exception):
    """A fault that is told to the person in its own words, never as a traceback."""


class FaultsFound(SurveyAppError):
    """All the faults of a file or a form, reported at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class NotKnownError(SurveyAppError):
    """A code that names nothing; the message lists what there is."""


class NotNowError(SurveyAppError):
    """An act that the present state of a survey does not allow."""


class SetupError(SurveyAppError):
    """A setting or a file of the machine that has to be mended first."""
