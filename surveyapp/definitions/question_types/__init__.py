"""The question types: one file a type, one row here, one template of the same name.

Each type reads what a form sent (`read_form`) and what a keyed file holds (`read_cell`), and
says what a definition of it needs (`faults`). To add a type, write its file, add its row, and
draw `web/templates/questions/<type>.html`.
"""

from __future__ import annotations

from typing import Protocol

from surveyapp.definitions.answers import Answer
from surveyapp.definitions.question_types import choose_one, choose_several, number, own_words
from surveyapp.definitions.question_types.faults import UnreadableAnswerError
from surveyapp.definitions.questionnaire import Question

__all__ = ["QUESTION_TYPES", "QuestionType", "UnreadableAnswerError"]


class QuestionType(Protocol):
    """What every member of the family can do."""

    def read_form(self, question: Question, sent: list[str]) -> Answer:
        """The answer in the values that a form sent; nothing sent is a question passed over."""

    def read_cell(self, question: Question, cell: str) -> Answer:
        """The answer in one cell of a keyed file; an empty cell is a question passed over."""

    def faults(self, question: Question) -> list[str]:
        """What a definition of this type lacks or has too much."""


QUESTION_TYPES: dict[str, QuestionType] = {
    "choose_one": choose_one,
    "choose_several": choose_several,
    "own_words": own_words,
    "number": number,
}
