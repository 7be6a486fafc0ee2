"""What a reader asks for: a view, a day, and the agreement's start where it is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

VIEWS = ("contract", "published")


@dataclass(frozen=True)
class Reading:
    """The view decides what is withheld; the census date of each audience's survey decides
    which threshold is in force."""

    view: str = "contract"
    census: Mapping[str, date] = field(default_factory=dict)
    started: date | None = None

    def day(self, audiences: Iterable[str]) -> date:
        """The census date that decides for some audiences: the latest of their surveys; the
        last day there is for a figure that no survey measured."""
        return max(
            (self.census[each] for each in audiences if each in self.census), default=date.max
        )
