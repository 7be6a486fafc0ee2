"""Composites, worked out for each response inside the database and counted there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, case, func, literal, select

from surveyapp.definitions.answers import SILENCES, SKIPPED
from surveyapp.kpi.composite import OTHERWISE
from surveyapp.storage.responses import KIND_OF_RESPONSE
from surveyapp.storage.tables import answers, responses


def count_composite(
    connection: Connection,
    survey: str,
    *,
    code: str,
    parts: Sequence[str],
    counted: Sequence[str],
) -> list[dict[str, Any]]:
    """How many responses of each kind make each whole: the rule of `kpi.composite`, in SQL."""
    option = answers.c.option

    def how_many(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    open_ended = (*SILENCES, SKIPPED)
    per_response = (
        select(
            responses.c.id,
            how_many(and_(option.not_in(counted), option.not_in(open_ended))).label("otherwise"),
            how_many(option.in_(counted)).label("counted"),
            how_many(option == "dont_know").label("dont_know"),
            how_many(option == "does_not_apply").label("not_applicable"),
        )
        .select_from(
            responses.outerjoin(
                answers,
                and_(answers.c.response == responses.c.id, answers.c.question.in_(list(parts))),
            )
        )
        .where(responses.c.survey == survey)
        .group_by(responses.c.id)
        .subquery()
    )
    said = per_response.c.counted + per_response.c.not_applicable
    whole = case(
        (per_response.c.otherwise > 0, OTHERWISE),
        (said + per_response.c.dont_know < len(parts), SKIPPED),
        (per_response.c.dont_know > 0, "dont_know"),
        (per_response.c.counted == 0, "does_not_apply"),
        else_=counted[0],
    ).label("option")
    query = (
        select(*KIND_OF_RESPONSE, literal(code).label("question"), whole, func.count())
        .select_from(responses.join(per_response, per_response.c.id == responses.c.id))
        .group_by(*KIND_OF_RESPONSE, whole)
    )
    names = [*(column.name for column in KIND_OF_RESPONSE), "question", "option", "count"]
    return [dict(zip(names, row, strict=True)) for row in connection.execute(query)]
