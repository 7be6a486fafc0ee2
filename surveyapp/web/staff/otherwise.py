"""The verdicts under other rules of counting, a row an indicator and a column a rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveyapp.kpi.result import Result, SecondVerdict
from surveyapp.kpi.second_verdicts import (
    DONT_KNOW_COUNTS,
    WITH_PROXIES,
    WITHOUT_OPEN_LINK,
    WITHOUT_STAFF,
)
from surveyapp.reports.vocabulary import VERDICT_WORDS

RULES = {
    WITHOUT_STAFF: "Without answers that staff helped with",
    WITH_PROXIES: "With answers given for people by others",
    DONT_KNOW_COUNTS: "With “I do not know” counted against it",
    WITHOUT_OPEN_LINK: "Without answers by a poster’s link",
}


@dataclass(frozen=True)
class OtherVerdict:
    """What a cell says: the verdict, whether it is another one, and the counts where shown."""

    verdict: str
    changes: bool
    counts: str


@dataclass(frozen=True)
class OtherRow:
    """One indicator under each rule; None where so few answers are moved that nothing is said."""

    ref: str
    title: str
    cells: tuple[OtherVerdict | None, ...]


def other_rows(results: Iterable[Result]) -> list[OtherRow]:
    """A row for each indicator of which another rule has something to say."""
    return [
        OtherRow(result.ref, result.title, tuple(_cell(result, rule) for rule in RULES))
        for result in results
        if result.second_verdicts
    ]


def _cell(result: Result, rule: str) -> OtherVerdict | None:
    second = next((each for each in result.second_verdicts if each.kind == rule), None)
    if second is None:
        return None
    return OtherVerdict(VERDICT_WORDS[second.verdict], second.changes, _counts(second))


def _counts(second: SecondVerdict) -> str:
    if second.numerator is None:
        return ""
    return f"{second.numerator} of {second.denominator}"
