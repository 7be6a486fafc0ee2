"""A report is the same in every format: no row is lost, and nothing withheld is found."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from surveyapp.kpi.result import Interval, OptionCount, Result
from surveyapp.kpi.threshold import Threshold
from surveyapp.reports.formats import FORMATS
from surveyapp.reports.formats.csv import COLUMNS, safe_cell
from surveyapp.reports.results import result_facts, results_report

SAFE = Result(
    ref="1.1",
    title="Residents feel safe",
    source="survey",
    clause="KPI 1.1",
    audiences=("residents",),
    numerator=77,
    denominator=92,
    weighted_proportion=0.875,
    interval=Interval(0.75, 0.875, 97, 107, "stratified_score"),
    population=122,
    asked=96,
    returned=94,
    eligible=122,
    threshold=Threshold(proportion=Fraction(4, 5), direction="at_least"),
    verdict="met",
    evidence="moderate",
    default_class="critical",
    open_count=0,
)
UNKNOWN = replace(
    SAFE,
    ref="1.2",
    numerator=18,
    denominator=23,
    interval=Interval(0.797, 0.999, None, None, "clopper_pearson"),
    population=None,
    population_doubt="size not stated",
    eligible=None,
    verdict="not met",
    evidence="too close to call",
)
HIDDEN = replace(SAFE, ref="1.3").without_figures()
WITH_PARTS = replace(
    SAFE,
    ref="3.1",
    audiences=("residents", "families"),
    parts=(
        replace(SAFE, ref="3.1", title="residents", default_class=None),
        replace(SAFE, ref="3.1", title="families", default_class=None),
    ),
)
REGISTER = Result(ref="4.1", title="Complaints", source="register", default_class="critical")
ASPECTS = Result(
    ref="improved_aspects",
    title="Which parts of life improved",
    source="survey",
    denominator=76,
    verdict="no threshold",
    options=(OptionCount("health", 25), OptionCount("sleep", 21)),
)


def report(*indicators, questions=(), by_provider=()):
    return results_report(
        contract="extra-care",
        period="2026",
        as_of=date(2026, 3, 31),
        view="contract",
        indicators=indicators,
        questions=questions,
        by_provider=by_provider,
    )


FULL = report(
    SAFE, UNKNOWN, HIDDEN, WITH_PARTS, REGISTER,
    questions=(ASPECTS,),
    by_provider=(("Example Care", (SAFE,)), ("Other Care", (HIDDEN,))),
)  # fmt: skip


def csv_rows(stated):
    return list(csv.DictReader(io.StringIO(FORMATS["csv"](stated))))


def table_lines(stated):
    return FORMATS["table"](stated).splitlines()[4:]


def test_a_result_has_the_fields_of_the_interface_and_percent_up_to_100():
    facts = result_facts(SAFE)
    assert facts["percent"] == float(Fraction(77, 92) * 100)
    assert facts["response_rate"] == float(Fraction(94, 122) * 100)
    assert facts["weighted_percent"] == 87.5
    assert facts["threshold"] == {"at_least": 80.0}
    assert facts["interval"] == {
        "low": 75.0, "high": 87.5, "low_count": 97, "high_count": 107,
        "confidence": 0.95, "method": "stratified_score",
    }  # fmt: skip
    assert (facts["verdict"], facts["evidence"], facts["default"]) == ("met", "moderate", None)


def test_a_threshold_names_its_direction():
    less = replace(SAFE, threshold=Threshold(proportion=Fraction(1, 20), direction="less_than"))
    assert result_facts(less)["threshold"] == {"less_than": 5.0}


def test_a_default_stands_only_beside_not_met():
    assert result_facts(UNKNOWN)["default"] == "critical"
    assert result_facts(SAFE)["default"] is None
    assert result_facts(SAFE)["default_class"] == "critical"


def test_what_is_withheld_is_null_and_says_so():
    facts = result_facts(HIDDEN)
    assert facts["withheld"] is True
    for name in ("numerator", "denominator", "percent", "weighted_percent", "interval",
                 "evidence", "default", "open_link_answers"):  # fmt: skip
        assert facts[name] is None, name
    assert facts["returned"] == 94


def test_json_gives_the_facts_as_they_are():
    assert json.loads(FORMATS["json"](FULL)) == FULL


def test_json_keeps_letters_readable_and_ends_its_last_line():
    text = FORMATS["json"](report(replace(SAFE, title="Tŷ Gwyn")))
    assert "Tŷ Gwyn" in text and text.endswith("}\n")


FOR_PEOPLE = ("table", "words")


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_holds_every_result(style):
    text = FORMATS[style](FULL)
    for result in (SAFE, UNKNOWN, HIDDEN, WITH_PARTS):
        assert result.ref in text
    assert "Which parts of life improved" in text
    assert (REGISTER.ref in text) == (style not in FOR_PEOPLE)


def test_csv_has_a_row_for_each_indicator_part_question_and_provider():
    assert [(row["ref"], row["part"]) for row in csv_rows(FULL)] == [
        ("1.1", ""), ("1.2", ""), ("1.3", ""), ("3.1", ""), ("3.1", "residents"),
        ("3.1", "families"), ("4.1", ""), ("improved_aspects", ""),
        ("1.1", "Example Care"), ("1.3", "Other Care"),
    ]  # fmt: skip


def test_csv_has_the_figures_of_the_json():
    row, facts = csv_rows(FULL)[0], FULL["indicators"][0]
    assert list(row) == list(COLUMNS)
    assert (row["contract"], row["period"], row["view"]) == ("extra-care", "2026", "contract")
    for name in ("numerator", "denominator", "percent", "population", "response_rate"):
        assert float(row[name]) == facts[name]
    for name in ("low", "high", "low_count", "high_count"):
        assert float(row[name]) == facts["interval"][name]
    assert (row["threshold"], row["direction"]) == ("80.0", "at_least")


def test_what_is_withheld_is_as_empty_in_csv_as_what_nobody_measured():
    hidden, register = csv_rows(FULL)[2], csv_rows(FULL)[6]
    for name in ("numerator", "denominator", "percent", "low", "high", "evidence"):
        assert hidden[name] == register[name] == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_spreadsheet_takes_a_cell_for_a_formula(sign):
    assert safe_cell(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"
    (row,) = csv_rows(report(replace(SAFE, title=f"{sign}1+1")))
    assert row["title"].startswith("'")


def test_a_number_below_nought_is_no_formula():
    assert safe_cell(-3) == -3
    assert safe_cell(None) == ""


def test_csv_ends_its_lines_as_the_standard_says():
    assert FORMATS["csv"](FULL).count("\r\n") == 11


def test_the_table_says_what_it_is_about():
    assert FORMATS["table"](FULL).splitlines()[0] == "extra-care, 2026 (as of 2026-03-31)"


def test_the_table_shows_both_verdicts_with_every_base():
    (line,) = table_lines(report(SAFE))
    for words in ("1.1", "77 of 92 = 83.7 %", "97 to 107 of 122", "≥ 80 %", "met", "moderate",
                  "94 (77 %)"):  # fmt: skip
        assert words in line


def test_the_table_names_the_default():
    (line,) = table_lines(report(UNKNOWN))
    assert "not met (critical default)" in line


def test_the_table_marks_what_is_withheld():
    (line,) = table_lines(report(HIDDEN))
    assert "[c]" in line and "too few answers" in line
    assert "77" not in line.replace("(77 %)", "") and "97" not in line


def test_what_no_survey_measures_is_no_nought():
    assert len(table_lines(report(REGISTER))) == 2
    for style in FOR_PEOPLE:
        assert "1 more indicator is not yet measured" in FORMATS[style](report(REGISTER))


def test_parts_stand_below_their_indicator_and_providers_at_the_end():
    titles = [line.split("  ")[0].strip() for line in table_lines(FULL)]
    assert titles[:5] == ["1.1", "1.2", "1.3", "3.1", ""]
    providers = [line for line in table_lines(FULL) if "Care" in line]
    assert "Example Care" in providers[0] and "Other Care" in providers[1]
    assert table_lines(FULL).index(providers[1]) == len(table_lines(FULL)) - 3


def test_a_base_that_nobody_counted_is_told_and_no_division():
    (line,) = table_lines(report(replace(SAFE, denominator=None, interval=None)))
    assert "77, base not known" in line


def test_an_interval_without_people_never_seems_to_lie_above_the_threshold():
    (line,) = table_lines(report(UNKNOWN))
    assert "79.7 to 99.9 %" in line, "80 to 100 % would be another thing"


def test_a_long_title_is_shortened_in_the_terminal_only():
    long = replace(SAFE, title="Residents " * 12)
    (line,) = table_lines(report(long))
    assert "…" in line
    assert csv_rows(report(long))[0]["title"] == "Residents " * 12


def test_every_line_of_the_table_has_its_columns_in_line():
    lines = FORMATS["table"](FULL).partition("\n\n")[2].partition("\n\n")[0].splitlines()
    rule = lines[1]
    starts = [place for place, sign in enumerate(rule) if sign == "-" and rule[place - 1] != "-"]
    for line in lines:
        for start in starts[1:]:
            assert line[start - 2 : start].strip() == "", line
