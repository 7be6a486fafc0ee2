"""The figures of one indicator for one group of people, before anything is withheld.

The statistics are imported when the first figure is made, so that respondents' pages never
carry them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from surveyapp.definitions.answers import SILENCES, SKIPPED
from surveyapp.kpi.indicator import Asked, Indicator, SurveyQuestion
from surveyapp.kpi.reading import Reading
from surveyapp.kpi.result import (
    MET,
    NO_THRESHOLD,
    NOT_MET,
    TOO_CLOSE,
    TOO_FEW,
    Interval,
    Result,
)
from surveyapp.kpi.tally import Groups, Measured, counted_tallies, counts, sums
from surveyapp.kpi.threshold import Threshold
from surveyapp.responses.population import Population

if TYPE_CHECKING:
    from surveyapp.statistics import Stratum

NOT_STATED, MORE_ANSWERS = "size not stated", "more answers than people"
"""Why the size of a population is not known."""


def result_of(
    asked: Indicator | SurveyQuestion,
    question: str,
    measured: Measured,
    reading: Reading,
    *,
    ref: str,
) -> Result:
    """The figures of one group of people, before anything is withheld."""
    on = measured.threshold_day(reading.as_of)
    found = stated_result(asked, reading, ref=ref, on=on)
    if not measured.audiences:
        return found
    groups = counts(asked, question, measured)
    people = {(each.scheme, each.audience): each for each in measured.populations}
    found = _with_ledger(found, measured, people)
    if not asked.counts:
        return replace(found, verdict=NO_THRESHOLD, denominator=sums(groups)[1])
    return _with_figures(found, asked, groups, people, question, measured)


def stated_result(
    asked: Indicator | SurveyQuestion,
    reading: Reading,
    *,
    ref: str | None = None,
    on: date | None = None,
) -> Result:
    """What the contract file states, before anything is measured; with the threshold in force
    `on` a day."""
    if isinstance(asked, SurveyQuestion):
        return Result(
            ref=ref or asked.code,
            title=asked.title,
            source="survey",
            clause=asked.clause,
            says=asked.says,
            audiences=tuple(asked.audiences),
        )
    day = on or reading.as_of
    return Result(
        ref=ref or asked.ref,
        title=asked.title,
        source=asked.source,
        clause=asked.clause,
        kind=asked.kind,
        requires=asked.requires,
        consequences=tuple(asked.consequences),
        says=asked.says,
        audiences=tuple(asked.audiences),
        default_class=asked.default,
        threshold=asked.threshold(on=day, started=reading.start(day)),
    )


def response_rate_of(indicator: Indicator, measured: Measured, reading: Reading) -> Result:
    """Forms that came back, of those asked or eligible: a fact about a list of people, so it
    has no interval and nothing to be unsure of."""
    found = stated_result(indicator, reading, on=measured.threshold_day(reading.as_of))
    if not measured.audiences:
        return found
    people = {(each.scheme, each.audience): each for each in measured.populations}
    found = _with_ledger(found, measured, people)
    return _of_all(found, indicator, found.returned or 0, indicator.base, None)


def _with_figures(
    found: Result,
    asked: Indicator | SurveyQuestion,
    groups: Groups,
    people: Mapping[tuple[str, str], Population],
    question: str,
    measured: Measured,
) -> Result:
    base = getattr(asked, "base", "answered")
    positive, answered = sums(groups)
    sizes, doubt = _sizes(groups, people, base)
    if base in ("asked", "eligible"):
        return _of_all(found, asked, positive, base, doubt)
    found = replace(
        found,
        numerator=positive,
        denominator=answered,
        population=None if doubt else sum(size or 0 for size in sizes.values()),
        population_doubt=doubt,
        open_count=sum(
            tally.count
            for tally in counted_tallies(asked, question, measured)
            if tally.way_in == "open" and tally.option not in (*SILENCES, SKIPPED)
        ),
    )
    if not answered:
        return replace(found, verdict=TOO_FEW)
    return _with_interval(found, asked, groups, sizes)


def _of_all(found: Result, asked: Asked, positive: int, base: str, doubt: str | None) -> Result:
    """Those who count among all who were asked, or are eligible: a count, with no interval."""
    whole = found.asked if base == "asked" else found.eligible
    if doubt == MORE_ANSWERS or (whole is not None and positive > whole):
        found = replace(found, population=None, population_doubt=MORE_ANSWERS)
        whole = None
    return replace(
        found,
        numerator=positive,
        denominator=whole,
        verdict=_verdict(found, asked, Fraction(positive, whole) if whole else None),
    )


def _with_interval(
    found: Result, asked: Asked, groups: Groups, sizes: Mapping[tuple[str, str], int | None]
) -> Result:
    from surveyapp.statistics import Stratum, stratified_evidence, stratified_interval

    known = found.population is not None
    strata = [
        Stratum(sizes[group] if known else None, count.answered, count.positive)
        for group, count in sorted(groups.items())
    ]
    if not known:
        strata = [Stratum(None, found.denominator or 0, found.numerator or 0)]
    interval = stratified_interval(strata)
    method = (
        "stratified_score"
        if len([s for s in strata if s.answered]) > 1
        else ("exact_hypergeometric")
    )
    share = Fraction(found.numerator or 0, found.denominator or 1)
    weighted = _weighted(strata) if known and len(strata) > 1 else None
    if getattr(asked, "aggregate", "pooled") == "weighted" and weighted is not None:
        share = weighted
    found = replace(
        found,
        weighted_proportion=None if weighted is None else float(weighted),
        interval=Interval(
            interval.low,
            interval.high,
            interval.low_count,
            interval.high_count,
            method if known else "clopper_pearson",
        ),
        verdict=_verdict(found, asked, share),
    )
    if found.threshold is None:
        return found
    evidence = stratified_evidence(
        strata, threshold=found.threshold.proportion, direction=found.threshold.direction
    )
    doubtful = found.population_doubt == MORE_ANSWERS
    return replace(
        found,
        evidence=TOO_CLOSE if doubtful else evidence.label,
        leans=None if doubtful else evidence.leans,
        need_yes=evidence.need_yes,
    )


def _verdict(found: Result, asked: Asked, share: Fraction | None) -> str:
    """The contract verdict: the exact share against the threshold in force."""
    if share is None:
        return TOO_FEW
    minimum = getattr(asked, "minimum_response", None)
    if minimum:
        rate = found.complete_rate if minimum.measure == "rr1" else found.response_rate
        if rate is None or rate < Fraction(minimum.rate):
            return TOO_FEW
    if found.threshold is None:
        return NO_THRESHOLD
    return MET if meets(share, found.threshold) else NOT_MET


def meets(share: Fraction, threshold: Threshold) -> bool:
    """Whether an exact share is on the contract's side of the threshold."""
    if threshold.direction == "at_least":
        return share >= threshold.proportion
    return share < threshold.proportion


def _weighted(strata: list[Stratum]) -> Fraction | None:
    """The share weighted by the size of each stratum that has answers."""
    covered = [
        (each.population or 0, Fraction(each.positive, each.answered))
        for each in strata
        if each.answered
    ]
    size = sum(population for population, _ in covered)
    if not size:
        return None
    return sum((population * share for population, share in covered), start=Fraction(0)) / size


def _sizes(
    groups: Groups, people: Mapping[tuple[str, str], Population], base: str
) -> tuple[dict[tuple[str, str], int | None], str | None]:
    """N of each group, less those to whom it does not apply; and why it is not known."""
    sizes: dict[tuple[str, str], int | None] = {}
    doubt = None
    for group, count in groups.items():
        stated = people.get(group)
        size = None
        if stated:
            size = stated.with_capacity if base == "with_capacity" else stated.eligible
        if size is None:
            doubt = doubt or NOT_STATED
        else:
            size -= count.does_not_apply
            if count.answered > size:
                doubt = MORE_ANSWERS
        sizes[group] = size
    return sizes, doubt


def _with_ledger(
    found: Result, measured: Measured, people: Mapping[tuple[str, str], Population]
) -> Result:
    """Eligible, asked and returned, each None where it is not stated for every group."""
    stated = [people.get(group) for group in measured.audiences]
    eligible = _sum_of_all([each.eligible if each else None for each in stated])
    asked = _sum_of_all([each.asked if each else None for each in stated])
    forms = {"complete": 0, "partial": 0, "blank": 0}
    for form in measured.forms:
        forms[form.standing] += form.count
    return replace(
        found,
        eligible=eligible,
        population=eligible,
        asked=asked,
        returned=forms["complete"] + forms["partial"],
        complete=forms["complete"],
    )


def _sum_of_all(figures: list[int | None]) -> int | None:
    """The sum, or None where a figure is not known."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if len(known) == len(figures) else None
