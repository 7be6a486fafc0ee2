"""Tallies, populations and indicators as short as a test can say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from surveyapp.kpi.contract import Contract
from surveyapp.kpi.indicator import Indicator, SurveyQuestion
from surveyapp.kpi.tally import FormTally, Measured, Tally
from surveyapp.responses.population import Population


def indicator(**stated: Any) -> Indicator:
    """An indicator on `feel_safe` with a threshold of 80 %, changed by what is stated."""
    usual = {
        "ref": "1.1",
        "clause": "KPI 1.1",
        "title": "Residents feel safe",
        "source": "survey",
        "questions": ["feel_safe"],
        "counts": ["yes"],
        "audiences": ["residents"],
        "at_least": "0.8",
        "default": "critical",
        "frequency": "annual",
        "minimum_answers": {"authority": 5, "provider": 10, "published": 10},
    }
    if {"less_than", "schedule"} & set(stated):
        usual.pop("at_least")
    return Indicator.model_validate({**usual, **stated})


def question(**stated: Any) -> SurveyQuestion:
    """A question that no indicator decides."""
    usual = {
        "code": "knows_how_to_complain",
        "clause": "PM 3.5",
        "title": "Residents know how to complain",
        "audiences": ["residents"],
        "counts": ["yes"],
    }
    return SurveyQuestion.model_validate({**usual, **stated})


def contract(*indicators: Indicator, questions: Iterable[SurveyQuestion] = ()) -> Contract:
    """A contract of these indicators and questions."""
    return Contract(
        title="Extra care",
        summary="For the tests.",
        indicators=list(indicators),
        questions=list(questions),
    )


def answers(
    scheme: str = "larch",
    audience: str = "residents",
    *,
    asked: str = "feel_safe",
    way_in: str = "keyed",
    mode: str = "paper",
    helper: str = "none",
    presentation: str = "standard",
    capacity: str | None = None,
    **counts: int,
) -> list[Tally]:
    """The tallies of one kind of response: `answers(yes=26, no=6, dont_know=2)`."""
    return [
        Tally(scheme, audience, asked, option, way_in, mode, helper, presentation, capacity, count)
        for option, count in counts.items()
    ]


def measured(
    *tallies: list[Tally],
    eligible: Mapping[str, int | None] | int | None = 40,
    audiences: Iterable[str] = ("residents",),
    schemes: Iterable[str] = ("larch",),
    with_capacity: int | None = None,
    asked: int | None = None,
    complete: int = 0,
    partial: int = 0,
    blank: int = 0,
    census: Mapping[str, date] | date = date(2026, 3, 1),
) -> Measured:
    """What closed surveys hold: the tallies, and the same population in each scheme, or by
    scheme where `eligible` is a mapping."""
    groups = [(scheme, audience) for scheme in schemes for audience in audiences]
    sizes = eligible if isinstance(eligible, Mapping) else dict.fromkeys(schemes, eligible)
    forms = {"complete": complete, "partial": partial, "blank": blank}
    return Measured(
        tallies=tuple(tally for some in tallies for tally in some),
        forms=tuple(
            FormTally(*groups[0], standing, count) for standing, count in forms.items() if count
        ),
        census={
            (scheme, audience): census if isinstance(census, date) else census[audience]
            for scheme, audience in groups
        },
        populations=tuple(
            Population(scheme, audience, sizes[scheme], asked, with_capacity)
            for scheme, audience in groups
            if sizes.get(scheme) is not None
        ),
        audiences=frozenset(groups),
    )
