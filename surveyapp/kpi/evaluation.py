"""From tallies to verdicts, for one contract, one period and one reader.

Nothing is worked out here that the contract file doesn't state, and nothing leaves here that
the reader may not see.
"""

from __future__ import annotations

from dataclasses import replace

from surveyapp.kpi.contract import Contract
from surveyapp.kpi.figures import response_rate_of, result_of, stated_result
from surveyapp.kpi.indicator import Indicator, SurveyQuestion
from surveyapp.kpi.reading import Reading
from surveyapp.kpi.result import NOT_MEASURED, OptionCount, Result
from surveyapp.kpi.second_verdicts import second_verdicts
from surveyapp.kpi.tally import Measured, counts, option_counts, sums
from surveyapp.kpi.withholding import Rule, may_show_parts, may_show_schemes


def evaluate(
    contract: Contract, measured: Measured, *, schemes: list[str], reading: Reading
) -> tuple[list[Result], list[Result]]:
    """The results of every indicator and of every other question, in the contract's order.

    `measured` holds every scheme of the contract, `schemes` those that were asked for: what may
    be shown of a few depends on what the rest would give away.
    """
    indicators = [
        _indicator(indicator, measured, schemes, reading) for indicator in contract.indicators
    ]
    questions = [
        _measured_result(
            question,
            question.code,
            measured.asking([question.code]),
            schemes,
            reading,
            ref=question.code,
        )
        for question in contract.questions
    ]
    return indicators, questions


def _indicator(
    indicator: Indicator, measured: Measured, schemes: list[str], reading: Reading
) -> Result:
    question = indicator.main_question
    if indicator.source != "survey" or indicator.kind not in ("share", "response_rate"):
        return stated_result(indicator, reading)
    measured = measured.asking(indicator.parts or indicator.questions)
    if indicator.kind == "response_rate" or question is None:
        return response_rate_of(indicator, measured.of(schemes, indicator.audiences), reading)
    result = _measured_result(indicator, question, measured, schemes, reading, ref=indicator.ref)
    rule = _rule(indicator, reading)
    if not result.withheld and set(schemes) >= set(measured.schemes):
        chosen = measured.of(schemes, indicator.audiences)
        seconds = second_verdicts(indicator, question, chosen, result, rule)
        result = replace(result, second_verdicts=seconds)
    composed = tuple(
        _part_of_composite(indicator, part, measured, schemes, reading) for part in indicator.parts
    )
    return replace(result, parts=(*result.parts, *composed))


def _part_of_composite(
    indicator: Indicator,
    part: str,
    measured: Measured,
    schemes: list[str],
    reading: Reading,
) -> Result:
    """One question of a composite: shown with its own base, and judged by no threshold."""
    title = indicator.part_titles.get(part) or part.replace("_", " ").capitalize()
    alone = SurveyQuestion(
        code=part,
        clause=indicator.clause,
        title=title,
        says=None,
        counts=indicator.counts,
        audiences=indicator.audiences,
        dont_know=indicator.dont_know,
        proxy=indicator.proxy,
        staff_assisted=indicator.staff_assisted,
        ways_in=indicator.ways_in,
        minimum_answers=indicator.minimum_answers,
    )
    return _measured_result(alone, part, measured, schemes, reading, ref=indicator.ref)


def _rule(asked: Indicator | SurveyQuestion, reading: Reading) -> Rule:
    return Rule(asked.minimum_answers.for_view(reading.view), reading.view == "published")


def _measured_result(
    asked: Indicator | SurveyQuestion,
    question: str,
    measured: Measured,
    schemes: list[str],
    reading: Reading,
    *,
    ref: str,
) -> Result:
    """One result for the schemes asked for, with a part for each audience where several."""
    rule = _rule(asked, reading)
    everyone = counts(asked, question, measured.of(measured.schemes, asked.audiences))
    result = result_of(asked, question, measured.of(schemes, asked.audiences), reading, ref=ref)
    parts = tuple(
        replace(
            result_of(asked, question, measured.of(schemes, [audience]), reading, ref=ref),
            title=audience,
            audiences=(audience,),
            default_class=None,
        )
        for audience in asked.audiences
        if len(asked.audiences) > 1
    )
    may_show = rule.shows(*sums(everyone)) and may_show_schemes(everyone, schemes, rule)
    if not may_show:
        parts = tuple(part.without_figures() for part in parts)
    if any(part.verdict == NOT_MEASURED for part in parts):
        # The contract judges all its audiences together: one alone is no verdict yet.
        return replace(stated_result(asked, reading, ref=ref), parts=parts)
    if result.verdict == NOT_MEASURED:
        return result
    if not may_show:
        return replace(result.without_figures(), parts=parts)
    if not may_show_parts(everyone, schemes, asked.audiences, rule):
        parts = tuple(part.without_figures() for part in parts)
    return replace(result, parts=parts, options=_options(asked, question, measured, schemes, rule))


def _options(
    asked: Indicator | SurveyQuestion,
    question: str,
    measured: Measured,
    schemes: list[str],
    rule: Rule,
) -> tuple[OptionCount, ...]:
    """How many gave each option of a choice of several, over all the schemes, and only where
    every one of those counts may be shown."""
    if asked.counts or set(schemes) < set(measured.schemes):
        return ()
    _, base = sums(counts(asked, question, measured.of(schemes, asked.audiences)))
    found = option_counts(asked, question, measured)
    if not all(rule.shows(count, base) for count in found.values()):
        return ()
    return tuple(OptionCount(option, count) for option, count in found.items())
