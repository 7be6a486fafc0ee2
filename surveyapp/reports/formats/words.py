"""Words: each indicator as a paragraph, for people who do not read tables."""

from __future__ import annotations

import textwrap
from typing import Any

from surveyapp.reports.formats.unmeasured import left_out_lines, measured

WIDTH = 79


def write(report: dict[str, Any]) -> str:
    """The report as paragraphs, each under the ref and the title of its indicator; what
    nothing has measured yet is left to the other formats."""
    lines = [f"{report['contract']}, {report['period']} (as of {report['as_of']})", ""]
    for result in (*measured(report["indicators"]), *report["questions"]):
        heading = f"{result['ref']}  {result['title']}"
        lines.extend([*textwrap.wrap(heading, WIDTH), *_indented(result["statement"]), ""])
    return "\n".join([*lines[:-1], *left_out_lines(report)]) + "\n"


def _indented(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
