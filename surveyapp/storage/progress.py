"""How many forms came back, for all surveys in one grouped query each way."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from surveyapp.storage.tables import form_tallies, responses

Returned = dict[tuple[str, str], int]


def returned_forms(connection: Connection) -> Returned:
    """Forms with something on them by (survey, scheme): stored tallies for closed surveys, which
    survive erasure, and a count of what there is for those still open."""
    counted = (
        select(responses.c.survey, responses.c.scheme, func.count())
        .where(responses.c.standing != "blank")
        .group_by(responses.c.survey, responses.c.scheme)
    )
    stored = (
        select(form_tallies.c.survey, form_tallies.c.scheme, func.sum(form_tallies.c.count))
        .where(form_tallies.c.standing != "blank")
        .group_by(form_tallies.c.survey, form_tallies.c.scheme)
    )
    found = {(survey, scheme): int(count) for survey, scheme, count in connection.execute(counted)}
    for survey, scheme, count in connection.execute(stored):
        found[survey, scheme] = int(count)
    return found
