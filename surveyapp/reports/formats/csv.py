"""CSV: a row an indicator, and a row for each of its parts; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

COLUMNS = (
    "contract", "period", "view", "ref", "part", "title", "numerator", "denominator", "percent",
    "weighted_percent", "low", "high", "low_count", "high_count", "population", "asked",
    "returned", "response_rate", "threshold", "direction", "verdict", "evidence", "default",
    "default_class", "withheld",
)  # fmt: skip
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write(report: dict[str, Any]) -> str:
    """The report as CSV with a header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows(report):
        writer.writerow({name: safe_cell(row[name]) for name in COLUMNS})
    return text.getvalue()


def rows(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One mapping for each indicator, question and part, in the order of the contract."""
    for result in (*report["indicators"], *report["questions"]):
        yield _row(report, result, part="")
        for part in result["parts"]:
            yield _row(report, part, part=part["title"])
    for provider in report.get("providers", ()):
        for result in provider["indicators"]:
            yield _row(report, result, part=provider["provider"])


def safe_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; nothing stays empty."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return "'" + value
    return "" if value is None else value


def _row(report: dict[str, Any], result: dict[str, Any], *, part: str) -> dict[str, Any]:
    interval = result["interval"] or {}
    (direction, threshold) = next(iter((result["threshold"] or {"": None}).items()))
    return {
        **{name: result.get(name) for name in COLUMNS},
        **{name: interval.get(name) for name in ("low", "high", "low_count", "high_count")},
        "contract": report["contract"],
        "period": report["period"],
        "view": report["view"],
        "part": part,
        "threshold": threshold,
        "direction": direction,
    }
