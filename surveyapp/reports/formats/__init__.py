"""The formats of a results report: one file a format, one row here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from surveyapp.reports.formats import csv, json, table, words

FORMATS: dict[str, Callable[[dict[str, Any]], str]] = {
    "table": table.write,
    "json": json.write,
    "csv": csv.write,
    "words": words.write,
}
