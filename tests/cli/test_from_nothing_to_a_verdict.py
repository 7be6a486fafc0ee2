"""The whole way at the command line: from an empty database to the extra-care verdicts."""

import csv
import io
import subprocess
import sys

import pytest

MEASURED = ("1.1", "2.1", "3.1", "5.1")
INTERFACE = {
    "ref", "title", "source", "numerator", "denominator", "percent", "weighted_percent",
    "interval", "population", "asked", "returned", "response_rate", "threshold", "verdict",
    "evidence", "default", "default_class", "withheld", "parts",
}  # fmt: skip


@pytest.fixture(scope="module")
def report(extra_care):
    return extra_care.results("--period", "2026", "--as-of", "2026-03-31")


@pytest.fixture(scope="module")
def indicators(report):
    return by_ref(report)


def by_ref(report):
    """The four indicators that the three surveys measure."""
    return {each["ref"]: each for each in report["indicators"] if each["ref"] in MEASURED}


def counts(result):
    return result["numerator"], result["denominator"]


def people(result):
    interval = result["interval"]
    return interval["low_count"], interval["high_count"], result["population"]


def returned(result):
    assert result["response_rate"] == pytest.approx(
        100 * result["returned"] / result["population"], rel=1e-12
    )
    return result["returned"], result["population"]


def test_the_report_says_what_it_was_asked_for(report):
    assert report["contract"] == "extra-care"
    assert report["period"] == "2026"
    assert report["as_of"] == "2026-03-31"
    assert report["view"] == "contract"


def test_the_indicators_of_surveys_stand_in_the_order_of_the_contract(report):
    assert [
        each["ref"]
        for each in report["indicators"]
        if each["source"] == "survey" and each["verdict"] != "not yet measured"
    ] == ["1.1", "2.1", "3.1", "5.1"]


def test_what_no_survey_measures_is_named_and_not_yet_measured(report):
    others = [each for each in report["indicators"] if each["source"] != "survey"]
    assert {each["verdict"] for each in others} <= {"not yet measured"}
    assert all(each["numerator"] is None and each["default"] is None for each in others)


def test_77_of_92_residents_feel_safe_which_meets_the_contract(indicators):
    safe = indicators["1.1"]
    assert counts(safe) == (77, 92)
    assert safe["percent"] == pytest.approx(100 * 77 / 92, rel=1e-12)
    assert (safe["verdict"], safe["default"], safe["default_class"]) == ("met", None, "critical")


def test_between_97_and_107_of_the_122_residents_feel_safe_on_moderate_evidence(indicators):
    assert people(indicators["1.1"]) == (97, 107, 122)
    assert indicators["1.1"]["evidence"] == "moderate"


def test_63_of_89_say_their_wellbeing_improved_which_is_a_non_critical_default(indicators):
    wellbeing = indicators["2.1"]
    assert counts(wellbeing) == (63, 89)
    assert wellbeing["verdict"] == "not met"
    assert wellbeing["default"] == wellbeing["default_class"] == "non-critical"


def test_between_79_and_92_of_the_122_say_so_and_that_is_settled(indicators):
    assert people(indicators["2.1"]) == (79, 92, 122)
    assert indicators["2.1"]["evidence"] == "settled"


def test_116_of_134_residents_and_families_would_recommend_the_service(indicators):
    recommend = indicators["3.1"]
    assert counts(recommend) == (116, 134)
    assert (recommend["verdict"], recommend["default"]) == ("met", None)


def test_the_parts_of_3_1_are_78_of_88_residents_and_38_of_46_families(indicators):
    parts = {part["title"]: part for part in indicators["3.1"]["parts"]}
    assert {title: counts(part) for title, part in parts.items()} == {
        "residents": (78, 88),
        "families": (38, 46),
    }
    assert [part["audiences"] for part in parts.values()] == [["residents"], ["families"]]


def test_between_179_and_196_of_the_219_would_recommend_on_strong_evidence(indicators):
    assert people(indicators["3.1"]) == (179, 196, 219)
    assert indicators["3.1"]["evidence"] == "strong"


def test_45_of_56_staff_say_the_service_is_well_led(indicators):
    led = indicators["5.1"]
    assert counts(led) == (45, 56)
    assert (led["verdict"], led["default_class"]) == ("met", "critical")
    assert led["threshold"] == {"at_least": 75.0}


def test_between_52_and_58_of_the_69_staff_say_so_on_strong_evidence(indicators):
    assert people(indicators["5.1"]) == (52, 58, 69)
    assert indicators["5.1"]["evidence"] == "strong"


def test_63_of_87_know_how_to_complain_and_no_threshold_judges_it(report):
    (complain,) = [q for q in report["questions"] if q["ref"] == "knows_how_to_complain"]
    assert counts(complain) == (63, 87)
    assert complain["threshold"] is None
    assert (complain["verdict"], complain["evidence"]) == ("no threshold", None)


def test_94_of_122_residents_46_of_97_families_and_56_of_69_staff_returned_a_form(indicators):
    families = indicators["3.1"]["parts"][1]
    assert returned(indicators["1.1"]) == (94, 122)
    assert returned(families) == (46, 97), "one form of the 47 is blank"
    assert returned(indicators["5.1"]) == (56, 69)
    assert returned(indicators["3.1"]) == (140, 219)


def test_the_asked_stand_beside_the_eligible(indicators):
    assert [indicators[ref]["asked"] for ref in ("1.1", "3.1", "5.1")] == [96, 182, 59]


def test_several_schemes_have_the_stratified_interval_of_95_percent(indicators):
    intervals = [each["interval"] for each in indicators.values()]
    assert len(intervals) == 4
    assert {each["method"] for each in intervals} == {"stratified_score"}
    assert {each["confidence"] for each in intervals} == {0.95}


def test_every_result_has_each_field_of_the_interface(report):
    results = [*report["indicators"], *report["questions"]]
    parts = [part for result in results for part in result["parts"]]
    assert parts
    for result in [*results, *parts]:
        assert set(result) >= INTERFACE
    for result in results:
        if result["interval"]:
            assert set(result["interval"]) == {
                "low", "high", "low_count", "high_count", "confidence", "method",
            }  # fmt: skip


def test_percentages_run_to_100_and_are_not_rounded(indicators):
    safe = indicators["1.1"]
    assert safe["interval"]["low"] == pytest.approx(100 * 97 / 122, rel=1e-12)
    assert safe["interval"]["high"] == pytest.approx(100 * 107 / 122, rel=1e-12)
    assert safe["weighted_percent"] == pytest.approx(83.913276794545, rel=1e-12)


def test_the_table_shows_the_same_figures(extra_care):
    table = extra_care.well("results", "extra-care", "--period", "2026", "--as-of", "2026-03-31")
    safe = next(line for line in table.splitlines() if line.startswith("1.1"))
    for words in ("77 of 92 = 83.7 %", "97 to 107 of 122", "≥ 80 %", "met", "moderate", "94"):
        assert words in safe
    wellbeing = next(line for line in table.splitlines() if line.startswith("2.1"))
    assert "not met (non-critical default)" in wellbeing


def test_the_csv_holds_a_row_for_each_indicator_part_and_question(extra_care, report):
    words = ("results", "extra-care", "--period", "2026", "--as-of", "2026-03-31")
    rows = list(csv.DictReader(io.StringIO(extra_care.well(*words, "--format", "csv"))))
    measured = [(row["ref"], row["part"]) for row in rows if row["denominator"]]
    assert measured == [
        ("1.1", ""), ("2.1", ""), ("3.1", ""), ("3.1", "residents"), ("3.1", "families"),
        ("5.1", ""), ("improved_aspects", ""), ("knows_how_to_complain", ""),
    ]  # fmt: skip
    assert [row["ref"] for row in rows if not row["part"]] == [
        each["ref"] for each in (*report["indicators"], *report["questions"])
    ]
    safe = rows[0]
    assert (safe["numerator"], safe["denominator"]) == ("77", "92")
    assert float(safe["percent"]) == report["indicators"][0]["percent"]
    assert (safe["threshold"], safe["direction"]) == ("80.0", "at_least")


def test_one_scheme_has_the_exact_interval_of_its_own_people(extra_care):
    report = extra_care.results(
        "--period", "2026", "--as-of", "2026-03-31", "--scheme", "larch-court"
    )
    safe = report["indicators"][0]
    assert counts(safe) == (26, 32)
    assert safe["population"] == 40
    assert safe["interval"]["method"] == "exact_hypergeometric"
    assert people(safe) == (30, 34, 40)


def test_before_the_closing_date_nothing_is_measured_yet(extra_care):
    report = extra_care.results("--period", "2026", "--as-of", "2026-03-30")
    assert {each["verdict"] for each in report["indicators"]} == {"not yet measured"}
    assert all(each["numerator"] is None for each in report["indicators"])


def test_another_period_holds_none_of_these_surveys(extra_care):
    verdicts = {
        period: {
            each["verdict"]
            for each in by_ref(
                extra_care.results("--period", period, "--as-of", "2027-12-31")
            ).values()
        }
        for period in ("2025-26", "2025-26-Q4", "2026-Q1", "2026-Q2", "2026-27", "2027")
    }
    measured = {period for period, found in verdicts.items() if found == {"met", "not met"}}
    assert measured == {"2025-26", "2025-26-Q4", "2026-Q1"}
    assert all(
        found == {"not yet measured"}
        for period, found in verdicts.items()
        if period not in measured
    )


def test_a_fresh_process_prints_the_same_report_and_no_traceback(extra_care, report):
    words = ("results", "extra-care", "--period", "2026", "--as-of", "2026-03-31")
    done = subprocess.run(
        [sys.executable, "-c", "from surveyapp.cli import main; main()", *words],
        env={**extra_care.environ, "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == extra_care.well(*words)
