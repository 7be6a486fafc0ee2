"""The verdict worked out otherwise: without answers that staff helped with, with proxies, with
“I do not know” as not positive, without the open link.

What a second verdict shows is bounded by the answers that it leaves out or adds: their counts
only where they can be shown on their own, else only whether the verdict would change, and
nothing at all where they are fewer than three people.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from surveyapp.kpi.figures import meets
from surveyapp.kpi.indicator import Indicator
from surveyapp.kpi.result import MET, NOT_MET, Result, SecondVerdict
from surveyapp.kpi.tally import Groups, Measured, counts, sums
from surveyapp.kpi.withholding import SMALL, Rule

FEWEST = 3
"""Answers of fewer people than this are not spoken of."""

WITHOUT_STAFF = "without answers helped by staff"
WITH_PROXIES = "with answers by proxies"
DONT_KNOW_COUNTS = "with “I do not know” as not positive"
WITHOUT_OPEN_LINK = "without answers by the open link"
KINDS = (WITHOUT_STAFF, WITH_PROXIES, DONT_KNOW_COUNTS, WITHOUT_OPEN_LINK)


def second_verdicts(
    indicator: Indicator, question: str, measured: Measured, result: Result, rule: Rule
) -> tuple[SecondVerdict, ...]:
    """Every other rule that leaves out or adds three people or more."""
    if result.threshold is None or result.verdict not in (MET, NOT_MET):
        return ()
    usual = counts(indicator, question, measured)
    found = []
    for kind in KINDS:
        changed = _other_rule(indicator, kind)
        if changed is not None:
            second = _second(kind, usual, counts(changed, question, measured), result, rule)
            if second:
                found.append(second)
    return tuple(found)


def _other_rule(indicator: Indicator, kind: str) -> Indicator | None:
    """The indicator under another rule; None where that is the rule already."""
    change: dict[str, Any] = {}
    if kind == WITHOUT_STAFF and indicator.staff_assisted == "include":
        change = {"staff_assisted": "exclude"}
    if kind == WITH_PROXIES and indicator.proxy == "apart":
        change = {"proxy": "include"}
    if kind == DONT_KNOW_COUNTS and indicator.dont_know == "exclude":
        change = {"dont_know": "not_positive"}
    if kind == WITHOUT_OPEN_LINK:
        ways = {way for each in indicator.audiences for way in indicator.counted_ways(each)}
        if "open" in ways:
            change = {"ways_in": sorted(ways - {"open"})}
    return indicator.model_copy(update=change) if change else None


def _second(
    kind: str, usual: Groups, other: Groups, result: Result, rule: Rule
) -> SecondVerdict | None:
    positive, answered = sums(usual)
    other_positive, other_answered = sums(other)
    moved, moved_positive = abs(answered - other_answered), abs(positive - other_positive)
    if moved < FEWEST or not other_answered or result.threshold is None:
        return None
    met = meets(Fraction(other_positive, other_answered), result.threshold)
    verdict = MET if met else NOT_MET
    changes = verdict != result.verdict
    small = moved_positive in SMALL or moved - moved_positive in SMALL
    if moved < rule.minimum or small:
        return SecondVerdict(kind, verdict, changes)
    return SecondVerdict(kind, verdict, changes, other_positive, other_answered)
