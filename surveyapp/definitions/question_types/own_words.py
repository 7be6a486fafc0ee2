"""Own words: whatever the person wants to say, or nothing."""

from __future__ import annotations

import unicodedata

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.question_types.faults import UnreadableAnswerError
from surveyapp.definitions.questionnaire import Question

LONGEST = 2000
"""Characters that one answer can hold; the page says so before anybody reaches it."""


def read_form(question: Question, sent: list[str]) -> Answer:
    """The words, without the blanks around them."""
    return read_cell(question, sent[-1] if sent else "")


def read_cell(question: Question, cell: str) -> Answer:
    """The words as they stand, line ends made one kind and tabs blanks; control characters are
    dropped. Signs that join letters stay: Urdu and many pictographs are written with them."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    words = "".join(filter(_is_kept, text)).strip()
    if not words:
        return NOT_ANSWERED
    if len(words) > LONGEST:
        raise UnreadableAnswerError(f"Own words can have up to {LONGEST} characters.")
    return Answer(words=words)


def _is_kept(sign: str) -> bool:
    return sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs")


def faults(question: Question) -> list[str]:
    """Own words have no options."""
    return ["own words have no scale"] if question.options else []
