"""What the formats for people leave out: indicators that nothing has measured yet."""

from __future__ import annotations

from typing import Any

from surveyapp.kpi.result import NOT_MEASURED


def measured(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results that have figures, or withhold them."""
    return [each for each in results if each["verdict"] != NOT_MEASURED]


def left_out_lines(report: dict[str, Any]) -> list[str]:
    """How many indicators are left out, and where they are told."""
    left_out = len(report["indicators"]) - len(measured(report["indicators"]))
    if not left_out:
        return []
    noun = "indicator is" if left_out == 1 else "indicators are"
    return ["", f"{left_out} more {noun} not yet measured; --format json lists them all."]
