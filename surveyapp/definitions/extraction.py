"""The Babel extractor for `questionnaires/`: every text, with its question's code as context."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from surveyapp.definitions.files import QuestionFile, QuestionnaireFile, ScaleFile
from surveyapp.definitions.questionnaire import PRESENTATIONS
from surveyapp.definitions.wording import (
    Text,
    option_texts,
    question_texts,
    questionnaire_texts,
)

Found = tuple[int, str, tuple[str, str], list[str]]


def extract(
    fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: dict[str, str]
) -> Iterator[Found]:
    """Babel's door: (line, function, (context, message), comments) for each text of a file."""
    path = Path(fileobj.name)
    content = fileobj.read().decode("utf-8")
    lines = content.splitlines()
    seen = set()
    for text in _texts(path, tomllib.loads(content)):
        if (text.context, text.english) not in seen:
            seen.add((text.context, text.english))
            yield (
                _line(lines, text.english),
                "pgettext",
                (text.context, text.english),
                _notes(text),
            )


def _texts(path: Path, tables: dict[str, Any]) -> Iterator[Text]:
    if path.name == "scales.toml":
        for scale, table in tables.items():
            for presentation in PRESENTATIONS:
                yield from option_texts(
                    scale, ScaleFile.model_validate(table).options, presentation
                )
    elif path.parent.name == "questions":
        for code, table in tables.items():
            stated = QuestionFile.model_validate(table)
            for presentation in PRESENTATIONS:
                if getattr(stated, presentation):
                    yield from question_texts(code, stated, presentation)
    elif path.parent.name == "questionnaires":
        questionnaire = QuestionnaireFile.model_validate(tables)
        for presentation in questionnaire.presentations:
            yield from questionnaire_texts(path.stem, questionnaire, presentation)


def _notes(text: Text) -> list[str]:
    """What a translator has to know: easy words are short, and stay short."""
    if text.presentation == "easy":
        return ["Easy words: 15 words a sentence at most, everyday words."]
    if text.presentation == "proxy":
        return ["Said to somebody who answers for another person."]
    return []


def _line(lines: list[str], english: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if english in line), 1)
