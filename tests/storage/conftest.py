"""A closed or open survey with a few responses, written through the storage room alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from surveyapp.definitions.answers import Answer
from surveyapp.responses.response import Response
from surveyapp.storage import ledger, responses, schemes, surveys
from surveyapp.storage.engine import Store

SURVEY, SCHEME = "residents-2026", "larch-court"


@pytest.fixture
def survey(store: Store) -> str:
    """The code of an open survey in one scheme."""
    with store.writing() as connection:
        agreement = schemes.record_agreement(connection, "extra-care", "Example Care", starts=None)
        schemes.record_scheme(
            connection, SCHEME, name="Larch Court", agreement_id=agreement, help_words={}
        )
        surveys.record_document(connection, "0" * 64, b"{}")
        surveys.record_survey(
            connection,
            code=SURVEY,
            questionnaire="residents",
            contract="extra-care",
            audience="residents",
            anonymity="anonymous",
            opens=date(2026, 3, 1),
            closes=date(2026, 3, 31),
            census=date(2026, 3, 1),
            languages="en",
        )
        surveys.record_survey_scheme(connection, SURVEY, SCHEME, link_code="ABCDEFGH")
        surveys.change_survey(connection, SURVEY, state="open", document="0" * 64)
    return SURVEY


@pytest.fixture
def form() -> Callable[..., Response]:
    """Makes a response of larch-court: `form(feel_safe="yes", one_change="More soup")`."""

    def response(**said: str) -> Response:
        answers = {
            question: Answer(words=words) if question == "one_change" else Answer((words,))
            for question, words in said.items()
        }
        return Response(
            scheme=SCHEME,
            audience="residents",
            way_in="open",
            mode="self_tablet",
            helper="none",
            language="en",
            presentation="standard",
            capacity=None,
            answers=answers,
        )

    return response


@pytest.fixture
def record(store: Store, survey: str) -> Callable[..., str | None]:
    """Writes responses in a transaction of their own; as a loaded file where `sha256` is given,
    and then gives the key of the load."""

    def write(*written: Response, sha256: str | None = None) -> str | None:
        with store.writing() as connection:
            key = None
            if sha256:
                key = ledger.record_load(
                    connection, survey, kind="responses", sha256=sha256, rows=len(written)
                )
            standings = [(response, "partial") for response in written]
            responses.record_responses(connection, survey, standings, load=key)
        return key

    return write
