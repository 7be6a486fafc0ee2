"""A contract file: what it may say, which threshold is in force, and every fault at once."""

from __future__ import annotations

import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import ValidationError

from surveyapp.definitions.library import load_library
from surveyapp.errors import FaultsFound, NotKnownError
from surveyapp.kpi.contract import contract_codes, load_contract
from tests.kpi.building import indicator

ROOT = Path(__file__).parents[2]
ON = date(2026, 3, 1)


def edge(threshold):
    return threshold and (threshold.direction, threshold.proportion)


def test_a_threshold_is_an_exact_fraction():
    assert edge(indicator(at_least="0.8").threshold(on=ON)) == ("at_least", Fraction(4, 5))
    assert edge(indicator(less_than="0.05").threshold(on=ON)) == ("less_than", Fraction(1, 20))
    assert edge(indicator(at_least="1.0").threshold(on=ON)) == ("at_least", Fraction(1))


def test_an_indicator_may_have_no_threshold():
    assert indicator(at_least=None).threshold(on=ON) is None


DATED = [
    {"from": date(2025, 4, 1), "at_least": "0.7"},
    {"from": date(2026, 4, 1), "at_least": "0.8"},
]


@pytest.mark.parametrize(
    ("day", "proportion"),
    [
        (date(2025, 3, 31), None),
        (date(2025, 4, 1), Fraction(7, 10)),
        (date(2026, 3, 31), Fraction(7, 10)),
        (date(2026, 4, 1), Fraction(4, 5)),
        (date(2036, 1, 1), Fraction(4, 5)),
    ],
)
def test_a_schedule_by_date_is_in_force_from_its_day_on(day, proportion):
    found = indicator(schedule=DATED).threshold(on=day)
    assert (found and found.proportion) == proportion


MONTHS = [
    {"after_months": 0, "at_least": "0.6"},
    {"after_months": 12, "at_least": "0.7"},
    {"after_months": 18, "less_than": "0.1"},
]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2025, 1, 30), None),
        (date(2025, 1, 31), ("at_least", Fraction(3, 5))),
        (date(2026, 1, 30), ("at_least", Fraction(3, 5))),
        (date(2026, 1, 31), ("at_least", Fraction(7, 10))),
        (date(2026, 7, 30), ("at_least", Fraction(7, 10))),
        (date(2026, 7, 31), ("less_than", Fraction(1, 10))),
    ],
)
def test_a_schedule_may_count_months_from_the_start_of_the_agreement(day, found):
    asked = indicator(schedule=MONTHS)
    assert edge(asked.threshold(on=day, started=date(2025, 1, 31))) == found


@pytest.mark.parametrize(
    ("started", "months", "first_day"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 6, 15), 24, date(2027, 6, 15)),
    ],
)
def test_a_month_ends_with_its_last_day_at_the_latest(started, months, first_day):
    asked = indicator(schedule=[{"after_months": months, "at_least": "0.8"}])
    assert asked.threshold(on=first_day, started=started)
    assert not asked.threshold(on=date.fromordinal(first_day.toordinal() - 1), started=started)


def test_months_from_a_start_that_nobody_stated_give_no_threshold():
    assert indicator(schedule=MONTHS).threshold(on=date(2036, 1, 1)) is None


@pytest.mark.parametrize(
    ("stated", "problem"),
    [
        ({"at_least": "0.8", "less_than": "0.1"}, "one of at_least, less_than and schedule"),
        ({"at_least": "0.8", "schedule": DATED}, "one of at_least, less_than and schedule"),
        ({"schedule": DATED[::-1]}, "in the order of its dates"),
        ({"schedule": MONTHS[::-1]}, "in the order of its dates"),
        ({"schedule": [{"at_least": "0.8"}]}, "one of `from` and `after_months`"),
        ({"schedule": [{"after_months": 3}]}, "one of at_least and less_than"),
        ({"schedule": [{"after_months": -1, "at_least": "0.8"}]}, "greater than or equal to 0"),
        ({"questions": []}, "states its question and the options that count"),
        ({"counts": []}, "states its question and the options that count"),
        ({"audiences": ["residents", "families"]}, "`pooled = true`"),
        ({"audiences": []}, "names its audiences"),
        ({"at_least": "80"}, "should match pattern"),
        ({"at_least": "1.2"}, "should match pattern"),
        ({"at_least": 0.8}, "valid string"),
        ({"clause": ""}, "at least 1 character"),
        ({"default": "serious"}, "'critical' or 'non-critical'"),
        ({"base": "everybody"}, "'answered'"),
        ({"ways_in": ["letterbox"]}, "'open'"),
        ({"minimum_answers": {"authority": 0}}, "greater than or equal to 1"),
        ({"treshold": "0.8"}, "Extra inputs are not permitted"),
    ],
)
def test_what_an_indicator_can_not_say_is_told(stated, problem):
    with pytest.raises(ValidationError) as found:
        indicator(**stated)
    assert problem in str(found.value)


@pytest.fixture(scope="module")
def library():
    return load_library(ROOT / "questionnaires")


def test_every_contract_of_the_product_loads(library):
    assert "extra-care" in contract_codes(ROOT / "contracts")
    for code in contract_codes(ROOT / "contracts"):
        assert load_contract(ROOT / "contracts", code, library).indicators


def test_the_extra_care_contract_says_what_the_issue_says(library):
    contract = load_contract(ROOT / "contracts", "extra-care", library)
    stated = {
        each.ref: (each.questions, each.counts, each.audiences, each.at_least, each.default)
        for each in contract.indicators
        if each.source == "survey" and each.ref in ("1.1", "2.1", "3.1", "5.1")
    }
    assert stated == {
        "1.1": (["feel_safe"], ["yes"], ["residents"], "0.8", "critical"),
        "2.1": (["wellbeing_improved"], ["yes"], ["residents"], "0.8", "non-critical"),
        "3.1": (["would_recommend"], ["yes"], ["residents", "families"], "0.8", "non-critical"),
        "5.1": (["well_led"], ["strongly_agree", "agree"], ["staff"], "0.75", "critical"),
    }
    assert contract.question_codes() >= {
        "feel_safe", "wellbeing_improved", "would_recommend", "well_led", "improved_aspects",
        "knows_how_to_complain",
    }  # fmt: skip


def test_every_indicator_of_every_contract_states_a_clause_and_a_base():
    for path in (ROOT / "contracts").glob("*.toml"):
        for stated in tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]:
            assert stated["clause"], f"{path.name} {stated['ref']}"
            assert stated["source"] != "survey" or "base" in stated, f"{path.name} {stated['ref']}"


FILE = """
title = "Extra care"
summary = "For the tests."

[[indicator]]
ref = "1.1"
clause = "KPI 1.1"
title = "Residents feel safe"
source = "survey"
questions = ["feel_safe"]
counts = ["yes"]
audiences = ["residents"]
at_least = "0.8"
default = "critical"
frequency = "annual"
"""


@pytest.fixture
def faults(tmp_path, library):
    """The faults of a contract file, as they are told."""

    def told(text):
        (tmp_path / "spoilt.toml").write_text(text)
        with pytest.raises(FaultsFound) as found:
            load_contract(tmp_path, "spoilt", library)
        return [str(fault) for fault in found.value.faults]

    return told


def test_a_contract_that_does_not_exist_is_told_with_those_that_do(library):
    with pytest.raises(NotKnownError, match=r"no contract “nosuch”. There are: .*extra-care"):
        load_contract(ROOT / "contracts", "nosuch", library)


def test_all_that_is_wrong_with_the_keys_is_told_at_once(faults):
    told = faults(
        FILE.replace('clause = "KPI 1.1"\n', "")
        .replace('"0.8"', "0.8")
        .replace("frequency", "frequencies")
    )
    places = {fault.split(":")[0] for fault in told}
    assert places == {
        "spoilt.toml indicator.1.1.clause", "spoilt.toml indicator.1.1.at_least",
        "spoilt.toml indicator.1.1.frequency", "spoilt.toml indicator.1.1.frequencies",
    }  # fmt: skip
    assert any("Add the key" in fault for fault in told)


def test_all_references_that_do_not_hold_are_told_at_once(faults):
    told = faults(
        FILE.replace('["yes"]', '["yes", "often"]').replace('["residents"]', '["neighbours"]')
        + FILE[FILE.index("[[indicator]]") :].replace("feel_safe", "feel_sound")
    )
    assert len(told) == 4
    for words in (
        "1.1: this indicator stands twice",
        "“often” is no option of “feel_safe”. It can be: yes, partly, no.",
        "no questionnaire asks “feel_safe” of “neighbours”",
        "there is no question “feel_sound” in the bank",
    ):
        assert any(words in fault for fault in told), words


def test_a_silence_can_not_count(faults):
    (told,) = faults(FILE.replace('["yes"]', '["yes", "dont_know"]'))
    assert "“dont_know” is no option" in told


def test_a_question_of_another_audience_is_a_fault(faults):
    (told,) = faults(FILE.replace('["residents"]', '["staff"]'))
    assert "no questionnaire asks “feel_safe” of “staff”" in told


def test_a_file_that_is_no_toml_is_one_fault(faults):
    told = faults(FILE + "[[[")
    assert told[0].startswith("spoilt.toml: this is no readable TOML")
