"""A printed percentage never crosses an edge that the counts don't cross."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.reports.numbers import percent_text, threshold_text

EIGHTY = Fraction(4, 5)


def number(text):
    return Fraction(text.removesuffix(" %")) / 100


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(77, 92), "83.7 %"),
        (Fraction(63, 89), "70.8 %"),
        (Fraction(1, 3), "33.3 %"),
        (Fraction(4, 5), "80.0 %"),
        (Fraction(0), "0 %"),
        (Fraction(1), "100 %"),
    ],
)
def test_a_percentage_has_one_place(share, text):
    assert percent_text(share, threshold=EIGHTY) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(79967, 100000), "79.97 %"),
        (Fraction(79999, 100000), "79.999 %"),
        (Fraction(80001, 100000), "80.001 %"),
    ],
)
def test_a_percentage_takes_as_many_places_as_it_needs_to_stand_on_its_side(share, text):
    assert percent_text(share, threshold=EIGHTY) == text


def test_without_a_threshold_it_takes_no_more_places_than_one():
    assert percent_text(Fraction(79967, 100000)) == "80.0 %"


@pytest.mark.parametrize(
    ("share", "text"), [(Fraction(1, 3000), "0.03 %"), (Fraction(2999, 3000), "99.97 %")]
)
def test_one_person_is_never_rounded_to_nobody_nor_all_but_one_to_everybody(share, text):
    assert percent_text(share) == text


COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
THRESHOLDS = st.integers(1, 9999).map(lambda tenth: Fraction(tenth, 10_000))


@given(counts=COUNTS, threshold=THRESHOLDS)
def test_a_printed_percentage_never_crosses_the_threshold(counts, threshold):
    share = Fraction(*counts)
    printed = number(percent_text(share, threshold=threshold))
    for edge in (threshold, Fraction(0), Fraction(1)):
        assert (printed > edge) == (share > edge)
        assert (printed < edge) == (share < edge)
    assert abs(printed - share) <= Fraction(1, 2000)


@pytest.mark.parametrize(
    ("threshold", "text"),
    [
        ({"at_least": 80.0}, "≥ 80 %"),
        ({"less_than": 5.0}, "< 5 %"),
        ({"at_least": 72.5}, "≥ 72.5 %"),
        ({"at_least": 66.666667}, "≥ 66.666667 %"),
        (None, ""),
    ],
)
def test_a_threshold_is_printed_whole(threshold, text):
    assert threshold_text(threshold) == text
