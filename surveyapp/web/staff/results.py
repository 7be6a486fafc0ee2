"""The results of one contract in one period."""

from __future__ import annotations

from flask import Response

from surveyapp.kpi.result import NOT_MEASURED, Result
from surveyapp.reports.charts import WIDTH, chart_height, chart_svg, chart_words
from surveyapp.reports.figures import top_figures
from surveyapp.reports.headline import headline, standing
from surveyapp.web.staff.agreements import (
    is_part_of_an_agreement,
    judged,
    shown_indicators,
)
from surveyapp.web.staff.cuts import choices, cut_asked_for, results_of
from surveyapp.web.staff.numbers import number_rows
from surveyapp.web.staff.otherwise import RULES, other_rows
from surveyapp.web.staff.pages import current_site, page
from surveyapp.web.staff.rows import Row, result_row
from surveyapp.workflows.results import ContractResults


def results(code: str, period: str) -> str:
    """What is in default and how sure that is, then a row an indicator; 404 for a contract, a
    period, a scheme, a provider or a view that there is not."""
    cut = cut_asked_for(code, period)
    found = results_of(cut)
    indicators, is_partial = shown_indicators(found), is_part_of_an_agreement(found)
    measured, stand = measured_of(indicators), standing(judged(found))
    return page(
        "staff/results.html",
        cut=cut,
        found=found,
        headline=headline(stand, is_partial=is_partial),
        is_partial=is_partial,
        figures=top_figures(stand, measured, found.assistance),
        choices=choices(cut, found),
        rows=[result_row(each) for each in measured],
        unmeasured=[result_row(each) for each in indicators if each.verdict == NOT_MEASURED],
        questions=[_question_row(each) for each in found.questions],
        providers=[
            (provider, [result_row(each) for each in measured_of(own)])
            for provider, own in found.by_provider
        ],
        numbers=number_rows(measured),
        other_rules=list(RULES.values()),
        others=other_rows(measured),
        has_withheld=any(
            part.withheld for each in (*measured, *found.questions) for part in (each, *each.parts)
        ),
        chart_words=chart_words(measured),
        chart_width=WIDTH,
        chart_height=chart_height(measured),
    )


def chart(code: str, period: str) -> Response:
    """The chart of the indicators as a picture; 404 as for the page."""
    found = results_of(cut_asked_for(code, period))
    drawn = chart_svg(
        measured_of(found.indicators),
        title=_chart_title(found),
        note="Demonstration" if current_site().settings.demonstration else "",
    )
    return Response(drawn, content_type="image/svg+xml")


def measured_of(results: tuple[Result, ...]) -> tuple[Result, ...]:
    """Those that a closed survey or a return has something to say of, withheld or not."""
    return tuple(each for each in results if each.verdict != NOT_MEASURED)


def _chart_title(found: ContractResults) -> str:
    """The contract and the period, and the scheme or the provider where not all are shown."""
    title = f"{found.contract.title}, {found.period.name}"
    if len(found.schemes) == 1:
        return f"{title}: {found.schemes[0].name}"
    if len(found.schemes) < len(found.every_scheme):
        return f"{title}: {found.schemes[0].provider}"
    return title


def _question_row(result: Result) -> Row:
    """A question beside the indicators; a choice of several with how many chose each option."""
    if not result.options or not result.denominator:
        return result_row(result)
    labels = current_site().library.option_labels(result.ref)
    ordered = sorted(result.options, key=lambda each: (-each.count, each.option))
    options = tuple(
        (labels[each.option], each.count, f"{each.count / result.denominator * 100:.2f}%")
        for each in ordered
    )
    return result_row(result, options=options)
