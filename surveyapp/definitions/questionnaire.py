"""A questionnaire as it is asked: questions in order, their options and follow-ups.

Facts only. The words stand apart, in the frozen document (`document.py`), because there is one
set of them for each language and presentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

PRESENTATIONS = ("standard", "easy", "proxy")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen, under a code that never changes."""

    code: str
    picture: str | None = None
    score: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The code of a question that is shown only after certain answers."""

    question: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank, with its options and the silences that it offers."""

    code: str
    type: str
    scale: str | None = None
    options: tuple[Option, ...] = ()
    silences: tuple[Option, ...] = ()
    picture: str | None = None
    follow_up: FollowUp | None = None
    largest: int | None = None

    def options_in(self, order: str | None) -> tuple[Option, ...]:
        """Its options as they stand on the page: a scale with scores can be turned round, a list
        of things has one order."""
        is_scale = all(option.score is not None for option in self.options)
        return self.options[::-1] if order == "reversed" and is_scale else self.options

    def allows(self, code: str) -> bool:
        """Whether `code` is one of its options or silences."""
        return any(option.code == code for option in (*self.options, *self.silences))


@dataclass(frozen=True)
class Questionnaire:
    """An ordered list of sections of questions for one audience."""

    code: str
    audience: str
    presentations: tuple[str, ...]
    sections: tuple[tuple[Question, ...], ...]
    practice: Question | None = None
    reverse_half: bool = False
    """Whether half of the people see each scale in its reverse order, all through."""

    rests_after: tuple[str, ...] = ()
    """The last question of each section that a rest follows. Where that is a follow-up which is
    not shown, the rest comes after the question that would have called it."""

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its code, in the order of asking; a follow-up stands after the
        question that calls it."""
        return {question.code: question for section in self.sections for question in section}

    @cached_property
    def follow_ups(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """For each follow-up: the question that calls it, and the answers that do."""
        return {
            question.follow_up.question: (question.code, question.follow_up.after)
            for question in self.questions.values()
            if question.follow_up
        }

    @property
    def has_open_question(self) -> bool:
        """Whether people can write own words, which somebody has to read."""
        return any(question.type == "own_words" for question in self.questions.values())
