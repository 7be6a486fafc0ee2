"""Made-up people: each answers a whole questionnaire, on a screen or on paper.

Everything is drawn from one seeded generator, so that every run gives the same answers; nobody
real is in it.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.definitions.questionnaire import Question, Questionnaire
from surveyapp.responses.keyed import COLUMNS
from surveyapp.workflows.demonstration.figures import SchemeFigures

WISHES = (
    "More music in the evening.",
    "A bench in the garden.",
    "The same carer each morning.",
    "Nothing. I am happy here.",
    "Warmer food at tea time.",
    "",
    "",
    "",
)
WEIGHTS = {2: [9, 2], 3: [9, 2, 1], 4: [5, 7, 2, 1], 5: [5, 9, 3, 2, 1]}
ON_SCREEN = (
    ("self_phone", "none"),
    ("self_tablet", "none"),
    ("self_tablet", "none"),
    ("self_tablet", "independent"),
)
KEYED = (
    ("paper", "none"),
    ("paper", "family"),
    ("interview", "independent"),
    ("interview", "independent"),
    ("interview", "staff"),
)


@dataclass(frozen=True)
class Person:
    """One made-up person's form."""

    online: bool
    mode: str
    helper: str
    language: str
    presentation: str
    answers: dict[str, str]


def people(
    questionnaire: Questionnaire, figures: SchemeFigures, chance: random.Random
) -> list[Person]:
    """Everybody of one scheme who answers, with answers that add up to its figures."""
    columns = {
        code: _shuffled(figures.answers[code], chance)
        for code in questionnaire.questions
        if code in figures.answers
    }
    return [
        _person(
            questionnaire,
            {code: column[place] for code, column in columns.items()},
            chance,
            online=place < figures.online,
        )
        for place in range(figures.forms)
    ]


def keyed_file(scheme: str, questionnaire: Questionnaire, forms: list[Person]) -> bytes:
    """The forms that came on paper or in an interview, as a file to load."""
    codes = [
        question.code
        for question in questionnaire.questions.values()
        if question.type != "own_words"
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, (*COLUMNS, *codes), lineterminator="\n")
    writer.writeheader()
    for form in forms:
        writer.writerow(
            {
                "scheme": scheme,
                "mode": form.mode,
                "language": form.language,
                "presentation": form.presentation,
                "helper": form.helper,
                "capacity": "",
                **{code: form.answers.get(code, "") for code in codes},
            }
        )
    return text.getvalue().encode("utf-8")


def _likely_answer(question: Question, chance: random.Random) -> str:
    """An answer to a question whose counts nobody stated: mostly content, as people are."""
    weights = WEIGHTS.get(len(question.options), [1] * len(question.options))
    return chance.choices(question.options, weights)[0].code


def _shuffled(counts: dict[str, int], chance: random.Random) -> list[str]:
    column = [
        "" if option == "skipped" else option
        for option, count in counts.items()
        for _ in range(count)
    ]
    chance.shuffle(column)
    return column


def _person(
    questionnaire: Questionnaire, answers: dict[str, str], chance: random.Random, *, online: bool
) -> Person:
    resident = questionnaire.audience == "residents"
    mode, helper = (
        chance.choice(ON_SCREEN if online else KEYED)
        if resident
        else (("self_phone" if online else "paper"), "none")
    )
    easy = resident and chance.random() < 0.6
    answers = {**answers, **dict(_follow_ups(questionnaire, answers, chance))}
    return Person(
        online=online,
        mode=mode,
        helper=helper,
        language=chance.choice(("en",) * 8 + ("cy", "ur")),
        presentation="easy" if easy else "standard",
        answers=answers,
    )


def _follow_ups(
    questionnaire: Questionnaire, answers: dict[str, str], chance: random.Random
) -> Iterator[tuple[str, str]]:
    for code, (parent, after) in questionnaire.follow_ups.items():
        if answers.get(parent) in after:
            options = [option.code for option in questionnaire.questions[code].options]
            chosen = chance.sample(options, chance.randint(1, min(3, len(options))))
            yield code, ";".join(option for option in options if option in chosen)
    for question in questionnaire.questions.values():
        if question.type == "own_words":
            yield question.code, chance.choice(WISHES)
        elif question.code not in answers and question.code not in questionnaire.follow_ups:
            yield question.code, _likely_answer(question, chance)
