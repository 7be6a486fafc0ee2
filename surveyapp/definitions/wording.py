"""The English words of a questionnaire, each with the context that a translator sees.

A text is known by a key such as `q.feel_safe` or `o.yes_partly_no.yes`, and stands in a catalogue
under (context, English). One list of texts serves the extractor, the check for completeness, and
the frozen document, so that the three can't differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.definitions.files import LinesFile, OptionFile, QuestionFile, QuestionnaireFile


@dataclass(frozen=True, slots=True)
class Text:
    """One English text in one presentation: its key, its context for translators, its words."""

    presentation: str
    key: str
    context: str
    english: str


def question_texts(code: str, question: QuestionFile, presentation: str) -> Iterator[Text]:
    """The stem, the hint, the interviewer's script and the prompts of one question."""

    def text(key: str, english: str) -> Text:
        return Text(presentation, f"q.{code}{key}", code, english)

    yield text("", getattr(question, presentation) or question.standard)
    hint = getattr(question.hint, presentation)
    if hint:
        yield text(".hint", hint)
    if question.script:
        yield text(".script", question.script)
    for number, prompt in enumerate(question.prompts):
        yield text(f".prompt.{number}", prompt)


def option_texts(scale: str, options: list[OptionFile], presentation: str) -> Iterator[Text]:
    """The labels of a scale; only easy read has labels of its own."""
    for option in options:
        easy = option.easy if presentation == "easy" else None
        yield Text(
            presentation, f"o.{scale}.{option.code}", f"scale {scale}", easy or option.standard
        )


def questionnaire_texts(
    code: str, questionnaire: QuestionnaireFile, presentation: str
) -> Iterator[Text]:
    """The title, the consent and what happens next."""
    context = f"questionnaire {code}"
    title = getattr(questionnaire.title, presentation) or questionnaire.title.standard
    yield Text(presentation, "title", context, title)
    for part in ("consent", "next"):
        lines: LinesFile = getattr(questionnaire, part)
        for number, line in enumerate(getattr(lines, presentation) or lines.standard):
            yield Text(presentation, f"{part}.{number}", context, line)
