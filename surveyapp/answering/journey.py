"""A journey: the choices and answers of one person who has not yet sent them.

The journey is a fact; `steps` tells the pages that it leads through, and the functions below
give the journey after an act. Nothing here knows who the person is, or what time it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.document import Document
from surveyapp.definitions.questionnaire import Question, Questionnaire

LOOKS: dict[str, tuple[str, ...]] = {
    "pictures": ("on", "off"),
    "size": ("normal", "bigger", "biggest"),
    "colours": ("soft", "strong", "dark"),
    "sound": ("on", "off"),
}
"""What a person can choose of how the pages look and sound; the first of each is the default.
They are counted for the survey, and never stored with a response."""

ORDERS = ("forward", "reversed")
"""The order of the options of scales: one for each person, all through."""

CHOICES = (
    "language", "words", *LOOKS, "looked", "helper", "chooser", "consented", "practised", "rests",
    "order",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the way: a choice, the consent, the practice, a question, the offer of a rest
    after a question, or the check."""

    kind: str
    question: str | None = None


@dataclass(frozen=True)
class Journey:
    """What one person has chosen and answered so far; None is a choice not made yet."""

    language: str | None = None
    words: str | None = None
    pictures: str | None = None
    size: str | None = None
    colours: str | None = None
    sound: str | None = None
    looked: bool = False
    helper: str | None = None
    chooser: str | None = None
    consented: bool = False
    practised: bool = False
    rests: tuple[str, ...] = ()
    order: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def presentation(self) -> str:
        """`proxy` where somebody else chooses the answers, else the words that were chosen."""
        return "proxy" if self.chooser == "helper" else self.words or "standard"

    @property
    def looks(self) -> dict[str, str]:
        """How the pages look and sound: what was chosen, or else the default."""
        return {name: getattr(self, name) or values[0] for name, values in LOOKS.items()}

    def to_json(self) -> str:
        """The journey as text that `from_json` reads back."""
        stated: dict[str, Any] = {
            name: value for name in CHOICES if (value := getattr(self, name)) is not None
        }
        stated["answers"] = {code: answer.to_json() for code, answer in self.answers.items()}
        return json.dumps(stated, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Journey:
        """The journey that `to_json` wrote."""
        stated = json.loads(text)
        answers = {
            code: Answer.from_json(answer) for code, answer in stated.pop("answers", {}).items()
        }
        rests = tuple(stated.pop("rests", ()))
        return cls(**stated, rests=rests, answers=answers)


def steps(document: Document, journey: Journey, *, open_questions: bool = True) -> list[Step]:
    """The pages that this journey leads through, in order, as far as it can be seen now.

    `open_questions` is False while nobody is named who reads what people write.
    """
    questionnaire = document.questionnaire
    way = []
    if len(document.languages) > 1:
        way.append(Step("language"))
    if {"standard", "easy"} <= set(questionnaire.presentations):
        way.append(Step("words"))
    way.append(Step("look"))
    if "proxy" in questionnaire.presentations:
        way.append(Step("helper"))
        if journey.helper not in (None, "none"):
            way.append(Step("chooser"))
    way.append(Step("consent"))
    if questionnaire.practice and journey.presentation == "easy":
        way.append(Step("practice"))
    way.extend(_asked(questionnaire, journey, open_questions=open_questions))
    way.append(Step("check"))
    return way


def _asked(questionnaire: Questionnaire, journey: Journey, *, open_questions: bool) -> list[Step]:
    """The questions shown, and the rests between them; never a rest after the last question."""
    shown = {
        question.code
        for question in shown_questions(questionnaire, journey, open_questions=open_questions)
    }
    way: list[Step] = []
    for code in questionnaire.questions:
        if code in shown:
            way.append(Step("question", code))
        if code in questionnaire.rests_after and way:
            way.append(Step("rest", code))
    while way and way[-1].kind == "rest":
        way.pop()
    return way


def shown_questions(
    questionnaire: Questionnaire, journey: Journey, *, open_questions: bool = True
) -> list[Question]:
    """The questions that the answers so far lead to, in order."""
    return [
        question
        for question in questionnaire.questions.values()
        if (open_questions or question.type != "own_words")
        and is_shown(questionnaire, question.code, journey.answers)
    ]


def is_shown(questionnaire: Questionnaire, code: str, answers: Mapping[str, Answer]) -> bool:
    """Whether a question is asked: always, but for a follow-up whose answer was not given."""
    called_by = questionnaire.follow_ups.get(code)
    if called_by is None:
        return True
    parent, after = called_by
    given = answers.get(parent, NOT_ANSWERED)
    return bool({*given.options, given.silence} & set(after))


def step_after(way: list[Step], step: Step) -> Step:
    """The page that follows; the last page follows itself."""
    place = way.index(step) if step in way else -1
    return way[min(place + 1, len(way) - 1)]


def step_before(way: list[Step], step: Step) -> Step | None:
    """The page that Back leads to; None on the first."""
    place = way.index(step) if step in way else 0
    return way[place - 1] if place > 0 else None


NEVER_IN_THE_WAY = ("question", "rest", "check")
"""The pages that anybody may pass by."""

MADE_BY = {"look": "looked", "consent": "consented", "practice": "practised"}
"""What a journey says when somebody has been through a page that offers no single choice."""


def is_made(journey: Journey, step: Step) -> bool:
    """Whether the person has been through a step before the questions."""
    if step.kind in MADE_BY:
        return bool(getattr(journey, MADE_BY[step.kind]))
    if step.kind == "rest":
        return step.question in journey.rests
    if step.kind in ("question", "check"):
        return False
    return getattr(journey, step.kind) is not None


def first_open_step(way: list[Step], journey: Journey) -> Step:
    """Where somebody goes on who comes back: the first page they have not been through."""
    for step in way:
        if step.kind == "question" and step.question in journey.answers:
            continue
        if not is_made(journey, step):
            return step
    return way[-1]


def is_open(way: list[Step], journey: Journey, step: Step) -> bool:
    """Whether a page may be shown: every choice and the consent before it are made."""
    if step not in way:
        return False
    before = way[: way.index(step)]
    return all(is_made(journey, each) for each in before if each.kind not in NEVER_IN_THE_WAY)


def merged(current: Journey, *, before: Journey, after: Journey) -> Journey:
    """`current` with what one page changed, from `before` to `after`; the rest stays."""
    choices = {
        name: getattr(after, name)
        for name in CHOICES
        if getattr(after, name) != getattr(before, name)
    }
    given = {
        code: answer
        for code, answer in after.answers.items()
        if answer != before.answers.get(code)
    }
    return replace(current, **choices, answers={**current.answers, **given})


def with_answer(journey: Journey, code: str, answer: Answer) -> Journey:
    """The journey with one answer given, changed, or passed over."""
    return replace(journey, answers={**journey.answers, code: answer})
