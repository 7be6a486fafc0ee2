"""Keying the sheets of a batch, once or twice, and settling what two people keyed otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from surveyapp.definitions.answers import Answer
from surveyapp.definitions.document import Document, read_document
from surveyapp.definitions.questionnaire import Question
from surveyapp.errors import Fault, FaultsFound, NotKnownError
from surveyapp.responses.double_keying import Comparison, compared, next_number, settled
from surveyapp.responses.paper_sheet import (
    KeyedSheet,
    sheet_questions,
)
from surveyapp.storage import keying, schemes, surveys
from surveyapp.storage.keying import Batch
from surveyapp.storage.surveys import Survey
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import require_survey

LARGEST_NUMBER = 9999


@dataclass(frozen=True)
class OpenBatch:
    """A batch with all that its sheets ask, and what both keyings hold so far."""

    batch: Batch
    survey: Survey
    scheme_name: str
    document: Document
    questions: list[Question]
    first: dict[int, KeyedSheet]
    second: dict[int, KeyedSheet]

    def sheets(self, keying_number: int) -> dict[int, KeyedSheet]:
        """What one keying holds, by number."""
        return self.second if keying_number == 2 else self.first

    def next_number(self, keying_number: int) -> int:
        """The number that the next sheet of a keying is proposed."""
        return next_number(keying_number, self.first, self.second)

    @property
    def comparison(self) -> Comparison:
        """Both keyings side by side."""
        return compared(self.questions, self.first, self.second)


def find_open_batch(site: Site, key: str) -> OpenBatch:
    """A batch with its sheets, or an error where it is finished or was never there."""
    with site.store.reading() as connection:
        return read_batch(connection, require_batch(connection, key))


def keep_sheet(
    site: Site,
    key: str,
    answers: Mapping[str, Answer],
    *,
    keying_number: int,
    number: int,
    replaces: bool = False,
) -> None:
    """Store what one person keyed from one sheet. It is durable when this returns.

    A number that this keying holds already is a fault, unless the sheet replaces it or says the
    same: sending a form twice changes nothing. A sheet that is replaced has to be settled anew.
    """
    sheet = KeyedSheet(answers)
    with site.store.writing() as connection:
        batch = require_batch(connection, key, to_change=True)
        there = _sheets(connection, key, keying_number).get(number)
        if there is not None and not replaces:
            if there.answers == sheet.answers:
                return
            free = next_number(
                keying_number,
                _sheets(connection, key, 1),
                _sheets(connection, key, 2),
            )
            raise FaultsFound(
                [
                    Fault(
                        "number",
                        f"Sheet {number} is kept already.",
                        f"The next number is {free}: write it on the paper and here.",
                    )
                ]
            )
        if keying_number == 2 and there is not None:
            _unsettle(connection, key, number)
        keying.replace_sheet(connection, batch.key, keying_number, number, sheet.to_json())


def take_out_sheet(site: Site, key: str, *, keying_number: int, number: int) -> None:
    """Delete what was keyed from one sheet in one keying."""
    with site.store.writing() as connection:
        require_batch(connection, key, to_change=True)
        if keying_number == 2:
            _unsettle(connection, key, number)
        keying.erase_sheet(connection, key, keying_number, number)


def settle(site: Site, key: str, decisions: Mapping[int, Mapping[str, Answer]]) -> None:
    """Decide some differences: by the number of the sheet and the code of the question."""
    with site.store.writing() as connection:
        require_batch(connection, key, to_change=True)
        first = _sheets(connection, key, 1)
        for number in decisions.keys() & first.keys():
            sheet = settled(first[number], decisions[number])
            keying.replace_sheet(connection, key, 1, number, sheet.to_json())


def require_batch(connection: Connection, key: str, *, to_change: bool = False) -> Batch:
    """The batch of that key, or an error that says why it is gone."""
    batch = keying.find_batch(connection, key, to_change=to_change)
    if batch is None:
        raise NotKnownError("This batch is not there any more: it was loaded or thrown away.")
    return batch


def _sheets(connection: Connection, key: str, keying_number: int) -> dict[int, KeyedSheet]:
    stored = keying.load_sheets(connection, key, keying_number)
    return {number: KeyedSheet.from_json(stored[number]) for number in sorted(stored)}


def _unsettle(connection: Connection, key: str, number: int) -> None:
    """What was decided about a sheet falls away when its second keying changes."""
    first = _sheets(connection, key, 1).get(number)
    if first is not None and first.settled:
        sheet = KeyedSheet(first.answers)
        keying.replace_sheet(connection, key, 1, number, sheet.to_json())


def read_batch(connection: Connection, batch: Batch) -> OpenBatch:
    """A batch with its questions and its sheets."""
    survey = require_survey(connection, batch.survey)
    document = read_document(surveys.load_document(connection, survey.document or ""))
    names = {each.code: each.name for each in schemes.find_schemes(connection)}
    return OpenBatch(
        batch,
        survey,
        names[batch.scheme],
        document,
        sheet_questions(
            document.questionnaire,
            batch.presentation,
            open_questions=survey.asks_open_questions,
        ),
        first=_sheets(connection, batch.key, 1),
        second=_sheets(connection, batch.key, 2),
    )
