"""One row of the results table, ready to be shown: nothing is worked out in the template."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.kpi.result import MET, NO_THRESHOLD, NOT_MEASURED, NOT_MET, Result
from surveyapp.reports.numbers import threshold_text
from surveyapp.reports.results import result_facts
from surveyapp.reports.sentences import observed_percent, part_sentence, result_sentences
from surveyapp.reports.vocabulary import (
    CLASS_WORDS,
    EVIDENCE_WORDS,
    SOURCE_WORDS,
    VERDICT_WORDS,
)

WITHHELD = "[c]"
KINDS = {MET: "met", NOT_MET: "not-met"}


@dataclass(frozen=True)
class Track:
    """Where the marks of a track stand, as percentages of its width."""

    point: str
    low: str | None
    width: str | None
    threshold: str | None


@dataclass(frozen=True)
class Row:
    """Everything that one row shows."""

    ref: str
    title: str
    clause: str
    sentences: tuple[str, ...]
    parts: tuple[str, ...]
    percent: str
    counts: str
    track: Track | None
    threshold: str
    verdict: str
    kind: str
    consequences: tuple[str, ...]
    evidence: str
    source: str
    requires: str
    options: tuple[tuple[str, int, str], ...] = ()


def result_row(result: Result, *, options: tuple[tuple[str, int, str], ...] = ()) -> Row:
    """One indicator or question as a row."""
    is_shown = not result.withheld and result.verdict != NOT_MEASURED
    return Row(
        ref=result.ref,
        title=result.title,
        clause=result.clause,
        sentences=result_sentences(result),
        parts=tuple(part_sentence(part) for part in result.parts) if is_shown else (),
        percent=WITHHELD if result.withheld else observed_percent(result),
        counts=_counts(result),
        track=_track(result),
        threshold=threshold_text(result_facts(result)["threshold"]).replace(" ", "\xa0"),
        verdict="" if result.verdict == NO_THRESHOLD else VERDICT_WORDS[result.verdict],
        kind=KINDS.get(result.verdict, "quiet"),
        consequences=_consequences(result),
        evidence=EVIDENCE_WORDS.get(result.evidence or "", ""),
        source=SOURCE_WORDS[result.source],
        requires=result.requires or "",
        options=options,
    )


def _consequences(result: Result) -> tuple[str, ...]:
    """What a verdict of not met brings: a default with its class, or what the clause names."""
    if result.verdict != NOT_MET:
        return ()
    default = (CLASS_WORDS[result.default],) if result.default else ()
    return (*default, *(each.capitalize() for each in result.consequences))


def _counts(result: Result) -> str:
    if result.withheld or result.denominator is None:
        return ""
    if result.numerator is None:
        return f"{result.denominator} answered"
    return f"{result.numerator} of {result.denominator}"


def _track(result: Result) -> Track | None:
    if result.proportion is None:
        return None
    interval = result.interval
    edge = result.threshold.proportion if result.threshold else None
    return Track(
        point=_place(float(result.proportion)),
        low=_place(interval.low) if interval else None,
        width=_place(interval.high - interval.low) if interval else None,
        threshold=_place(float(edge)) if edge is not None else None,
    )


def _place(share: float) -> str:
    return f"{share * 100:.2f}%"
