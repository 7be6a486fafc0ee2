"""Periods: calendar years, financial years, and their halves and quarters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.errors import NotKnownError
from surveyapp.kpi.period import parse_period


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-27", date(2026, 4, 1), date(2027, 3, 31)),
        ("2026-27-H1", date(2026, 4, 1), date(2026, 9, 30)),
        ("2026-27-H2", date(2026, 10, 1), date(2027, 3, 31)),
        ("2026-27-Q1", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-27-Q4", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027-28-Q4", date(2028, 1, 1), date(2028, 3, 31)),
        ("1999-00", date(1999, 4, 1), date(2000, 3, 31)),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(name, first, last):
    period = parse_period(name)
    assert (period.name, period.first, period.last) == (name, first, last)


def test_both_ends_are_included():
    period = parse_period("2026-27")
    assert period.holds(date(2026, 4, 1)) and period.holds(date(2027, 3, 31))
    assert not period.holds(date(2026, 3, 31)) and not period.holds(date(2027, 4, 1))


@pytest.mark.parametrize(
    "name",
    ["", "26", "2026-28", "2026-26", "2026-25", "2026-Q5", "2026-Q0", "2026-H3", "2026-27-Q",
     "2026Q1", "2026-2027", "2026-03", "last year", "0000", "9999", "2026-27-H1-Q1"],
)  # fmt: skip
def test_what_is_no_period_is_told_with_how_to_write_one(name):
    with pytest.raises(NotKnownError, match=r"is no period. Write a year such as 2026"):
        parse_period(name)


def test_blanks_around_a_name_are_forgiven():
    assert parse_period(" 2026-27 ").name == "2026-27"


YEARS = st.integers(1900, 9000).flatmap(
    lambda year: st.sampled_from([f"{year}", f"{year}-{(year + 1) % 100:02}"])
)


@given(year=YEARS, parts=st.sampled_from([["H1", "H2"], ["Q1", "Q2", "Q3", "Q4"]]))
def test_the_parts_of_a_year_follow_each_other_without_gap_or_overlap(year, parts):
    whole = parse_period(year)
    periods = [parse_period(f"{year}-{part}") for part in parts]
    assert periods[0].first == whole.first
    assert periods[-1].last == whole.last
    for before, after in zip(periods, periods[1:], strict=False):
        assert before.last + timedelta(days=1) == after.first
