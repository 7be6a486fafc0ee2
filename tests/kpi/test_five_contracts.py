"""The five contracts say what the source documents say, row by row."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from surveyapp.definitions.library import load_library
from surveyapp.kpi.contract import contract_codes, load_contract
from surveyapp.kpi.figures import meets

ROOT = Path(__file__).parents[2]

STARTED = date(2025, 4, 1)
BEFORE, FIRST_DAY, DAY_BEFORE_RISE, RISE = (
    date(2025, 3, 31), date(2025, 4, 1), date(2027, 3, 31), date(2027, 4, 1),
)  # fmt: skip

REFS = {
    "extra-care": """
        1.1|1.2|1.3|PM 1.1|PM 1.2|PM 1.3|PM 1.3 required|PM 1.4|PM 1.5|PM 1.6|PM 1.7|PM 1.8
        PM 1.9|PM 1.9 response
        2.1|2.2|2.3|PM 2.1|PM 2.2|PM 2.3|PM 2.3 response
        3.1|3.2|3.3|PM 3.1|PM 3.1 required|PM 3.1 recommended|PM 3.2|PM 3.3|PM 3.4|PM 3.5
        PM 3.6|PM 3.6 response
        4.1|4.2|4.3|PM 4.1|PM 4.2|PM 4.3|PM 4.4|PM 4.5|PM 4.6|PM 4.7|PM 4.7 response
        5.1|5.2|5.3|PM 5.1|PM 5.1 decision|PM 5.1 move|PM 5.2|PM 5.2 days
        PM 5.3|PM 5.3 required|PM 5.3 recommended|PM 5.4|PM 5.5|PM 5.5 response
        template A|template B|template C|template D|template E|template F|template G|template H
        template I|template 1.1|template 1.2|template 1.3|template 1.4|template 1.5|template 1.6
        template 1.7|template 1.8|template 1.9|template 2
    """,
    "home-care": """
        1.a|1.b|1.c|1.d|1.e|1.f|1.g
        2.a|2.b|2.c|2.d|2.e|2.f|2.g
        3.a|3.b|3.c|3.d|3.e|3.f|3.g|3.h|3.i|3.j
        4.a|4.b|4.c|4.c improvements
        5.a|5.b|5.c
        6.a|6.b|6.c|6.d|6.e|6.f|6.g|6.h|6.i|6.j|6.k
        7.a|7.b|7.c
    """,
    "supported-housing": "1|2|3|4|5|6",
    "supported-housing-2": "1|2|3a|3a A2|3b|4|5|6|8",
    "supported-living": """
        1|1.1|1.2|1.3|1.4|1.5|1.6|1.7|1.8|1.9
        2|2.1|2.2|2.3|2.4|2.5|2.6|2.7|2.8|2.9|2.10|2.11|2.12|2.13
        3|3.1|3.2|3.3|3.4|3.5|3.6|3.7|3.8|3.9
        4|4.1|4.2|4.3|4.4|4.5|4.6|4.7|4.8|4.9|4.10
        5|5.1|5.2|5.3|5.4
        activity hours|activity agency hours|activity incidents|activity complaints
        activity compliments|activity safeguarding
    """,
}

YES, AGREE = ["yes"], ["strongly_agree", "agree"]
RESIDENTS, STAKEHOLDERS = ["residents"], ["stakeholders"]
NONE: list[str] = []
FIRST = ["invoice adjustment", "compliance notice", "default notice"]
SECOND = ["compliance notice", "default notice"]
LATER = ["report at performance review meeting", "compliance notice", "default notice"]

# The contract and ref of each row that a survey measures; its questions, counted options,
# audiences and base; the threshold from the agreement's first day on, and after two years.
SURVEY_ROWS = [
    ("extra-care", "1.1", ["feel_safe"], YES, RESIDENTS, "answered", "0.8", "0.8"),
    ("extra-care", "PM 1.9", ["stakeholders_safe"], AGREE, STAKEHOLDERS, "answered", None, None),
    ("extra-care", "2.1", ["wellbeing_improved"], YES, RESIDENTS, "answered", "0.8", "0.8"),
    ("extra-care", "PM 2.3", ["stakeholders_effective"], AGREE, STAKEHOLDERS, "answered",
     None, None),
    ("extra-care", "3.1", ["would_recommend"], YES, ["residents", "families"], "answered",
     "0.8", "0.8"),
    ("extra-care", "PM 3.1",
     ["dignity_privacy", "dignity_choice", "dignity_names", "dignity_listening",
      "dignity_independence", "dignity_families", "dignity_complaints", "dignity_speaking_up",
      "dignity_training"],
     AGREE, ["staff"], "answered", None, None),
    ("extra-care", "PM 3.6", ["stakeholders_caring"], AGREE, STAKEHOLDERS, "answered",
     None, None),
    ("extra-care", "PM 4.7", ["stakeholders_responsive"], AGREE, STAKEHOLDERS, "answered",
     None, None),
    ("extra-care", "5.1", ["well_led"], AGREE, ["staff"], "answered", "0.75", "0.75"),
    ("extra-care", "PM 5.5", ["stakeholders_well_led"], AGREE, STAKEHOLDERS, "answered",
     None, None),
    ("home-care", "1.a", ["dignity_and_respect"], NONE, RESIDENTS, "asked", "0.5", "0.5"),
    ("home-care", "1.b", ["dignity_and_respect"], YES, RESIDENTS, "answered", "0.9", "1"),
    ("home-care", "1.c", ["say_in_care_plan"], YES, RESIDENTS, "with_capacity", "1", "1"),
    ("home-care", "1.d", ["carers_stay_agreed_time"], YES, RESIDENTS, "answered", "0.8", "0.95"),
    ("home-care", "1.e",
     ["good_communication", "told_names", "told_of_change", "told_when_late",
      "can_reach_provider", "information_is_clear"],
     YES, RESIDENTS, "answered", "0.8", "1"),
    ("home-care", "1.g", ["same_carers"], YES, RESIDENTS, "answered", "0.85", "0.95"),
    ("home-care", "2.a", ["matches_plan"], YES, RESIDENTS, "answered", "0.9", "1"),
    ("home-care", "2.b", ["abilities_recognised", "family_supported", "culture_respected"],
     YES, RESIDENTS, "answered", "0.8", "1"),
    ("home-care", "2.c", ["money_handled_well"], YES, RESIDENTS, "answered", "1", "1"),
    ("home-care", "4.a", ["knows_how_to_complain"], YES, RESIDENTS, "answered", "1", "1"),
    ("home-care", "4.b", ["complaint_handled_well", "complaint_answered_in_time"], YES,
     RESIDENTS, "answered", "1", "1"),
    ("supported-housing", "1", ["outcome_achieved"], YES, RESIDENTS, "answered",
     "0.75", "0.75"),
    ("supported-housing-2", "1", ["outcome_achieved"], YES, RESIDENTS, "eligible", None, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def library():
    return load_library(ROOT / "questionnaires")


@pytest.fixture(scope="module")
def contracts(library):
    return {
        code: load_contract(ROOT / "contracts", code, library)
        for code in contract_codes(ROOT / "contracts")
    }


@pytest.fixture(scope="module")
def rows(contracts):
    return {
        (code, indicator.ref): indicator
        for code, contract in contracts.items()
        for indicator in contract.indicators
    }


def at_least(threshold):
    """The edge of a threshold of which at least so much is required."""
    assert threshold is None or threshold.direction == "at_least"
    return threshold and threshold.proportion


def test_there_are_the_five_contracts(contracts):
    assert set(contracts) == set(REFS)


@pytest.mark.parametrize("code", REFS)
def test_every_row_of_the_contract_stands_in_its_file_and_no_other(contracts, code):
    refs = [ref.strip() for line in REFS[code].split("\n") for ref in line.split("|")]
    assert [each.ref for each in contracts[code].indicators] == [ref for ref in refs if ref]


def test_the_rows_that_surveys_measure_are_those_named_here(rows):
    measured = [place for place, each in rows.items() if each.source == "survey"]
    assert sorted(measured) == sorted((row[0], row[1]) for row in SURVEY_ROWS)


@pytest.mark.parametrize(
    ("code", "ref", "questions", "counts", "audiences", "base", "first", "later"), SURVEY_ROWS
)
def test_a_survey_row_asks_counts_and_judges_as_the_contract_says(
    rows, code, ref, questions, counts, audiences, base, first, later
):
    row = rows[code, ref]
    assert (row.questions, row.counts, row.audiences, row.base) == (
        questions, counts, audiences, base,
    )  # fmt: skip
    assert row.kind == ("response_rate" if (code, ref) == ("home-care", "1.a") else "share")
    assert row.pooled == (len(audiences) > 1)
    for day, proportion in ((FIRST_DAY, first), (DAY_BEFORE_RISE, first), (RISE, later)):
        found = at_least(row.threshold(on=day, started=STARTED))
        assert found == (proportion and Fraction(proportion)), day


RISING = [(row[0], row[1]) for row in SURVEY_ROWS if row[6] != row[7]]


def test_the_thresholds_that_rise_are_those_of_home_care():
    assert {code for code, _ in RISING} == {"home-care"}
    assert [ref for _, ref in RISING] == ["1.b", "1.d", "1.e", "1.g", "2.a", "2.b"]


@pytest.mark.parametrize("place", RISING, ids=lambda place: place[1])
def test_a_rising_threshold_counts_from_the_start_of_the_agreement_and_from_no_other_day(
    rows, place
):
    row = rows[place]
    assert row.threshold(on=BEFORE, started=STARTED) is None
    assert row.threshold(on=RISE) is None
    assert [step.after_months for step in row.schedule] == [0, 24]


@pytest.mark.parametrize("ref", ["1.e", "2.b", "4.b"])
def test_a_composite_of_home_care_needs_all_its_parts_and_names_each(rows, ref):
    row = rows["home-care", ref]
    assert row.composite.rule == "all_parts"
    assert set(row.part_titles) == set(row.questions)


def test_the_dignity_self_assessment_is_headed_by_its_overall_question(rows):
    row = rows["extra-care", "PM 3.1"]
    assert (row.composite.rule, row.composite.question) == ("overall", "dignity_overall")
    assert set(row.part_titles) == set(row.questions)
    assert row.minimum_answers.authority == row.minimum_answers.published == 11


DEFAULTS = {
    "1.1": "critical", "1.3": "critical", "2.1": "non-critical", "2.3": "critical",
    "3.1": "non-critical", "3.3": "critical", "4.2": "critical", "4.3": "critical",
    "5.1": "critical", "5.3": "critical",
}  # fmt: skip


def test_the_defaults_of_extra_care_are_those_of_its_clauses(contracts):
    stated = {
        each.ref: each.default for each in contracts["extra-care"].indicators if each.default
    }
    assert stated == DEFAULTS


@pytest.mark.parametrize("ref", ["1.2", "2.2", "3.2", "4.1", "5.2"])
def test_a_rating_of_extra_care_is_good_or_better_and_has_two_kinds_of_default(rows, ref):
    row = rows["extra-care", ref]
    assert (row.source, row.kind, row.at_least_rating) == ("return", "rating", "good")
    assert row.rating_defaults == {
        "requires_improvement": "non-critical", "inadequate": "critical",
    }  # fmt: skip
    assert "first 12 months" in row.requires


def test_the_rating_of_home_care_is_good_or_better(rows):
    row = rows["home-care", "3.h"]
    assert (row.kind, row.at_least_rating, row.rating_defaults) == ("rating", "good", {})


def test_no_row_outside_extra_care_carries_a_default(contracts):
    for code, contract in contracts.items():
        for row in contract.indicators if code != "extra-care" else ():
            assert row.default is None and not row.rating_defaults, (code, row.ref)


def test_every_row_of_home_care_carries_the_consequences_of_its_outcome(contracts):
    expected = {"1": FIRST, "2": SECOND}
    for row in contracts["home-care"].indicators:
        assert row.consequences == expected.get(row.ref[0], LATER), row.ref


def test_consequences_are_those_of_home_care_alone(contracts):
    for code, contract in contracts.items():
        if code != "home-care":
            assert not any(row.consequences for row in contract.indicators), code


# The formula, and the threshold where the contract has one, of each ratio of complete records.
RATIOS = {
    ("supported-housing", "2"): ("return", "A ÷ B", "0.5"),
    ("supported-housing", "3"): ("register", "A ÷ C", "0.8"),
    ("supported-housing", "4"): ("return", "(A + B) ÷ C", "0.75"),
    ("supported-housing", "5"): ("return", "A ÷ F", "0.75"),
    ("supported-housing-2", "2"): ("return", "N ÷ D", None),
    ("supported-housing-2", "3a"): ("return", "A1 ÷ B1", "0.9"),
    ("supported-housing-2", "3a A2"): ("return", "A2 ÷ B1", "0.9"),
    ("supported-housing-2", "3b"): ("return", "A ÷ B", "1"),
    ("supported-housing-2", "4"): ("return", "A ÷ B", "0.6"),
    ("supported-housing-2", "5"): ("register", "A ÷ B", "0.8"),
    ("supported-housing-2", "6"): ("register", "A ÷ B", "0.6"),
    ("supported-housing-2", "8"): ("return", "A ÷ B", None),
    ("home-care", "6.e"): ("return", "A ÷ B", None),
    ("extra-care", "PM 1.1"): ("return", "A ÷ B", "1"),
    ("extra-care", "PM 1.2"): ("return", "A ÷ B", "1"),
    ("extra-care", "PM 1.3 required"): ("actions", "A ÷ B", "1"),
    ("extra-care", "PM 1.4"): ("return", "A ÷ B", "1"),
    ("extra-care", "PM 3.1 required"): ("actions", "A ÷ B", "1"),
    ("extra-care", "PM 3.1 recommended"): ("actions", "A ÷ B", "0.5"),
    ("extra-care", "PM 3.5"): ("register", "A ÷ B", "1"),
    ("extra-care", "PM 4.1"): ("return", "A ÷ B", "0.95"),
    ("extra-care", "PM 4.2"): ("return", "A ÷ B", "0.95"),
    ("extra-care", "PM 5.1"): ("return", "A ÷ B", "1"),
    ("extra-care", "PM 5.1 decision"): ("return", "A ÷ B", "1"),
    ("extra-care", "PM 5.1 move"): ("return", "A ÷ B", "1"),
    ("extra-care", "PM 5.2"): ("return", "A ÷ B", "0.95"),
    ("extra-care", "PM 5.3 required"): ("actions", "A ÷ B", "1"),
    ("extra-care", "PM 5.3 recommended"): ("actions", "A ÷ B", "0.5"),
    ("supported-living", "1.1"): ("return", "A ÷ B", "1"),
    ("supported-living", "2.1"): ("return", "A ÷ B", "1"),
    ("supported-living", "2.2"): ("return", "A ÷ B", "1"),
    ("supported-living", "2.4"): ("return", "A ÷ B", "1"),
    ("supported-living", "3.1"): ("return", "A ÷ B", "1"),
    ("supported-living", "4.4"): ("return", "A ÷ B", "1"),
    ("supported-living", "4.5"): ("return", "A ÷ B", "1"),
    ("supported-living", "4.6"): ("return", "A ÷ B", "1"),
}


def test_each_ratio_has_the_formula_and_the_threshold_of_its_contract(rows):
    stated = {
        place: (row.source, row.formula, row.at_least)
        for place, row in rows.items()
        if row.kind == "ratio" and row.less_than is None
    }
    assert stated == RATIOS


def test_staff_turnover_is_met_below_a_fifth_and_not_at_it(rows):
    row = rows["supported-housing", "6"]
    assert (row.kind, row.formula) == ("ratio", "A / ((B + C) / 2)")
    threshold = row.threshold(on=FIRST_DAY)
    assert (threshold.direction, threshold.proportion) == ("less_than", Fraction(1, 5))
    assert not meets(Fraction(1, 5), threshold)
    assert meets(Fraction(1, 5) - Fraction(1, 10**9), threshold)


def test_the_other_counts_of_a_formula_s_row_are_asked_for_too(rows):
    assert set(rows["supported-housing", "3"].terms) == {"A", "B", "C"}
    assert set(rows["supported-housing", "5"].terms) == {"A", "B", "C", "D", "E", "F"}


def test_a_row_without_a_percentage_says_in_words_what_it_requires(rows):
    for place, row in rows.items():
        if row.kind in ("compliance", "narrative") and not row.terms:
            assert row.requires, place
        if row.kind == "rating":
            assert row.at_least_rating, place


def test_my_support_stands_beside_the_five_outcomes_without_a_threshold(contracts):
    contract = contracts["supported-living"]
    assert not [row.ref for row in contract.indicators if row.source == "survey"]
    outcomes = {question.clause for question in contract.questions}
    assert {f"Outcome {number}" for number in range(1, 6)} <= outcomes
    assert all(question.audiences == ["residents"] for question in contract.questions)


@pytest.mark.parametrize(
    ("code", "questionnaires"),
    [
        ("extra-care", ["residents", "families", "staff", "stakeholders", "dignity"]),
        ("home-care", ["home_care", "complaint_follow_up", "informal_carers", "stakeholders"]),
        ("supported-housing", ["outcome_review", "complaint_follow_up"]),
        ("supported-housing-2", ["outcome_review"]),
        ("supported-living", ["my_support"]),
    ],
)
def test_the_questionnaires_of_a_contract_ask_all_that_it_asks(
    contracts, library, code, questionnaires
):
    asked = {
        question for name in questionnaires for question in library.questionnaire(name).questions
    }
    assert contracts[code].question_codes() <= asked


@pytest.mark.parametrize(
    "question",
    ["money_handled_well", "family_supported", "culture_respected", "told_of_change",
     "told_when_late", "can_reach_provider"],
)  # fmt: skip
def test_whom_a_part_of_home_care_does_not_concern_can_say_so(library, question):
    silences = [silence.code for silence in library.question(question).silences]
    assert silences == ["dont_know", "rather_not_say", "does_not_apply"]


@pytest.mark.parametrize("code", [code for code in REFS if code != "extra-care"])
def test_people_who_use_the_service_are_called_as_their_contract_calls_them(contracts, code):
    assert contracts[code].audience_names["residents"] == "service users"
