"""Results as files."""

from __future__ import annotations

from flask import Response, abort

from surveyapp.reports.formats import FORMATS
from surveyapp.reports.results import results_report
from surveyapp.web.staff.cuts import cut_asked_for, results_of
from surveyapp.web.staff.pages import current_site

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def download(code: str, period: str, ending: str) -> Response:
    """The results as a file of the same figures as the page; 404 as for the page, and for a
    format that there is not."""
    if ending not in TYPES:
        abort(404)
    cut = cut_asked_for(code, period)
    found = results_of(cut)
    mark = " (Demonstration)" if current_site().settings.demonstration else ""
    report = results_report(
        contract=found.code + mark,
        period=found.period.name,
        as_of=found.as_of,
        view=found.view,
        indicators=found.indicators,
        questions=found.questions,
        by_provider=found.by_provider,
        names=found.contract.audience_names,
    )
    name = ("demonstration-" if mark else "") + cut.file_stem
    return Response(
        FORMATS[ending](report),
        content_type=TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )
