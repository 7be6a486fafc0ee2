"""The whole that several questions make: the rule in SQL is the rule in Python."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product

import pytest

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.kpi.composite import OTHERWISE, composite_option
from surveyapp.responses.response import Response
from surveyapp.storage import responses, schemes, surveys
from surveyapp.storage.composites import count_composite

PARTS = ("feel_safe", "knows_how_to_complain")
SAID = ("yes", "partly", "no", "dont_know", "rather_not_say", "does_not_apply", "skipped", None)


def form(first: str | None, second: str | None, *, helper: str = "none") -> Response:
    """A form with these two parts; None is a part that was never on it."""
    answers = {}
    for part, said in zip(PARTS, (first, second), strict=True):
        if said == "skipped":
            answers[part] = NOT_ANSWERED
        elif said in ("dont_know", "rather_not_say", "does_not_apply"):
            answers[part] = Answer(silence=said)
        elif said is not None:
            answers[part] = Answer(options=(said,))
    return Response(
        scheme="larch-court",
        audience="residents",
        way_in="open",
        mode="self_phone",
        helper=helper,
        language="en",
        presentation="easy",
        capacity=None,
        answers=answers,
    )


@pytest.fixture
def survey(store) -> str:
    """A survey of one scheme, with nobody's answers in it."""
    with store.writing() as connection:
        agreement = schemes.record_agreement(connection, "home-care", "Example Care", starts=None)
        schemes.record_scheme(
            connection, "larch-court", name="Larch Court", agreement_id=agreement, help_words={}
        )
        surveys.record_survey(
            connection,
            code="residents",
            questionnaire="residents",
            contract="home-care",
            audience="residents",
            anonymity="anonymous",
            opens=date(2026, 3, 1),
            closes=date(2026, 3, 31),
            census=date(2026, 3, 1),
            languages="en",
        )
        surveys.record_survey_scheme(connection, "residents", "larch-court", link_code="ABCDEFGH")
    return "residents"


def test_every_pair_of_answers_makes_the_same_whole_in_sql_and_in_python(store, survey):
    forms = [form(first, second) for first, second in product(SAID, repeat=2)]
    expected = Counter(
        composite_option(
            {part: said for part, said in zip(PARTS, pair, strict=True) if said is not None},
            PARTS,
            ["yes"],
        )
        for pair in product(SAID, repeat=2)
    )
    with store.writing() as connection:
        responses.record_responses(connection, survey, [(each, "partial") for each in forms])
        counted = count_composite(
            connection, survey, code="composite 1.e", parts=PARTS, counted=["yes"]
        )
    assert {row["option"]: row["count"] for row in counted} == dict(expected)
    assert set(expected) == {"yes", OTHERWISE, "skipped", "dont_know", "does_not_apply"}


def test_a_whole_is_counted_apart_by_who_helped(store, survey):
    forms = [form("yes", "yes"), form("yes", "yes", helper="staff"), form("no", "yes")]
    with store.writing() as connection:
        responses.record_responses(connection, survey, [(each, "complete") for each in forms])
        counted = count_composite(
            connection, survey, code="composite 1.e", parts=PARTS, counted=["yes"]
        )
    assert {(row["helper"], row["option"], row["count"]) for row in counted} == {
        ("none", "yes", 1),
        ("staff", "yes", 1),
        ("none", OTHERWISE, 1),
    }
    assert {row["question"] for row in counted} == {"composite 1.e"}
