"""Results as the plain facts that every format writes: percent from 0 to 100, unrounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from surveyapp.kpi.result import Interval, Result
from surveyapp.reports.statement import statement


def results_report(
    *,
    contract: str,
    period: str,
    as_of: date,
    view: str,
    indicators: tuple[Result, ...],
    questions: tuple[Result, ...],
    by_provider: tuple[tuple[str, tuple[Result, ...]], ...] = (),
    names: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The whole report as the mapping that the interface promises.

    `names` is what the contract calls its audiences, for the statements in words.
    """
    report: dict[str, Any] = {
        "contract": contract,
        "period": period,
        "as_of": as_of.isoformat(),
        "view": view,
        "indicators": [result_facts(result, names=names) for result in indicators],
        "questions": [result_facts(result, names=names) for result in questions],
    }
    if by_provider:
        report["providers"] = [
            {
                "provider": provider,
                "indicators": [result_facts(result, names=names) for result in results],
            }
            for provider, results in by_provider
        ]
    return report


def result_facts(result: Result, *, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One result: counts, percentages, interval, and the two verdicts."""
    facts: dict[str, Any] = {
        "ref": result.ref,
        "title": result.title,
        "source": result.source,
        "clause": result.clause,
        "kind": result.kind,
        "audiences": list(result.audiences),
        "numerator": result.numerator,
        "denominator": result.denominator,
        "percent": _percent(result.proportion),
        "weighted_percent": _percent(result.weighted_proportion),
        "interval": _interval(result.interval),
        "population": result.population,
        "population_doubt": result.population_doubt,
        "asked": result.asked,
        "returned": result.returned,
        "response_rate": _percent(result.response_rate),
        "threshold": _threshold(result),
        "verdict": result.verdict,
        "evidence": result.evidence,
        "default": result.default,
        "default_class": result.default_class,
        "withheld": result.withheld,
        "open_link_answers": result.open_count,
        "statement": statement(result, names=names or {}),
        "consequences": list(result.consequences),
        "second_verdicts": [asdict(second) for second in result.second_verdicts],
        "parts": [result_facts(part, names=names) for part in result.parts],
    }
    if result.options:
        facts["options"] = {each.option: each.count for each in result.options}
    return facts


def _percent(proportion: Any) -> float | None:
    return None if proportion is None else float(proportion * 100)


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {
        "low": interval.low * 100,
        "high": interval.high * 100,
        "low_count": interval.low_count,
        "high_count": interval.high_count,
        "confidence": interval.confidence,
        "method": interval.method,
    }


def _threshold(result: Result) -> dict[str, float] | None:
    if result.threshold is None:
        return None
    return {result.threshold.direction: float(result.threshold.proportion * 100)}
