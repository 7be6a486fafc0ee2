"""Periods: a calendar year, a financial year, and their halves and quarters."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from surveyapp.errors import NotKnownError

PERIOD = re.compile(r"(?P<year>\d{4})(-(?P<end>\d{2}))?(-(?P<part>H[12]|Q[1-4]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, under the name that people give it."""

    name: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.first <= day <= self.last


def parse_period(name: str) -> Period:
    """The period of a name.

    >>> parse_period("2026-27-Q4")
    Period(name='2026-27-Q4', first=datetime.date(2027, 1, 1), last=datetime.date(2027, 3, 31))
    """
    found = PERIOD.fullmatch(name.strip())
    if not found or not 1900 <= int(found["year"]) <= 9000 or not _ends_next_year(found):
        raise NotKnownError(
            f"“{name}” is no period. Write a year such as 2026, or 2026-27 for April to March, "
            "each also with -H1, -H2, -Q1 to -Q4."
        )
    year, first_month = int(found["year"]), 4 if found["end"] else 1
    part = found["part"] or ""
    length = {"": 12, "H": 6, "Q": 3}[part[:1]]
    offset = (int(part[1]) - 1) * length if part else 0
    return Period(
        name.strip(),
        _month(year, first_month + offset, last_day=False),
        _month(year, first_month + offset + length - 1, last_day=True),
    )


def _ends_next_year(found: re.Match[str]) -> bool:
    return found["end"] is None or int(found["end"]) == (int(found["year"]) + 1) % 100


def _month(year: int, month: int, *, last_day: bool) -> date:
    """The first or last day of a month, counted on into the next year past 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1] if last_day else 1)
