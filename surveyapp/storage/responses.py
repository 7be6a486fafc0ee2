"""Responses: written once, under random keys, and counted by grouped queries."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from surveyapp.definitions.answers import SILENCES, SKIPPED, Answer
from surveyapp.responses.response import Response
from surveyapp.storage import rewriting
from surveyapp.storage.tables import answers, own_words, responses

BATCH = 500


def record_responses(
    connection: Connection,
    survey: str,
    standings: Iterable[tuple[Response, str]],
    *,
    load: str | None = None,
) -> None:
    """Write responses, each with its standing, in random order.

    The caller shuffles nothing: a file is drawn at random here, so that its order is lost
    before it is written.
    """
    waiting = list(standings)
    secrets.SystemRandom().shuffle(waiting)
    for start in range(0, len(waiting), BATCH):
        batch = [
            (secrets.token_urlsafe(18), response, standing)
            for response, standing in waiting[start : start + BATCH]
        ]
        connection.execute(
            insert(responses),
            [_row(key, survey, response, standing, load) for key, response, standing in batch],
        )
        given = [row for key, response, _ in batch for row in _answer_rows(key, response)]
        if given:
            connection.execute(insert(answers), given)
        said = [row for key, response, _ in batch for row in _words_rows(key, response)]
        if said:
            connection.execute(insert(own_words), said)


def _row(
    key: str, survey: str, response: Response, standing: str, load: str | None
) -> dict[str, Any]:
    return {
        "id": key,
        "survey": survey,
        "scheme": response.scheme,
        "way_in": response.way_in,
        "mode": response.mode,
        "helper": response.helper,
        "language": response.language,
        "presentation": response.presentation,
        "capacity": response.capacity,
        "standing": standing,
        "load": load,
    }


def _answer_rows(key: str, response: Response) -> Iterator[dict[str, Any]]:
    for question, answer in response.answers.items():
        for option, number in _stored_options(answer):
            yield {"response": key, "question": question, "option": option, "number": number}


def _stored_options(answer: Answer) -> list[tuple[str, int | None]]:
    if answer.silence is not None:
        return [(answer.silence, None)]
    if answer.words is not None:
        return [("words", None)]
    if answer.number is not None:
        return [("number", answer.number)]
    return [(option, None) for option in answer.options]


def _words_rows(key: str, response: Response) -> Iterator[dict[str, Any]]:
    for question, answer in response.answers.items():
        if answer.words is not None:
            yield {"response": key, "question": question, "words": answer.words}


def forms_by_scheme(connection: Connection, survey: str) -> list[tuple[str, str, int]]:
    """How many forms each scheme has, by standing: (scheme, standing, count)."""
    query = (
        select(responses.c.scheme, responses.c.standing, func.count())
        .where(responses.c.survey == survey)
        .group_by(responses.c.scheme, responses.c.standing)
        .order_by(responses.c.scheme, responses.c.standing)
    )
    return [(scheme, standing, count) for scheme, standing, count in connection.execute(query)]


def erase_load(connection: Connection, load: str) -> int:
    """Delete every response of a loaded file, and say how many there were."""
    return connection.execute(delete(responses).where(responses.c.load == load)).rowcount


KIND_OF_RESPONSE = (
    responses.c.scheme,
    responses.c.way_in,
    responses.c.mode,
    responses.c.helper,
    responses.c.presentation,
    responses.c.capacity,
)
_KIND = (*KIND_OF_RESPONSE, answers.c.question)


def erase_own_words(connection: Connection, survey: str) -> int:
    """Delete what people wrote in a survey; gives how many texts there were."""
    of_survey = select(responses.c.id).where(responses.c.survey == survey)
    return connection.execute(
        delete(own_words).where(own_words.c.response.in_(of_survey))
    ).rowcount


def erase_responses(connection: Connection, survey: str) -> int:
    """Delete every response of a survey with its answers; gives how many there were."""
    return connection.execute(delete(responses).where(responses.c.survey == survey)).rowcount


def count_answers(connection: Connection, survey: str) -> list[dict[str, Any]]:
    """How many responses of each kind gave each option to each question."""
    query = (
        select(*_KIND, answers.c.option, func.count().label("count"))
        .join(answers, answers.c.response == responses.c.id)
        .where(responses.c.survey == survey)
        .group_by(*_KIND, answers.c.option)
    )
    return [dict(row._mapping) for row in connection.execute(query)]


def count_people_answering(
    connection: Connection, survey: str, questions: Iterable[str]
) -> list[dict[str, Any]]:
    """How many responses of each kind gave any option to each choice of several."""
    query = (
        select(*_KIND, func.count(answers.c.response.distinct()).label("count"))
        .join(answers, answers.c.response == responses.c.id)
        .where(
            responses.c.survey == survey,
            answers.c.question.in_(list(questions)),
            answers.c.option.not_in([*SILENCES, SKIPPED]),
        )
        .group_by(*_KIND)
    )
    return [dict(row._mapping) for row in connection.execute(query)]


def rewrite_in_random_order(connection: Connection, survey: str) -> None:
    """On PostgreSQL, write every response of a survey anew, in random order, in this one
    transaction: its hidden columns tell who came when otherwise. SQLite keeps no such columns
    in tables without rowid."""
    rewriting.rewrite_in_random_order(connection, _ROWS_OF_SURVEY, survey)


_OF_SURVEY = "WHERE response IN (SELECT id FROM responses WHERE survey = :survey)"
_ROWS_OF_SURVEY = {
    "responses": "WHERE survey = :survey",
    "answers": _OF_SURVEY,
    "own_words": _OF_SURVEY,
}
