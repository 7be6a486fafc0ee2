"""What a reader asks for: a view, a day, and the agreement's start where it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

VIEWS = ("contract", "published")


@dataclass(frozen=True, slots=True)
class Reading:
    """The view decides what is withheld, the day which threshold is in force."""

    view: str = "contract"
    on: date = date.max
    started: date | None = None
