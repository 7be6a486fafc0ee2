"""The counts that verdicts are worked out from, and the answers of each group of people.

Tallies are stored when a survey closes; a verdict never needs the rows behind them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from surveyapp.definitions.answers import SILENCES, SKIPPED
from surveyapp.kpi.indicator import Asked
from surveyapp.responses.population import Population, summed

ANYBODY = "*"
"""The option under which those are counted who gave any answer to a choice of several."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many responses of one kind gave one option, or silence, to one question."""

    scheme: str
    audience: str
    question: str
    option: str
    way_in: str
    mode: str
    helper: str
    presentation: str
    capacity: str | None
    count: int


@dataclass(frozen=True, slots=True)
class FormTally:
    """How many forms of one scheme and audience came with one standing."""

    scheme: str
    audience: str
    standing: str
    count: int


@dataclass(frozen=True)
class Measured:
    """What the closed surveys of a period hold: tallies, forms, populations."""

    tallies: tuple[Tally, ...]
    forms: tuple[FormTally, ...]
    populations: tuple[Population, ...]
    audiences: frozenset[tuple[str, str]]
    """The schemes and audiences that a closed survey of the period asked."""

    questions: frozenset[str] = frozenset()
    """What was asked, where this is one survey."""

    surveys: tuple[Measured, ...] = ()
    """The surveys that it is made of, each by itself."""

    census: Mapping[tuple[str, str], date] = field(default_factory=dict)
    """The day on which the people of each scheme and audience were counted."""

    def threshold_day(self, otherwise: date) -> date:
        """The day whose threshold is in force: the latest census date; `otherwise` where nobody
        was counted."""
        return max(self.census.values(), default=otherwise)

    def asking(self, questions: Collection[str]) -> Measured:
        """The same for the surveys that asked all of some questions: the people of another
        survey are no part of their population, and its forms no answers to them."""
        if not self.surveys:
            return self
        return together(each for each in self.surveys if set(questions) <= each.questions)

    def of(self, schemes: Iterable[str], audiences: Iterable[str]) -> Measured:
        """The same for some schemes and audiences only."""
        kept = {(scheme, audience) for scheme in schemes for audience in audiences}

        def within(fact: Tally | FormTally | Population) -> bool:
            return (fact.scheme, fact.audience) in kept

        return Measured(
            tuple(filter(within, self.tallies)),
            tuple(filter(within, self.forms)),
            tuple(filter(within, self.populations)),
            frozenset(self.audiences & kept),
            census={group: day for group, day in self.census.items() if group in kept},
        )

    @property
    def schemes(self) -> list[str]:
        """The schemes that were asked, by code."""
        return sorted({scheme for scheme, _ in self.audiences})


def together(surveys: Iterable[Measured]) -> Measured:
    """Several surveys as one: where two asked the same people, each counts them."""
    each = tuple(surveys)
    return Measured(
        tallies=tuple(tally for one in each for tally in one.tallies),
        forms=tuple(form for one in each for form in one.forms),
        populations=tuple(summed(size for one in each for size in one.populations)),
        audiences=frozenset(group for one in each for group in one.audiences),
        surveys=each,
        census={
            group: max(one.census[group] for one in each if group in one.census)
            for group in {group for one in each for group in one.census}
        },
    )


@dataclass(slots=True)
class Count:
    """The answers of one scheme and audience to one question, as a contract counts them."""

    positive: int = 0
    answered: int = 0
    does_not_apply: int = 0


Groups = dict[tuple[str, str], Count]


def counts(asked: Asked, question: str, measured: Measured) -> Groups:
    """For each scheme and audience that was asked: positive, answered, and not applicable.

    The contract file decides what counts: the options, the ways in, proxies, answers helped by
    staff, and whether “I do not know” stays in the base. Where no option counts, as in a choice
    of several, the answered are those who gave any answer.
    """
    found: Groups = {group: Count() for group in measured.audiences}
    for tally in counted_tallies(asked, question, measured):
        count = found.setdefault((tally.scheme, tally.audience), Count())
        if tally.option == "does_not_apply":
            count.does_not_apply += tally.count
        elif tally.option in ("rather_not_say", SKIPPED):
            continue
        elif tally.option == "dont_know":
            count.answered += tally.count if asked.dont_know == "not_positive" else 0
        elif (tally.option == ANYBODY) == (not asked.counts):
            count.answered += tally.count
            count.positive += tally.count if tally.option in asked.counts else 0
    return found


def sums(groups: Groups) -> tuple[int, int]:
    """Positive and answered over all groups."""
    return (
        sum(count.positive for count in groups.values()),
        sum(count.answered for count in groups.values()),
    )


def option_counts(asked: Asked, question: str, measured: Measured) -> dict[str, int]:
    """How many chose each option, silences and the passed over left out."""
    found: dict[str, int] = {}
    for tally in counted_tallies(asked, question, measured):
        if tally.option not in (*SILENCES, SKIPPED, ANYBODY):
            found[tally.option] = found.get(tally.option, 0) + tally.count
    return found


def counted_tallies(asked: Asked, question: str, measured: Measured) -> Iterator[Tally]:
    """The tallies of one question that a contract counts."""
    only_capable = getattr(asked, "base", "answered") == "with_capacity"
    for tally in measured.tallies:
        if tally.question != question or tally.audience not in asked.audiences:
            continue
        if tally.way_in not in asked.counted_ways(tally.audience):
            continue
        if asked.proxy == "apart" and tally.presentation == "proxy":
            continue
        if asked.staff_assisted == "exclude" and tally.helper == "staff":
            continue
        if only_capable and tally.capacity == "no":
            continue
        yield tally
