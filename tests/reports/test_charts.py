"""The chart: marks where the numbers are, the same bytes for the same results, words beside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from surveyapp.kpi.result import (
    MET,
    MODERATE,
    NOT_MEASURED,
    NOT_MET,
    SETTLED,
    TOO_FEW,
    Interval,
    Result,
)
from surveyapp.kpi.threshold import Threshold
from surveyapp.reports import charts
from surveyapp.reports.charts import WIDTH, chart_height, chart_svg, chart_words

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
AT_LEAST_80 = Threshold(proportion=Fraction(4, 5), direction="at_least")


def result(ref="1.1", positive=77, low=97, high=107, **changed):
    usual = {
        "title": "Residents say the services help them feel safe",
        "source": "survey",
        "numerator": positive,
        "denominator": 92,
        "interval": Interval(low / 122, high / 122, low, high, "exact_hypergeometric"),
        "population": 122,
        "threshold": AT_LEAST_80,
        "verdict": MET,
        "evidence": MODERATE,
    }
    return Result(ref=ref, **{**usual, **changed})


def drawn(*results, **facts):
    return ElementTree.fromstring(chart_svg(results, title="Extra care, 2026", **facts))


def filled(tree, colour):
    """Every mark and letter of one colour."""
    return [each for each in tree.iter() if colour in (each.get("fill"), each.get("stroke"))]


def test_the_same_results_give_the_same_bytes_and_are_drawn_once():
    first = chart_svg((result(),), title="A")
    assert chart_svg((result(),), title="A") is first
    charts._drawn.cache_clear()
    assert chart_svg((result(),), title="A") == first


def test_another_process_draws_the_same_bytes():
    program = (
        "import sys; from tests.reports.test_charts import result\n"
        "from surveyapp.reports.charts import chart_svg\n"
        "sys.stdout.buffer.write(chart_svg((result(),), title='A'))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": "."},
    )
    assert other.stdout == chart_svg((result(),), title="A")


def test_it_carries_no_date_style_script_or_other_file():
    text = chart_svg((result(), result("2.1", 63, 79, 92)), title="A").decode()
    assert not re.search(r"style|<script|<text|@import|date>", text, re.IGNORECASE)
    links = set(re.findall(r'(?:xlink:)?href="([^"]*)"', text))
    assert links
    assert all(link.startswith("#") for link in links)
    assert "url(http" not in text


def test_a_drawing_has_the_size_that_the_page_reserves():
    tree = drawn(result(), result("2.1"), result("3.1"))
    _, _, width, height = map(float, tree.get("viewBox").split())
    assert round(width * 96 / 72) == WIDTH
    assert round(height * 96 / 72) == chart_height((result(),) * 3)


def dots(tree):
    """Where the filled circles of the rows stand, in the points of the drawing."""
    return [
        float(each.get("x"))
        for each in tree.iter(f"{SVG}use")
        if each.get("stroke") == charts.PAPER
    ]


def test_a_dot_stands_further_right_for_a_larger_share():
    low, high = dots(drawn(result(positive=46), result("2.1", positive=92)))
    half, whole = dots(drawn(result(positive=46), result("2.1", positive=69)))
    assert low < high
    assert half == low
    assert (whole - half) * 2 == pytest.approx(high - low, abs=0.01)


def test_what_is_not_met_differs_in_colour_and_in_words():
    met, not_met = drawn(result()), drawn(result(verdict=NOT_MET, evidence=SETTLED))
    assert filled(met, charts.GREEN) and not filled(met, charts.RUST)
    assert filled(not_met, charts.RUST)
    assert charts._chart_row(result(verdict=NOT_MET), charts.ENGLISH).verdict == "Not met"


def test_nothing_is_drawn_of_what_is_withheld():
    withheld = result().without_figures()
    shown = drawn(withheld)
    assert not dots(shown)
    assert not filled(shown, charts.GREEN_BAR)[1:], "only the key of the marks has a bar"
    assert charts._chart_row(withheld, charts.ENGLISH).result == "[c]"


def test_a_withheld_row_looks_the_same_whatever_it_holds_back():
    one = chart_svg((result(positive=3).without_figures(),), title="A")
    other = chart_svg((result(positive=90, low=100, high=120).without_figures(),), title="A")
    assert one == other


def test_a_chart_of_nothing_is_still_a_chart():
    assert drawn().get("viewBox")
    assert chart_words(()) == "A chart without figures: nothing can be shown yet."


def test_the_demonstration_is_written_into_the_file():
    assert chart_svg((result(),), title="A") != chart_svg((result(),), title="A", note="Demo")


def test_the_words_tell_every_row_that_is_drawn():
    words = chart_words((result(), result("2.1", 63, 79, 92, verdict=NOT_MET, evidence=SETTLED)))
    words = words.replace("\N{NO-BREAK SPACE}", " ")
    assert words.startswith("A chart of 2 indicators from 0 to 100 percent. 1.1: 83.7 %")
    assert "2.1: 68.5 %, threshold 80 %." in words
    assert "between 79 and 92 do" in words


def test_the_words_tell_nothing_of_what_is_withheld_or_not_measured():
    told = chart_words((result(verdict=TOO_FEW).without_figures(), result("3.1", 77)))
    assert "1.1" not in told
    assert told.startswith("A chart of 1 indicator ")
    unmeasured = Result(ref="2.1", title="x", source="survey", verdict=NOT_MEASURED)
    assert chart_words((unmeasured,)) == chart_words(())


def test_what_has_no_threshold_has_no_threshold_in_words():
    told = chart_words((result(threshold=None, verdict="no threshold", evidence=None),))
    assert "threshold" not in told


def test_matplotlib_is_left_alone_until_a_chart_is_drawn():
    program = "import sys, surveyapp.reports.charts; print('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "False"
