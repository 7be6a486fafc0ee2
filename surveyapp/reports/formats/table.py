"""A table for the terminal: the two verdicts of each indicator, with every base."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from surveyapp.reports.formats.unmeasured import left_out_lines, measured
from surveyapp.reports.numbers import percent_text, threshold_text

HEADINGS = (
    "Ref", "Indicator", "Result", "Everyone", "Contract", "Verdict", "Evidence", "Returned",
)  # fmt: skip
WIDEST = 44


def write(report: dict[str, Any]) -> str:
    """The report as lines of aligned columns."""
    lines = [f"{report['contract']}, {report['period']} (as of {report['as_of']})", ""]
    table = [HEADINGS, *(_row(result) for result in _results(report))]
    widths = [max(len(row[place]) for row in table) for place in range(len(HEADINGS))]
    for number, row in enumerate(table):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join(cells).rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in widths))
    return "\n".join([*lines, *left_out_lines(report)]) + "\n"


def _results(report: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    questions = [{**question, "ref": ""} for question in report["questions"]]
    for result in (*measured(report["indicators"]), *questions):
        found.append(result)
        found.extend(
            {**part, "ref": "", "title": f"  {part['title']}"} for part in result["parts"]
        )
    for provider in report.get("providers", ()):
        found.extend(
            {**result, "title": f"  {provider['provider']}"}
            for result in measured(provider["indicators"])
        )
    return found


def _row(result: dict[str, Any]) -> tuple[str, ...]:
    verdict = result["verdict"]
    if result["default"]:
        verdict += f" ({result['default']} default)"
    return (
        result["ref"],
        _shortened(result["title"]),
        _observed(result),
        _everyone(result),
        threshold_text(result["threshold"]),
        verdict,
        result["evidence"] or "",
        _returned(result),
    )


def _observed(result: dict[str, Any]) -> str:
    if result["withheld"]:
        return "[c]"
    if result["numerator"] is None:
        return f"{result['denominator']} answered" if result["denominator"] else "–"
    if not result["denominator"]:
        return f"{result['numerator']}, base not known"
    share = percent_text(
        Fraction(result["numerator"], result["denominator"]), threshold=_threshold(result)
    )
    return f"{result['numerator']} of {result['denominator']} = {share}"


def _everyone(result: dict[str, Any]) -> str:
    interval = result["interval"]
    if not interval:
        return ""
    if interval["low_count"] is None:
        low, high = (
            percent_text(Fraction(interval[end]) / 100, threshold=_threshold(result))
            for end in ("low", "high")
        )
        return f"{low.removesuffix(' %')} to {high}"
    return f"{interval['low_count']} to {interval['high_count']} of {result['population']}"


def _threshold(result: dict[str, Any]) -> Fraction | None:
    percent = next(iter((result["threshold"] or {}).values()), None)
    return None if percent is None else Fraction(str(percent)) / 100


def _returned(result: dict[str, Any]) -> str:
    if result["returned"] is None or not result["population"]:
        return ""
    rate = result["response_rate"]
    return f"{result['returned']}" + (f" ({rate:.0f} %)" if rate is not None else "")


def _shortened(title: str) -> str:
    return title if len(title) <= WIDEST else title[: WIDEST - 1].rstrip() + "…"
