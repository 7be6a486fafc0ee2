"""The rows of the table beside the chart: every number that the chart stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from surveyapp.kpi.result import NOT_MEASURED, Result
from surveyapp.reports.figures import whole_percent
from surveyapp.reports.sentences import audience_words, observed_percent

NOTHING, WITHHELD = "–", "[c]"


@dataclass(frozen=True)
class NumberRow:
    """One indicator, or one audience of it, with its numbers in the order of the headings."""

    ref: str
    who: str
    cells: tuple[str, ...]
    is_part: bool


def number_rows(results: Iterable[Result]) -> list[NumberRow]:
    """Each result, then each of its parts."""
    return [
        _row(each, is_part=is_part)
        for result in results
        for is_part, each in ((False, result), *((True, part) for part in result.parts))
    ]


def _row(result: Result, *, is_part: bool) -> NumberRow:
    who = ", ".join(audience_words(each) for each in result.audiences)
    cells = (*_figures(result), _plain(result.returned), _rate(result))
    return NumberRow(result.ref, who, cells, is_part)


def _figures(result: Result) -> tuple[str, ...]:
    """Count, answered, result, weighted, everyone, and of how many."""
    if result.withheld:
        return (WITHHELD,) * 5 + (_plain(result.population),)
    if result.verdict == NOT_MEASURED:
        return (NOTHING,) * 6
    weighted = result.weighted_proportion
    return (
        _plain(result.numerator),
        _plain(result.denominator),
        observed_percent(result) or NOTHING,
        NOTHING if weighted is None else f"{weighted * 100:.1f}\N{NO-BREAK SPACE}%",
        _everyone(result),
        _plain(result.population),
    )


def _everyone(result: Result) -> str:
    interval = result.interval
    if interval is None:
        return NOTHING
    if interval.low_count is None or interval.high_count is None:
        low, high = (whole_percent(Fraction(each)) for each in (interval.low, interval.high))
        return f"{low} to {high}"
    return f"{interval.low_count} to {interval.high_count}"


def _plain(count: int | None) -> str:
    return NOTHING if count is None else str(count)


def _rate(result: Result) -> str:
    return NOTHING if result.response_rate is None else whole_percent(result.response_rate)
