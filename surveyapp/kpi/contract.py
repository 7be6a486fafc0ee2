"""A contract framework as its file states it: indicators, and the clauses behind them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from surveyapp.definitions.library import Library
from surveyapp.definitions.reading import load_toml, validated
from surveyapp.errors import Fault, FaultsFound, NotKnownError

Proportion = Annotated[str, StringConstraints(pattern=r"^(0(\.\d+)?|1(\.0+)?)$")]
AllowedWay = Literal["open", "code", "kiosk", "interviewer", "keyed"]


class Strict(BaseModel):
    """A table in which an unknown key is a fault, not a guess."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class MinimumAnswers(Strict):
    """How many answers a figure needs before it is shown to each kind of reader."""

    authority: int = Field(default=5, ge=1)
    provider: int = Field(default=10, ge=1)
    published: int = Field(default=10, ge=1)

    def for_view(self, view: str) -> int:
        """The minimum in the contract view (`contract`) or the published one."""
        return self.published if view == "published" else self.authority


class MinimumResponse(Strict):
    """The response below which a contract gives no verdict."""

    rate: Proportion
    measure: Literal["rr1", "rr2"] = "rr2"


class Step(Strict):
    """A threshold from a date on, or from so many months after the agreement's start."""

    since: date | None = Field(default=None, alias="from")
    after_months: int | None = Field(default=None, ge=0)
    at_least: Proportion | None = None
    less_than: Proportion | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Step:
        if (self.since is None) == (self.after_months is None):
            raise ValueError("state one of `from` and `after_months`")
        if (self.at_least is None) == (self.less_than is None):
            raise ValueError("state one of at_least and less_than")
        return self

    def begins(self, started: date | None) -> date | None:
        """The first day of the step; None where it counts from a start that is not known."""
        if self.since is not None or started is None or self.after_months is None:
            return self.since
        months = started.month - 1 + self.after_months
        year, month = started.year + months // 12, months % 12 + 1
        return date(year, month, min(started.day, monthrange(year, month)[1]))


class Threshold(Strict):
    """A threshold in force: the edge, and on which side of it the contract is met."""

    proportion: Fraction
    direction: Literal["at_least", "less_than"]

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)


class Asked(Strict):
    """What an indicator and a question without a threshold have in common."""

    clause: str = Field(min_length=1)
    title: str = Field(min_length=1)
    says: str | None = None
    counts: list[str] = []
    audiences: list[str] = Field(min_length=1)
    dont_know: Literal["exclude", "not_positive"] = "exclude"
    proxy: Literal["apart", "include"] = "apart"
    staff_assisted: Literal["include", "exclude"] = "include"
    ways_in: list[AllowedWay] = []
    minimum_answers: MinimumAnswers = MinimumAnswers()

    def counted_ways(self, audience: str) -> tuple[str, ...]:
        """The ways in whose answers count; staff come by personal codes unless it says so."""
        if self.ways_in:
            return tuple(self.ways_in)
        if audience == "staff":
            return ("code", "keyed")
        return ("open", "code", "kiosk", "interviewer", "keyed")


class Indicator(Asked):
    """One indicator of a contract."""

    ref: str = Field(min_length=1)
    standard: str | None = None
    source: Literal["survey", "register", "actions", "return"]
    questions: list[str] = Field(default=[], max_length=1)
    pooled: bool = False
    base: Literal["answered", "with_capacity", "asked", "eligible"] = "answered"
    aggregate: Literal["pooled", "weighted"] = "pooled"
    at_least: Proportion | None = None
    less_than: Proportion | None = None
    schedule: list[Step] = []
    default: Literal["critical", "non-critical"] | None = None
    frequency: str
    minimum_response: MinimumResponse | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Indicator:
        stated = [self.at_least, self.less_than, self.schedule or None]
        if sum(each is not None for each in stated) > 1:
            raise ValueError("state one of at_least, less_than and schedule")
        if self.source == "survey" and not (self.questions and self.counts):
            raise ValueError("a survey indicator states its question and the options that count")
        if len(self.audiences) > 1 and not self.pooled:
            raise ValueError("several audiences state `pooled = true`, or stand in two indicators")
        dates = [step.since for step in self.schedule if step.since is not None]
        months = [s.after_months for s in self.schedule if s.after_months is not None]
        if dates != sorted(dates) or months != sorted(months):
            raise ValueError("the schedule stands in the order of its dates")
        return self

    def threshold(self, *, on: date, started: date | None = None) -> Threshold | None:
        """The threshold in force on a day; None where the contract names none for it.

        `started` is the day on which the agreement began, from which a schedule may count.
        """
        at_least, less_than = self.at_least, self.less_than
        for step in self.schedule:
            since = step.begins(started)
            if since is not None and since <= on:
                at_least, less_than = step.at_least, step.less_than
        if at_least is not None:
            return Threshold(proportion=Fraction(at_least), direction="at_least")
        if less_than is not None:
            return Threshold(proportion=Fraction(less_than), direction="less_than")
        return None


class SurveyQuestion(Asked):
    """A question that a contract's surveys ask and no indicator decides."""

    code: str


class Contract(Strict):
    """One contract framework, in the order of its file."""

    title: str
    summary: str
    indicators: list[Indicator] = Field(alias="indicator")
    questions: list[SurveyQuestion] = Field(default=[], alias="question")

    def question_codes(self) -> set[str]:
        """Every question that the contract asks, by an indicator or beside it."""
        by_indicator = {code for indicator in self.indicators for code in indicator.questions}
        return by_indicator | {question.code for question in self.questions}


def contract_codes(folder: Path) -> list[str]:
    """The codes of all contracts, which are the names of their files."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def load_contract(folder: Path, code: str, library: Library) -> Contract:
    """One contract, every reference of which holds; else `FaultsFound` with all that is wrong."""
    if code not in contract_codes(folder):
        known = ", ".join(contract_codes(folder))
        raise NotKnownError(f"There is no contract “{code}”. There are: {known}.")
    faults: list[Fault] = []
    path = folder / f"{code}.toml"
    contract = validated(Contract, load_toml(path, faults), place=path.name, faults=faults)
    if contract:
        faults.extend(_reference_faults(contract, library, path.name))
    if faults or not contract:
        raise FaultsFound(faults)
    return contract


def _reference_faults(contract: Contract, library: Library, place: str) -> Iterator[Fault]:
    refs = [indicator.ref for indicator in contract.indicators]
    for ref in dict.fromkeys(refs):
        if refs.count(ref) > 1:
            yield Fault(f"{place} {ref}", "this indicator stands twice.", "Keep one of them.")
    for indicator in contract.indicators:
        for code in indicator.questions:
            yield from _asked_faults(indicator, code, library, f"{place} {indicator.ref}")
    for question in contract.questions:
        yield from _asked_faults(question, question.code, library, f"{place} {question.code}")


def _asked_faults(asked: Asked, code: str, library: Library, place: str) -> Iterator[Fault]:
    if code not in library.questions:
        yield Fault(place, f"there is no question “{code}” in the bank.", "Correct the code.")
        return
    question = library.question(code)
    options = [option.code for option in question.options]
    for counted in asked.counts:
        if counted not in options:
            yield Fault(
                f"{place} counts",
                f"“{counted}” is no option of “{code}”.",
                f"It can be: {', '.join(options)}.",
            )
    for audience in asked.audiences:
        if not any(
            questionnaire.audience == audience and code in library.questionnaire(name).questions
            for name, questionnaire in library.questionnaires.items()
        ):
            yield Fault(
                f"{place} audiences",
                f"no questionnaire asks “{code}” of “{audience}”.",
                "Add the question to one, or correct the audience.",
            )
