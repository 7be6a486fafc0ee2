"""Tallies of closed surveys, from which every verdict is worked out."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from surveyapp.kpi.tally import FormTally, Tally
from surveyapp.storage.tables import form_tallies, tallies


def replace_tallies(
    connection: Connection,
    survey: str,
    counts: list[dict[str, Any]],
    forms: list[tuple[str, str, int]],
) -> None:
    """Store what a closed survey holds, in place of what was stored before."""
    connection.execute(delete(tallies).where(tallies.c.survey == survey))
    connection.execute(delete(form_tallies).where(form_tallies.c.survey == survey))
    if counts:
        connection.execute(
            insert(tallies),
            [{"id": secrets.token_urlsafe(18), "survey": survey, **count} for count in counts],
        )
    if forms:
        connection.execute(
            insert(form_tallies),
            [
                {"survey": survey, "scheme": scheme, "standing": standing, "count": count}
                for scheme, standing, count in forms
            ],
        )


def load_tallies(
    connection: Connection, audiences: dict[str, str], kept: Collection[tuple[str, str]]
) -> tuple[list[Tally], list[FormTally]]:
    """The tallies of the (survey, scheme) pairs in `kept`; `audiences` tells each survey's."""
    surveys = list(audiences)
    found = [
        Tally(
            scheme=row.scheme,
            audience=audiences[row.survey],
            question=row.question,
            option=row.option,
            way_in=row.way_in,
            mode=row.mode,
            helper=row.helper,
            presentation=row.presentation,
            capacity=row.capacity,
            count=row.count_,
        )
        for row in connection.execute(
            select(tallies, tallies.c.count.label("count_")).where(tallies.c.survey.in_(surveys))
        )
        if (row.survey, row.scheme) in kept
    ]
    query = select(
        form_tallies.c.survey, form_tallies.c.scheme, form_tallies.c.standing, form_tallies.c.count
    ).where(form_tallies.c.survey.in_(surveys))
    forms = [
        FormTally(scheme, audiences[survey], standing, count)
        for survey, scheme, standing, count in connection.execute(query)
        if (survey, scheme) in kept
    ]
    return found, forms
