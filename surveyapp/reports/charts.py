"""The chart of a contract: a row an indicator, with point, interval and threshold.

The same marks as on the page: a dot for the answers received, a bar for where everyone is, dashes
for the threshold. Drawn by matplotlib, which is imported when the first chart is drawn. The same
results always give the same bytes, so that a chart is drawn once in a process.
"""

from __future__ import annotations

import io
import re
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations
from threading import Lock
from typing import Any

from surveyapp.kpi.result import NO_THRESHOLD, NOT_MEASURED, NOT_MET, Result
from surveyapp.reports.sentences import (
    ENGLISH,
    observed_percent,
    result_sentences,
    threshold_percent,
)
from surveyapp.reports.vocabulary import EVIDENCE_WORDS, VERDICT_WORDS

INK, SOFT_INK, PAPER, RAIL = "#1b2330", "#4a5362", "#ffffff", "#e6dfd1"
GREEN, GREEN_BAR, RUST, RUST_BAR = "#0a4d43", "#74ab9d", "#8c2f12", "#d99a80"
WIDTH_INCHES, ROW_INCHES, HEAD_INCHES, FOOT_INCHES = 6.2, 0.95, 0.95, 0.5
PIXELS_AN_INCH = 96
WIDTH = round(WIDTH_INCHES * PIXELS_AN_INCH)
LABEL_LETTERS, MOST_LINES = 31, 4
LINE = 0.19
"""The height of a line of words, as a share of a row."""


_drawing = Lock()
"""Settings of matplotlib are the process's, so one chart is drawn at a time."""


@dataclass(frozen=True)
class ChartRow:
    """What one row of the chart shows, in percent."""

    ref: str
    label: str
    point: float | None
    low: float | None
    high: float | None
    threshold: float | None
    result: str
    verdict: str
    evidence: str
    is_grave: bool


def chart_svg(
    results: tuple[Result, ...],
    *,
    title: str,
    note: str = "",
    words: NullTranslations = ENGLISH,
) -> bytes:
    """The chart as an SVG file that needs no style sheet, font or other file."""
    rows = tuple(_chart_row(result, words) for result in results)
    return _drawn(rows, title, note, _legend_words(words))


def chart_words(results: tuple[Result, ...], *, words: NullTranslations = ENGLISH) -> str:
    """What the chart shows, in words, for those who don't see it."""
    shown = [result for result in results if result.proportion is not None]
    told = [
        words.gettext("{ref}: {percent}, threshold {threshold}. {sentences}").format(
            ref=result.ref,
            percent=observed_percent(result),
            threshold=threshold_percent(result),
            sentences=" ".join(result_sentences(result, words=words)),
        )
        if result.threshold
        else words.gettext("{ref}: {percent}. {sentences}").format(
            ref=result.ref,
            percent=observed_percent(result),
            sentences=" ".join(result_sentences(result, words=words)),
        )
        for result in shown
    ]
    if not told:
        return words.gettext("A chart without figures: nothing can be shown yet.")
    heading = words.ngettext(
        "A chart of {count} indicator from 0 to 100 percent.",
        "A chart of {count} indicators from 0 to 100 percent.",
        len(told),
    ).format(count=len(told))
    return " ".join([heading, *told])


def chart_height(results: tuple[Result, ...]) -> int:
    """How high the chart of some results is in pixels, where it is `WIDTH` wide."""
    return round(_height_inches(len(results)) * PIXELS_AN_INCH)


def _height_inches(rows: int) -> float:
    return HEAD_INCHES + FOOT_INCHES + ROW_INCHES * max(rows, 1)


def _chart_row(result: Result, words: NullTranslations) -> ChartRow:
    verdict = words.gettext(VERDICT_WORDS[result.verdict])
    if result.verdict == NO_THRESHOLD:
        verdict = ""
    interval, share = result.interval, result.proportion
    return ChartRow(
        ref=result.ref,
        label=words.gettext(result.title),
        point=None if share is None else float(share * 100),
        low=None if interval is None else interval.low * 100,
        high=None if interval is None else interval.high * 100,
        threshold=float(result.threshold.proportion * 100) if result.threshold else None,
        result="[c]"
        if result.withheld and result.verdict != NOT_MEASURED
        else observed_percent(result),
        verdict=verdict,
        evidence=words.gettext(EVIDENCE_WORDS[result.evidence]) if result.evidence else "",
        is_grave=result.verdict == NOT_MET,
    )


def _legend_words(words: NullTranslations) -> tuple[str, str, str]:
    return (
        words.gettext("answers received"),
        words.gettext("where everyone is (95 %)"),
        words.gettext("threshold"),
    )


@lru_cache(maxsize=64)
def _drawn(
    rows: tuple[ChartRow, ...], title: str, note: str, legend: tuple[str, str, str]
) -> bytes:
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    settings: dict[Any, Any] = {
        "svg.hashsalt": "surveyapp",
        "svg.fonttype": "path",
        "font.family": "DejaVu Sans",
        "font.size": 11,
        "text.color": INK,
    }
    height = _height_inches(len(rows))
    with _drawing, matplotlib.rc_context(settings):
        figure = Figure(figsize=(WIDTH_INCHES, height), facecolor=PAPER)
        axes = figure.add_axes(
            (0.405, FOOT_INCHES / height, 0.335, ROW_INCHES * max(len(rows), 1) / height)
        )
        _prepare(axes, len(rows))
        for place, row in enumerate(rows):
            _draw_row(axes, row, place)
        _draw_head(figure, height, title, note, legend)
        file = io.BytesIO()
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(file, metadata={"Date": None, "Title": title})
    return _without_styles(file.getvalue().decode("utf-8")).encode("utf-8")


def _prepare(axes: Any, rows: int) -> None:
    """A percent axis from 0 to 100 with a light rule for each row and no box around."""
    axes.set_xlim(0, 100)
    axes.set_ylim(max(rows, 1) - 0.5, -0.5)
    ticks = (0, 25, 50, 75, 100)
    axes.set_xticks(ticks, [f"{tick} %" for tick in ticks])
    axes.set_yticks([])
    axes.tick_params(length=0, labelcolor=SOFT_INK, labelsize=10, pad=8)
    axes.grid(axis="x", color=RAIL, linewidth=1)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)


def _draw_row(axes: Any, row: ChartRow, place: int) -> None:
    """The words at both ends, and the marks between them."""
    dark, light = (RUST, RUST_BAR) if row.is_grave else (GREEN, GREEN_BAR)
    told = dark if row.point is not None else SOFT_INK
    beside = axes.get_yaxis_transform()
    lines = textwrap.wrap(row.label, LABEL_LETTERS)[:MOST_LINES]
    top = place - (len(lines) - 1) * LINE / 2 - LINE / 2
    axes.text(-1.17, top, row.ref, transform=beside, va="center", weight="bold", size=10)
    for number, line in enumerate(lines, start=1):
        axes.text(-1.17, top + number * LINE, line, transform=beside, va="center", size=9.5)
    axes.text(1.09, place - 0.24, row.result, transform=beside, va="center", weight="bold")
    axes.text(1.09, place + 0.06, row.verdict, transform=beside, va="center", size=9.5, color=told)
    axes.text(
        1.09, place + 0.32, row.evidence, transform=beside, va="center", size=9, color=SOFT_INK
    )
    axes.plot(
        [0, 100], [place, place], color=RAIL, linewidth=3.5, solid_capstyle="round", clip_on=False
    )
    if row.low is not None and row.high is not None:
        axes.plot(
            [row.low, row.high], [place, place], color=light, linewidth=9, solid_capstyle="round"
        )
    if row.threshold is not None:
        axes.plot(
            [row.threshold] * 2,
            [place - 0.3, place + 0.3],
            color=INK,
            linewidth=2,
            linestyle=(0, (1.6, 1.4)),
            clip_on=False,
        )
    if row.point is not None:
        axes.plot(
            [row.point], [place], "o", color=dark, markersize=10, mec=PAPER, mew=1.6, clip_on=False
        )


def _draw_head(
    figure: Any, height: float, title: str, note: str, legend: tuple[str, str, str]
) -> None:
    """The title, the demonstration's mark, and what the three marks mean."""
    from matplotlib.lines import Line2D
    from matplotlib.path import Path

    dashes = Path([(0, -5), (0, -3), (0, -1), (0, 1), (0, 3), (0, 5)], [1, 2] * 3)

    top = 1 - 0.3 / height
    figure.text(0.012, top, title, size=14, weight="bold", va="center")
    if note:
        figure.text(0.988, top, note, size=11, weight="bold", va="center", ha="right", color=RUST)
    marks = (
        Line2D([], [], color=GREEN, marker="o", markersize=9, linestyle="none"),
        Line2D([], [], color=GREEN_BAR, linewidth=8, solid_capstyle="round"),
        Line2D([], [], color=INK, marker=dashes, markersize=16, mew=2, linestyle="none"),
    )
    figure.legend(
        marks,
        legend,
        loc="center left",
        bbox_to_anchor=(0.0, 1 - 0.68 / height),
        ncols=3,
        frameon=False,
        fontsize=9.5,
        labelcolor=SOFT_INK,
        handlelength=1.6,
        columnspacing=2.2,
    )


_STYLE = re.compile(r' style="([^"]*)"')
_SHEET = re.compile(r"\s*<style[^>]*>.*?</style>", re.DOTALL)


def _without_styles(svg: str) -> str:
    """The same picture with presentation attributes in place of styles, which a strict content
    security policy refuses: it would be black in a window of its own."""
    attributes = _STYLE.sub(lambda found: "".join(_attributes(found[1])), _SHEET.sub("", svg))
    return attributes.replace(
        "<svg ", '<svg role="img" stroke-linejoin="round" stroke-linecap="butt" ', 1
    )


def _attributes(style: str) -> list[str]:
    pairs = (part.partition(":") for part in style.split(";") if ":" in part)
    return [f' {name.strip()}="{value.strip()}"' for name, _, value in pairs]
