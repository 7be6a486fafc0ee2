"""Rules 17 and 18: a practice question first, and a rest before it becomes too much."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.definitions.linter.subject import Subject
from surveyapp.errors import Fault

MOST_QUESTIONS = 15


def practice(subject: Subject) -> Iterator[Fault]:
    """Easy-read questionnaires without a practice question, or with one that would count."""
    for code, stated in subject.library.questionnaires.items():
        if "easy" in stated.presentations and not stated.practice:
            yield Fault(
                f"{code}.toml practice",
                "easy read begins with a practice question, and there is none.",
                "Add `practice = …`, such as practice_tea.",
            )
    practised = {each.practice for each in subject.library.questionnaires.values()}
    for code, stated in subject.library.questionnaires.items():
        for name in (each for section in subject.asked(stated) for each in section):
            if name in practised:
                yield Fault(
                    f"{code}.toml sections",
                    f"“{name}” is a practice question, and its answer would be counted.",
                    "Take it out of the sections.",
                )


def rests(subject: Subject) -> Iterator[Fault]:
    """Sittings of more questions than the easiest questionnaire should hold."""
    for code, stated in subject.library.questionnaires.items():
        place = f"{code}.toml sections"
        sitting = 0
        for section, asked in zip(stated.sections, subject.asked(stated), strict=True):
            sitting += len(asked)
            if "easy" in stated.presentations and sitting > MOST_QUESTIONS:
                yield Fault(
                    place,
                    f"{sitting} questions stand in one sitting.",
                    f"{MOST_QUESTIONS} are the most: put `rest = true` into a section before.",
                )
            if section.rest or sitting > MOST_QUESTIONS:
                sitting = 0
        if stated.sections[-1].rest:
            yield Fault(place, "a rest after the last section leads nowhere.", "Take it out.")
