"""Formulas of contracts: the worked examples of the source, and what can't be worked out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from surveyapp.definitions.library import load_library
from surveyapp.kpi.contract import load_contract
from surveyapp.kpi.formula import FormulaError, employed_in_period, parse_formula

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def formulas():
    """The formula of each row that states one, by contract and ref."""
    library = load_library(ROOT / "questionnaires")
    return {
        (code, row.ref): parse_formula(row.formula)
        for code in ("supported-housing", "supported-housing-2")
        for row in load_contract(ROOT / "contracts", code, library).indicators
        if row.formula
    }


def percent(share):
    """As the source prints it: in percent, with two places."""
    return f"{float(share * 100):.2f}"


# Each page of the contract works one example. For KPI 2 and 6 it prints whole percent.
@pytest.mark.parametrize(
    ("ref", "counts", "printed"),
    [
        ("1", {"A": 100, "B": 300}, "33.33"),
        ("2", {"N": 25, "D": 75}, "33.33"),
        ("3a", {"A1": 43, "B1": 75}, "57.33"),
        ("3b", {"A": 20, "B": 75}, "26.67"),
        ("4", {"A": 40, "B": 75}, "53.33"),
        ("5", {"A": 4, "B": 8}, "50.00"),
        ("6", {"A": 10, "B": 18}, "55.56"),
        ("8", {"A": 5, "B": 10}, "50.00"),
    ],
)
def test_the_worked_example_of_the_contract_comes_out(formulas, ref, counts, printed):
    assert percent(formulas["supported-housing-2", ref].value(counts)) == printed


@pytest.mark.parametrize(
    ("ref", "counts", "printed"),
    [("2", {"N": 25, "D": 75}, 33), ("6", {"A": 10, "B": 18}, 56)],
)
def test_where_the_contract_prints_whole_percent_it_rounds(formulas, ref, counts, printed):
    assert round(formulas["supported-housing-2", ref].value(counts) * 100) == printed


def test_the_care_certificate_has_the_denominator_of_the_diploma(formulas):
    diploma, certificate = (formulas["supported-housing-2", ref] for ref in ("3a", "3a A2"))
    assert diploma.names == {"A1", "B1"} and certificate.names == {"A2", "B1"}
    assert certificate.value({"A2": 30, "B1": 75}) == Fraction(2, 5)


def test_thirty_at_the_start_and_35_at_the_end_with_ten_left_are_45_employed():
    assert employed_in_period(30, 35, 10) == 45


@pytest.mark.parametrize(
    ("start", "end", "left", "employed"),
    [
        (0, 0, 0, 0),
        (30, 30, 0, 30),
        (0, 12, 0, 12),
        (12, 0, 12, 12),
        # Two who came in the period left in it too.
        (1, 2, 3, 5),
    ],
)
def test_everybody_employed_at_any_time_is_who_stayed_and_who_left(start, end, left, employed):
    assert employed_in_period(start, end, left) == employed


@pytest.mark.parametrize("counts", [(-1, 35, 10), (30, -1, 10), (30, 35, -1)])
def test_nobody_can_count_fewer_than_nought_employed(counts):
    with pytest.raises(FormulaError):
        employed_in_period(*counts)


def test_paid_and_voluntary_work_are_added_before_they_are_divided(formulas):
    work = formulas["supported-housing", "4"]
    assert work.value({"A": 4, "B": 2, "C": 8}) == Fraction(3, 4)


def test_counts_that_are_only_reported_do_not_move_a_formula(formulas):
    resolved = formulas["supported-housing", "3"]
    assert resolved.names == {"A", "C"}
    assert resolved.value({"A": 8, "B": 12, "C": 10}) == Fraction(4, 5)


def test_turnover_is_over_the_average_of_start_and_end(formulas):
    turnover = formulas["supported-housing", "6"]
    assert turnover.value({"A": 10, "B": 30, "C": 35}) == Fraction(4, 13)
    assert turnover.value({"A": 6, "B": 29, "C": 31}) == Fraction(1, 5)


def test_a_value_is_exact_whatever_the_signs_are_written_with():
    for text in ("A ÷ ((B + C) ÷ 2)", "A / ((B + C) / 2)", "2 × A ÷ (B + C)", "A*2/(B+C)"):
        assert parse_formula(text).value({"A": 1, "B": 1, "C": 2}) == Fraction(2, 3), text
    assert parse_formula("A − B").value({"A": 1, "B": 3}) == -2


def test_a_whole_number_of_hours_may_be_a_fraction():
    assert parse_formula("A ÷ F").value({"A": Fraction("37.5"), "F": 50}) == Fraction(3, 4)


@given(a=some.integers(0, 10**9), b=some.integers(1, 10**9))
def test_a_ratio_is_the_fraction_and_no_rounding_of_it(a, b):
    assert parse_formula("A ÷ B").value({"A": a, "B": b}) == Fraction(a, b)


@pytest.mark.parametrize(
    "text",
    [
        "A % B", "A ** B", "A // B", "A, B", "A < B", "-A", "A[0]", "A.B", "f(A)", "A if B else C",
        "a ÷ b", "A_B ÷ C", "A ÷ 2.5", "A ÷ 'B'", "A ÷ True", "A and B",
    ],
)  # fmt: skip
def test_a_sign_that_is_no_sum_is_refused(text):
    with pytest.raises(FormulaError, match="something else than names in capitals"):
        parse_formula(text)


@pytest.mark.parametrize("text", ["", "A ÷", "(A + B", "A B", "÷", "A ÷÷", "A = B"])
def test_what_is_no_formula_is_told_with_one_that_is(text):
    with pytest.raises(FormulaError, match=r"is no formula. Write it as A ÷ \(B \+ C\)"):
        parse_formula(text)


@pytest.mark.parametrize("text", ["1", "1 ÷ 2", "(3 + 4) × 5"])
def test_a_formula_names_a_count(text):
    with pytest.raises(FormulaError, match="names no count"):
        parse_formula(text)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A ÷ B", {"A": 0, "B": 0}),
        ("A ÷ B", {"A": 5, "B": 0}),
        ("A ÷ ((B + C) ÷ 2)", {"A": 1, "B": 0, "C": 0}),
        ("A ÷ (B − C)", {"A": 1, "B": 4, "C": 4}),
        ("A ÷ 0", {"A": 1}),
    ],
)
def test_a_share_of_nothing_is_an_error_and_not_nought(text, counts):
    with pytest.raises(FormulaError, match="nothing to divide by"):
        parse_formula(text).value(counts)


def test_a_count_that_is_missing_is_named():
    with pytest.raises(FormulaError, match=r"needs B, C\."):
        parse_formula("A ÷ (B + C)").value({"A": 1})
