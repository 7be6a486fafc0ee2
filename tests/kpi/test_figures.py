"""The figures of one group of people, and the two verdicts that are never one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.kpi.figures import result_of
from surveyapp.kpi.reading import Reading
from surveyapp.statistics import (
    Stratum,
    clopper_pearson_interval,
    hypergeometric_interval,
    stratified_interval,
)
from tests.kpi.building import answers, indicator, measured, question

READING = Reading()


def result(asked, found, reading=READING):
    return result_of(asked, "feel_safe", found, reading, ref="1.1")


def verdicts(found):
    return found.verdict, found.evidence, found.default


# The contract verdict


@pytest.mark.parametrize(
    ("yes", "no", "verdict"),
    [(4, 1, "met"), (28, 7, "met"), (19, 5, "not met"), (0, 24, "not met"), (24, 0, "met")],
)
def test_the_contract_verdict_is_the_exact_share_against_the_threshold(yes, no, verdict):
    found = result(indicator(), measured(answers(yes=yes, no=no), eligible=50))
    assert found.verdict == verdict
    assert found.proportion == Fraction(yes, yes + no)


@pytest.mark.parametrize(
    ("yes", "verdict"), [(0, "met"), (1, "met"), (2, "not met"), (3, "not met")]
)
def test_less_than_is_strict(yes, verdict):
    found = result(indicator(less_than="0.1"), measured(answers(yes=yes, no=20 - yes)))
    assert found.verdict == verdict
    assert found.threshold.direction == "less_than"


def test_a_default_comes_with_not_met_and_with_no_other_verdict():
    met = result(indicator(), measured(answers(yes=9, no=1)))
    missed = result(indicator(), measured(answers(yes=1, no=9)))
    assert (met.default, met.default_class) == (None, "critical")
    assert (missed.default, missed.default_class) == ("critical", "critical")


def test_a_threshold_that_is_not_yet_in_force_gives_no_verdict():
    asked = indicator(schedule=[{"from": date(2026, 4, 1), "at_least": "0.9"}])
    found = result(asked, measured(answers(yes=1, no=9)))
    assert verdicts(found) == ("no threshold", None, None)
    assert found.interval is not None, "the figures stand without it"


def test_the_threshold_in_force_is_that_of_the_census_date():
    asked = indicator(
        schedule=[
            {"from": date(2025, 1, 1), "at_least": "0.7"},
            {"from": date(2026, 4, 1), "at_least": "0.9"},
        ]
    )
    early, late = (
        measured(answers(yes=8, no=2), census=day) for day in (date(2026, 3, 31), date(2026, 4, 1))
    )
    assert [result(asked, each).verdict for each in (early, late)] == ["met", "not met"]


def test_what_no_survey_has_measured_shows_the_threshold_of_the_day():
    asked = indicator(
        schedule=[
            {"from": date(2025, 1, 1), "at_least": "0.7"},
            {"from": date(2030, 1, 1), "at_least": "0.9"},
        ]
    )
    nothing = measured(schemes=(), eligible={})
    found = result(asked, nothing, Reading(as_of=date(2026, 11, 22)))
    assert found.verdict == "not yet measured"
    assert found.threshold.proportion == Fraction(7, 10)


def test_a_floor_from_the_start_on_holds_where_no_start_is_stated():
    asked = indicator(
        schedule=[
            {"after_months": 0, "at_least": "0.7"},
            {"after_months": 24, "at_least": "0.9"},
        ]
    )
    unstated = Reading(start_is_stated=False)
    found = result(asked, measured(answers(yes=8, no=2)), unstated)
    assert found.threshold.proportion == Fraction(7, 10)
    assert result(asked, measured(answers(yes=8, no=2))).threshold is None


def test_of_several_surveys_the_latest_census_decides_for_a_pooled_figure():
    asked = indicator(
        audiences=["residents", "families"],
        pooled=True,
        schedule=[{"from": date(2026, 4, 1), "at_least": "0.9"}],
    )
    census = {"residents": date(2026, 3, 1), "families": date(2026, 5, 1)}
    found = measured(answers(yes=8, no=2), audiences=["residents", "families"], census=census)
    assert result(asked, found, READING).verdict == "not met"


def test_a_schedule_may_count_from_the_start_of_the_agreement():
    asked = indicator(schedule=[{"after_months": 12, "at_least": "0.9"}])
    found = measured(answers(yes=8, no=2))
    first_year = Reading(started=date(2025, 3, 2))
    second_year = Reading(started=date(2025, 3, 1))
    assert result(asked, found, first_year).verdict == "no threshold"
    assert result(asked, found, second_year).verdict == "not met"


# Nobody and too few


def test_nobody_is_not_nought():
    found = result(indicator(), measured(answers(dont_know=9, skipped=3)))
    assert verdicts(found) == ("too few answers", None, None)
    assert found.proportion is None and found.interval is None
    assert (found.numerator, found.denominator) == (0, 0)


def test_a_scheme_that_no_survey_asked_is_not_yet_measured():
    found = result(indicator(), measured(schemes=[]))
    assert verdicts(found) == ("not yet measured", None, None)
    assert (found.numerator, found.returned, found.population) == (None, None, None)


@pytest.mark.parametrize(
    ("complete", "partial", "verdict"),
    [(19, 0, "too few answers"), (19, 1, "met"), (20, 0, "met")],
)
def test_below_the_contract_s_minimum_response_there_is_no_verdict(complete, partial, verdict):
    asked = indicator(minimum_response={"rate": "0.5", "measure": "rr2"})
    found = result(
        asked, measured(answers(yes=19), eligible=40, complete=complete, partial=partial)
    )
    assert found.verdict == verdict
    assert found.numerator == 19, "the figures stand without it"


def test_the_response_rate_of_rr1_counts_complete_forms_only():
    asked = indicator(minimum_response={"rate": "0.5", "measure": "rr1"})
    enough = measured(answers(yes=19), complete=20)
    too_few = measured(answers(yes=19), complete=19, partial=5)
    assert result(asked, enough).verdict == "met"
    assert result(asked, too_few).verdict == "too few answers"


def test_without_a_known_population_no_minimum_response_is_reached():
    asked = indicator(minimum_response={"rate": "0.1"})
    found = result(asked, measured(answers(yes=19), eligible=None, complete=20))
    assert found.verdict == "too few answers"


# The ledger


def test_blank_forms_are_not_returned():
    found = result(indicator(), measured(answers(yes=9), complete=30, partial=3, blank=5))
    assert found.returned == 33
    assert found.response_rate == Fraction(33, 40)


def test_the_response_rate_is_returned_of_eligible_whatever_was_asked():
    found = result(indicator(), measured(answers(yes=9), complete=20, asked=25))
    assert (found.asked, found.eligible) == (25, 40)
    assert found.response_rate == Fraction(1, 2)


def test_a_figure_that_one_scheme_lacks_is_not_stated_for_all():
    found = result(
        indicator(),
        measured(
            answers("larch", yes=9), answers("rowan", yes=9),
            schemes=["larch", "rowan"], eligible={"larch": 40, "rowan": None}, complete=18,
        ),
    )  # fmt: skip
    assert (found.eligible, found.population, found.response_rate) == (None, None, None)
    assert found.returned == 18


# The interval


def test_one_scheme_has_the_exact_interval_of_its_population():
    found = result(indicator(), measured(answers(yes=26, no=6), eligible=40))
    exact = hypergeometric_interval(26, 32, 40)
    assert found.interval.method == "exact_hypergeometric"
    assert (found.interval.low_count, found.interval.high_count) == (30, 34)
    assert (found.interval.low_count, found.interval.high_count) == (
        exact.low_count, exact.high_count,
    )  # fmt: skip
    assert (found.interval.low, found.interval.high) == (30 / 40, 34 / 40)
    assert found.weighted_proportion is None


def test_several_schemes_have_the_stratified_interval():
    found = result(
        indicator(),
        measured(
            answers("larch", yes=26, no=6), answers("rowan", yes=36, no=5),
            schemes=["larch", "rowan"], eligible={"larch": 40, "rowan": 58},
        ),
    )  # fmt: skip
    stratified = stratified_interval([Stratum(40, 32, 26), Stratum(58, 41, 36)])
    assert found.interval.method == "stratified_score"
    assert (found.interval.low, found.interval.high) == (stratified.low, stratified.high)
    assert found.population == 98
    assert found.weighted_proportion == pytest.approx((40 * 26 / 32 + 58 * 36 / 41) / 98)


def test_a_scheme_that_said_nothing_stays_in_the_population():
    found = result(
        indicator(),
        measured(answers("larch", yes=26, no=6), schemes=["larch", "rowan"], eligible=40),
    )
    assert found.population == 80
    assert found.interval.high_count - found.interval.low_count >= 34 - 30


def test_the_pooled_count_decides_unless_the_contract_says_weighted():
    tallies = [answers("large", yes=14, no=6), answers("small", yes=18, no=2)]
    found = measured(*tallies, schemes=["large", "small"], eligible={"large": 100, "small": 20})
    pooled = result(indicator(), found)
    weighted = result(indicator(aggregate="weighted"), found)
    assert pooled.proportion == weighted.proportion == Fraction(32, 40)
    assert pooled.weighted_proportion == pytest.approx((100 * 0.7 + 20 * 0.9) / 120)
    assert (pooled.verdict, weighted.verdict) == ("met", "not met")


def test_those_to_whom_it_does_not_apply_leave_the_population():
    found = result(indicator(), measured(answers(yes=26, no=6, does_not_apply=3), eligible=40))
    assert found.population == 37
    assert found.interval.high_count <= 37 - 6
    assert found.response_rate is None or found.eligible == 40


def test_those_who_do_not_know_stay_in_the_population():
    found = result(
        indicator(), measured(answers(yes=26, no=6, dont_know=2, skipped=4), eligible=40)
    )
    assert found.population == 40


def test_a_base_with_capacity_has_the_population_of_those_with_capacity():
    tallies = [answers(yes=20, no=4, capacity="yes"), answers(no=5, capacity="no")]
    found = result(indicator(base="with_capacity"), measured(*tallies, with_capacity=30))
    assert (found.numerator, found.denominator, found.population) == (20, 24, 30)


def test_a_base_with_capacity_that_nobody_counted_has_no_known_population():
    found = result(indicator(base="with_capacity"), measured(answers(yes=20, no=4)))
    assert (found.population, found.population_doubt) == (None, "size not stated")


# A population that is not known


def test_without_a_ledger_the_interval_is_that_of_an_endless_population():
    found = result(indicator(), measured(answers(yes=18, no=5), eligible=None))
    endless = clopper_pearson_interval(18, 23)
    assert (found.population, found.population_doubt) == (None, "size not stated")
    assert found.interval.method == "clopper_pearson"
    assert (found.interval.low, found.interval.high) == pytest.approx((endless.low, endless.high))
    assert (found.interval.low_count, found.interval.high_count) == (None, None)


def test_without_a_ledger_nothing_is_ever_settled():
    found = result(indicator(), measured(answers(yes=500), eligible=None))
    assert (found.verdict, found.evidence) == ("met", "strong")


def test_more_answers_than_people_make_the_size_unknown_and_the_evidence_worthless():
    found = result(indicator(), measured(answers(yes=41), eligible=40))
    assert (found.population, found.population_doubt) == (None, "more answers than people")
    assert verdicts(found) == ("met", "too close to call", None)
    assert found.interval.method == "clopper_pearson"


def test_one_scheme_with_more_answers_than_people_spoils_the_pooled_figure():
    found = result(
        indicator(),
        measured(
            answers("larch", yes=41), answers("rowan", yes=9),
            schemes=["larch", "rowan"], eligible={"larch": 40, "rowan": 400},
        ),
    )  # fmt: skip
    assert found.population_doubt == "more answers than people"
    assert found.evidence == "too close to call"


def test_as_many_answers_as_people_are_a_census():
    found = result(indicator(), measured(answers(yes=36, no=4), eligible=40))
    assert found.population_doubt is None
    assert found.evidence == "settled"
    assert found.interval.low_count == found.interval.high_count == 36


# The strength of evidence


@pytest.mark.parametrize(
    ("yes", "no", "eligible", "evidence"),
    [
        (33, 5, 40, "settled"),
        (19, 5, 24, "settled"),
        (14, 1, 16, "too close to call"),
        (17, 5, 35, "too close to call"),
    ],
)
def test_the_evidence_is_about_everyone_in_the_population(yes, no, eligible, evidence):
    asked = indicator(at_least="0.9") if eligible == 16 else indicator()
    assert result(asked, measured(answers(yes=yes, no=no), eligible=eligible)).evidence == evidence


def test_a_question_without_a_threshold_has_an_interval_and_no_evidence():
    asked = question(code="feel_safe")
    found = result(asked, measured(answers(yes=26, no=6), eligible=40))
    assert verdicts(found) == ("no threshold", None, None)
    assert found.interval.low_count == 30


def test_a_choice_of_several_has_a_base_and_no_share():
    asked = question(code="feel_safe", counts=[])
    found = result(asked, measured(answers(home=9, sleep=5, **{"*": 12})))
    assert (found.numerator, found.denominator, found.interval) == (None, 12, None)
    assert found.verdict == "no threshold"


def test_answers_by_the_open_link_are_named():
    tallies = [
        answers(yes=9, no=1, way_in="open", dont_know=4),
        answers(yes=5, way_in="open", presentation="proxy"),
        answers(yes=3),
    ]
    found = result(indicator(), measured(*tallies))
    assert (found.denominator, found.open_count) == (13, 10)


# A base that is no survey of answers


@pytest.mark.parametrize(("base", "denominator"), [("eligible", 40), ("asked", 32)])
def test_a_count_of_all_those_eligible_or_asked_has_neither_interval_nor_evidence(
    base, denominator
):
    found = result(
        indicator(base=base), measured(answers(yes=30, no=1, dont_know=1), eligible=40, asked=32)
    )
    assert (found.numerator, found.denominator) == (30, denominator)
    assert (found.interval, found.evidence) == (None, None)
    assert found.verdict == ("met" if base == "asked" else "not met")


def test_a_base_that_nobody_counted_gives_no_verdict():
    found = result(indicator(base="asked"), measured(answers(yes=30), asked=None))
    assert found.verdict == "too few answers"


def test_more_who_said_yes_than_were_eligible_are_no_share_of_them():
    found = result(indicator(base="eligible"), measured(answers(yes=41), eligible=40))
    assert found.proportion is None
    assert (found.verdict, found.population_doubt) == (
        "too few answers", "more answers than people",
    )  # fmt: skip


@settings(max_examples=60)
@given(
    yes=st.integers(0, 40),
    no=st.integers(0, 40),
    rest=st.integers(0, 40),
    threshold=st.sampled_from(["0.5", "0.75", "0.8", "0.9"]),
)
def test_no_figure_contradicts_another(yes, no, rest, threshold):
    found = result(
        indicator(at_least=threshold), measured(answers(yes=yes, no=no), eligible=yes + no + rest)
    )
    if not yes + no:
        assert found.verdict == "too few answers"
        return
    assert (found.verdict == "met") == (found.proportion >= Fraction(threshold))
    assert yes <= found.interval.low_count <= found.interval.high_count <= yes + rest
    if found.evidence == "settled":
        edge = Fraction(threshold) * found.population
        assert (yes >= edge) == (found.verdict == "met")
        assert (yes >= edge) or (yes + rest < edge)
