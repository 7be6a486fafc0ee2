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
    titles = (result.title,) if is_part else result.audiences
    who = ", ".join(audience_words(each) for each in titles)
    return NumberRow(result.ref, who, (*_figures(result), _returned(result)), is_part)


def _figures(result: Result) -> tuple[str, ...]:
    """The counts, the result, the weighted one, and how many of everyone."""
    if result.withheld:
        return (WITHHELD,) * 4
    if result.verdict == NOT_MEASURED:
        return (NOTHING,) * 4
    weighted = result.weighted_proportion
    return (
        NOTHING if result.numerator is None else f"{result.numerator} of {result.denominator}",
        observed_percent(result) or NOTHING,
        NOTHING if weighted is None else f"{weighted * 100:.1f}\N{NO-BREAK SPACE}%",
        _everyone(result),
    )


def _everyone(result: Result) -> str:
    interval = result.interval
    if interval is None:
        return NOTHING
    if interval.low_count is None or interval.high_count is None:
        low, high = (whole_percent(Fraction(each)) for each in (interval.low, interval.high))
        return f"{low} to {high}"
    return f"{interval.low_count} to {interval.high_count} of {result.population}"


def _returned(result: Result) -> str:
    if result.returned is None:
        return NOTHING
    rate = result.response_rate
    return f"{result.returned}" + (f" ({whole_percent(rate)})" if rate is not None else "")
