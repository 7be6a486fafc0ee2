"""The clock: dates are days in Europe/London."""

from __future__ import annotations

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    """The day in London."""
    return datetime.now(LONDON).date()


def now_seconds() -> int:
    """Seconds since 1970, for the last use of a journey."""
    return int(time.time())
