"""The sentence on top, and the four figures beneath it."""

from __future__ import annotations

from itertools import product

import pytest

from surveyapp.kpi.assistance import Assistance
from surveyapp.kpi.result import (
    EVIDENCE,
    MET,
    MODERATE,
    NOT_MEASURED,
    NOT_MET,
    SETTLED,
    STRONG,
    TOO_CLOSE,
    TOO_FEW,
    Result,
)
from surveyapp.reports.figures import top_figures
from surveyapp.reports.headline import headline, standing


def result(ref, verdict, evidence=None, default=None, **facts):
    return Result(
        ref=ref, title=ref, source="survey", verdict=verdict, evidence=evidence,
        default_class=default, **facts,
    )  # fmt: skip


def said(*results, **facts):
    return " ".join(headline(standing(results), **facts))


def test_a_default_is_told_first_with_its_class_and_how_sure_it_is():
    assert said(
        result("1.1", MET, STRONG, "critical"),
        result("2.1", NOT_MET, SETTLED, "non-critical"),
    ) == (
        "Indicator 2.1 is in non-critical default, and nothing that the others could say would "
        "change that. 1 of 2 is met."
    )


@pytest.mark.parametrize(
    ("default", "evidence"), list(product(("critical", "non-critical"), (*EVIDENCE, None)))
)
def test_every_class_of_default_has_a_sentence_for_every_evidence(default, evidence):
    words = said(result("2.1", NOT_MET, evidence, default))
    assert words.startswith(f"Indicator 2.1 is in {default} default")
    assert ("too close to call: say so" in words) == (evidence == TOO_CLOSE)
    assert ("not certainly" in words) == (evidence == MODERATE)


def test_nothing_in_default_is_said_in_so_many_words():
    assert said(result("1.1", MET, STRONG), result("2.1", MET, SETTLED)) == (
        "Nothing is in default. 2 of 2 are met."
    )


def test_what_is_met_on_weak_evidence_is_named():
    words = said(
        result("1.1", MET, MODERATE), result("3.1", MET, TOO_CLOSE), result("5.1", MET, STRONG)
    )
    assert "Indicator 1.1 is met probably for everyone too, but not certainly." in words
    assert "Indicator 3.1 is met on the answers received, but too close to call." in words
    assert "5.1" not in words


def test_more_than_three_defaults_are_counted_and_not_all_told():
    many = [result(str(number), NOT_MET, STRONG, "critical") for number in range(1, 6)]
    words = said(*many)
    assert words.count("is in critical default") == 3
    assert "2 more indicators are in default." in words


def test_not_met_without_a_default_is_no_default():
    assert said(result("1.1", NOT_MET, STRONG)) == (
        "Nothing is in default. 1 is not met, without a default. 0 of 1 are met."
    )


def test_a_part_of_an_agreement_is_never_said_to_be_in_default():
    words = said(result("2.1", NOT_MET, SETTLED), result("1.1", MET, STRONG), is_partial=True)
    assert "default" not in words
    assert words == "1 of 2 is met."


def test_what_has_no_verdict_is_counted_apart():
    words = said(result("1.1", MET, STRONG), result("2.1", TOO_FEW), result("3.1", NOT_MEASURED))
    assert "1 of 1 is met." in words
    assert "1 has too few answers." in words
    assert "1 more is not yet measured." in words


def test_nothing_measured_and_too_few_answers_are_two_things():
    assert said(result("1.1", NOT_MEASURED)) == "Nothing has been measured in this period yet."
    assert said(result("1.1", TOO_FEW)).startswith("There are too few answers for any verdict")


def figures(*results, assistance=None):
    return top_figures(standing(results), results, assistance)


def measured(ref, audience, returned, eligible, **facts):
    return result(
        ref, MET, STRONG, audiences=(audience,), returned=returned, eligible=eligible, **facts
    )


def test_the_figures_tell_defaults_met_response_and_help():
    found = figures(
        measured("1.1", "residents", 94, 122),
        result("2.1", NOT_MET, SETTLED, "critical"),
        assistance=Assistance("1.1", 92, 74, 5),
    )
    assert [(each.number, each.label) for each in found] == [
        ("1", "in default"),
        ("1 of 2", "met"),
        ("77\xa0%", "of residents answered"),
        ("80\xa0%", "alone or with independent help"),
    ]
    assert found[0].note == "1 of them critical"
    assert found[0].is_grave
    assert found[2].note == "94 of 122 eligible (RR2)"
    assert found[3].note == "74 of 92 who answered 1.1; 5 with help from staff"


def test_help_from_staff_that_may_not_be_shown_is_left_out():
    found = figures(
        measured("1.1", "residents", 94, 122), assistance=Assistance("1.1", 92, 74, None)
    )
    assert found[3].note == "74 of 92 who answered 1.1"


def test_where_help_can_not_be_told_the_next_audience_is():
    found = figures(
        measured("5.1", "staff", 56, 69),
        measured("3.1", "families", 46, 97),
        measured("1.1", "residents", 94, 122),
    )
    assert [each.label for each in found[2:]] == [
        "of residents answered",
        "of families and friends answered",
    ]


def test_the_audiences_of_a_pooled_figure_are_found_in_its_parts():
    parts = (measured("3.1", "families", 46, 97),)
    pooled = result("3.1", MET, STRONG, audiences=("residents", "families"), parts=parts)
    assert [each.label for each in figures(pooled)[2:]] == ["of families and friends answered"]


def test_nought_of_nought_is_no_figure():
    assert figures(result("1.1", NOT_MEASURED)) == ()
    alone = figures(result("1.1", TOO_FEW, audiences=("residents",), returned=4, eligible=122))
    assert [each.label for each in alone] == ["of residents answered"]


def test_an_audience_with_an_unknown_name_is_left_out_of_the_figures():
    found = figures(measured("1.1", "volunteers", 4, 12))
    assert [each.label for each in found] == ["in default", "met"]
