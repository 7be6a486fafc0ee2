"""Double keying: two people key the same sheets, and every value that differs is settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.questionnaire import Question
from surveyapp.responses.paper_sheet import KeyedSheet

Sheets = Mapping[int, KeyedSheet]
"""What one keying holds, by the number that stands on the paper."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that two people keyed otherwise, and what was settled, if it was."""

    number: int
    question: Question
    first: Answer
    second: Answer
    settled: Answer | None

    @property
    def place(self) -> str:
        """Where it stands, such as `3.feel_safe`."""
        return f"{self.number}.{self.question.code}"


@dataclass(frozen=True)
class Comparison:
    """Two keyings side by side: what they hold, and every value in which they differ."""

    both: tuple[int, ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    compared_count: int
    differences: tuple[Difference, ...]

    @property
    def is_double(self) -> bool:
        """Whether anybody has begun a second keying."""
        return bool(self.both or self.only_second)

    @property
    def unsettled(self) -> tuple[Difference, ...]:
        """The differences that nobody has decided."""
        return tuple(each for each in self.differences if each.settled is None)

    @property
    def keyed_once(self) -> tuple[int, ...]:
        """The sheets that one of the two keyings lacks, once there is a second."""
        return tuple(sorted((*self.only_first, *self.only_second))) if self.is_double else ()

    @property
    def differing_proportion(self) -> Fraction | None:
        """The share of the values keyed twice in which the two differ; None where none were."""
        if not self.compared_count:
            return None
        return Fraction(len(self.differences), self.compared_count)


def compared(questions: list[Question], first: Sheets, second: Sheets) -> Comparison:
    """Every question of every sheet that was keyed twice; a value left empty twice agrees."""
    both = sorted(first.keys() & second.keys())
    return Comparison(
        both=tuple(both),
        only_first=tuple(sorted(first.keys() - second.keys())),
        only_second=tuple(sorted(second.keys() - first.keys())),
        compared_count=len(both) * len(questions),
        differences=tuple(
            difference
            for number in both
            for difference in _differences(number, questions, first[number], second[number])
        ),
    )


def _differences(
    number: int, questions: list[Question], first: KeyedSheet, second: KeyedSheet
) -> Iterator[Difference]:
    for question in questions:
        one = first.answers.get(question.code, NOT_ANSWERED)
        other = second.answers.get(question.code, NOT_ANSWERED)
        if not agree(one, other):
            settled = first.settled.get(question.code)
            yield Difference(number, question, one, other, settled)


def agree(one: Answer, other: Answer) -> bool:
    """Whether two people keyed the same. Capitals and blanks in own words make no difference.

    >>> agree(Answer(words="More soup"), Answer(words="more  soup"))
    True
    """
    if one.words is not None and other.words is not None:
        return one.words.casefold().split() == other.words.casefold().split()
    return one == other


def settled(sheet: KeyedSheet, decisions: Mapping[str, Answer]) -> KeyedSheet:
    """The first keying of a sheet with some of its differences decided."""
    return KeyedSheet(sheet.answers, {**sheet.settled, **decisions})


def next_number(keying: int, first: Sheets, second: Sheets) -> int:
    """The number to propose: of a first keying the next free one; of a second keying the first
    sheet that it lacks, else the next free one."""
    if keying == 2:
        lacking = first.keys() - second.keys()
        return min(lacking) if lacking else max(second, default=0) + 1
    return max(first, default=0) + 1
