"""What a reader asks for: a view, a day, and the agreement's start where it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

VIEWS = ("contract", "published")


@dataclass(frozen=True)
class Reading:
    """The view decides what is withheld. The day is the one that something is known at: it tells
    the threshold of what no survey has measured; of what one has, its census date does."""

    view: str = "contract"
    as_of: date = date.max
    started: date | None = None
    """When the agreement began; None where several began on several days."""

    start_is_stated: bool = True
    """Where nobody has stated it, an agreement counts as new: its floors hold, and no rise."""

    def start(self, on: date) -> date | None:
        """The day that a schedule counts from, for a threshold in force `on` a day."""
        return self.started if self.start_is_stated else on
