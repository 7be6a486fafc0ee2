"""How people answered: alone, with independent help, with family, with staff."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from surveyapp.definitions.answers import SILENCES, SKIPPED
from surveyapp.kpi.contract import Contract
from surveyapp.kpi.indicator import Indicator
from surveyapp.kpi.reading import Reading
from surveyapp.kpi.tally import ANYBODY, Measured, counted_tallies

UNLED = ("none", "independent")


@dataclass(frozen=True)
class Assistance:
    """Of those who answered one indicator, how many did so without family or staff at hand."""

    ref: str
    answered: int
    unled: int
    with_staff: int | None
    """None where the number, or what it leaves, is too small to be shown."""


def assistance_given(
    contract: Contract, measured: Measured, *, schemes: Collection[str], reading: Reading
) -> Assistance | None:
    """The help with the residents' first indicator, over all schemes; None where a count is too
    small to be shown, or only some schemes are asked for, whose remainder would tell."""
    if set(schemes) < set(measured.schemes):
        return None
    for indicator in contract.indicators:
        if indicator.kind == "share" and indicator.audiences == ["residents"]:
            return _assistance(indicator, measured, reading)
    return None


def _assistance(indicator: Indicator, measured: Measured, reading: Reading) -> Assistance | None:
    counts: dict[str, int] = {}
    for tally in counted_tallies(indicator, indicator.main_question or "", measured):
        if tally.option not in (*SILENCES, SKIPPED, ANYBODY):
            counts[tally.helper] = counts.get(tally.helper, 0) + tally.count
    answered, unled = sum(counts.values()), sum(counts.get(each, 0) for each in UNLED)
    least = indicator.minimum_answers.for_view(reading.view)
    if not answered or not _may_show([unled, answered - unled], least):
        return None
    staff = counts.get("staff", 0)
    shown = _may_show([staff, answered - unled - staff], least)
    return Assistance(indicator.ref, answered, unled, staff if shown else None)


def _may_show(groups: list[int], least: int) -> bool:
    """Whether each group is empty or large enough."""
    return all(count == 0 or count >= least for count in groups)
