"""Closing a survey: what was under way is kept or erased, and the answers become tallies."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from surveyapp.answering.journey import Journey
from surveyapp.definitions.document import Document, read_document
from surveyapp.errors import NotNowError
from surveyapp.kpi.tally import ANYBODY
from surveyapp.responses.response import Response, answers_shown, standing
from surveyapp.storage import (
    composites,
    invitations,
    journeys,
    ledger,
    responses,
    surveys,
    tallies,
)
from surveyapp.storage.journeys import UnsentJourney
from surveyapp.storage.surveys import Survey
from surveyapp.workflows.clock import LONDON, now_seconds, today
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import require_survey

KEPT_SECONDS = 3600
"""A journey used within this time before closing is kept as a partial response."""


def close_survey(site: Site, code: str) -> None:
    """Close an open survey, for good, and store its tallies."""
    with site.store.writing() as connection:
        survey = require_survey(connection, code)
        if survey.state != "open":
            raise NotNowError(f"“{code}” is {survey.state}; only an open survey can be closed.")
        _close(connection, survey)
    site.store.forget_deleted()


def close_due_surveys(site: Site, *, on: date | None = None) -> list[str]:
    """Close every survey whose last day is over, and name them."""
    day = on or today()
    with site.store.reading() as connection:
        due = [
            each.code
            for each in surveys.find_surveys(connection, states=["open"])
            if day > each.closes and not each.opened_late
        ]
    for code in due:
        close_survey(site, code)
    return due


def store_tallies(connection: Connection, survey: Survey) -> None:
    """Work out the tallies of a closed survey anew from its rows, by what it froze."""
    document = read_document(surveys.load_document(connection, survey.document or ""))
    asked = document.questionnaire.questions.values()
    several = [question.code for question in asked if question.type == "choose_several"]
    counted = responses.count_answers(connection, survey.code)
    for people in responses.count_people_answering(connection, survey.code, several):
        counted.append({**people, "option": ANYBODY})
    for code, composite in document.composites.items():
        counted.extend(
            composites.count_composite(
                connection,
                survey.code,
                code=code,
                parts=composite.parts,
                counted=composite.counted,
            )
        )
    forms = responses.forms_by_scheme(connection, survey.code)
    tallies.replace_tallies(connection, survey.code, counted, forms)


def _close(connection: Connection, survey: Survey) -> None:
    # Whoever begins by a code at this moment waits, and then finds the survey closed.
    surveys.change_survey(connection, survey.code, state="closed")
    document = read_document(surveys.load_document(connection, survey.document or ""))
    unsent = list(journeys.unsent_journeys(connection, survey.code))
    moment = _closing_moment(survey)
    kept = [journey for journey in unsent if _is_kept(journey, moment)]
    responses.record_responses(
        connection,
        survey.code,
        [_partial(document, survey, journey) for journey in kept],
    )
    _record_break_offs(connection, survey, unsent, kept)
    journeys.erase_journeys(connection, survey.code)
    responses.rewrite_in_random_order(connection, survey.code)
    invitations.rewrite_in_random_order(connection, survey.code)
    store_tallies(connection, survey)


def _closing_moment(survey: Survey) -> int:
    """Now; or the end of its last day, where nobody has noticed it until now."""
    if survey.opened_late:
        return now_seconds()
    end = datetime.combine(survey.closes + timedelta(days=1), time(), LONDON)
    return min(now_seconds(), int(end.timestamp()))


def _is_kept(unsent: UnsentJourney, moment: int) -> bool:
    """Used within the hour before closing, with the consent given and something said."""
    journey = Journey.from_json(unsent.state)
    recent = unsent.last_used >= moment - KEPT_SECONDS
    said = any(answer.is_chosen for answer in journey.answers.values())
    return recent and journey.consented and said


def _partial(document: Document, survey: Survey, unsent: UnsentJourney) -> tuple[Response, str]:
    journey = Journey.from_json(unsent.state)
    shown = answers_shown(
        document.questionnaire, journey, open_questions=survey.asks_open_questions
    )
    given = {code: answer for code, answer in shown.items() if code in journey.answers}
    response = Response(
        scheme=unsent.scheme,
        audience=survey.audience,
        way_in=unsent.way_in,
        mode=unsent.mode,
        helper=journey.helper or "none",
        language=journey.language or document.languages[0].code,
        presentation=journey.presentation,
        capacity=None,
        answers=given,
    )
    return response, "blank" if standing(
        given, document.contract_questions
    ) == "blank" else "partial"


def _record_break_offs(
    connection: Connection, survey: Survey, unsent: list[UnsentJourney], kept: list[UnsentJourney]
) -> None:
    """Count those who began and neither sent nor kept, by scheme."""
    counted: dict[str, int] = {}
    for journey in unsent:
        if journey not in kept and Journey.from_json(journey.state).consented:
            counted[journey.scheme] = counted.get(journey.scheme, 0) + 1
    for scheme, count in counted.items():
        ledger.count_break_offs(connection, survey.code, scheme, survey.audience, count=count)
