"""An indicator as a contract file states it: what is measured, of whom, and what is enough."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from surveyapp.kpi.formula import FormulaError, parse_formula
from surveyapp.kpi.strict import Strict
from surveyapp.kpi.threshold import Proportion, Step, Threshold, threshold_of

AllowedWay = Literal["open", "code", "kiosk", "interviewer", "keyed"]
Default = Literal["critical", "non-critical"]
Consequence = Literal[
    "invoice adjustment",
    "compliance notice",
    "default notice",
    "report at performance review meeting",
]
Kind = Literal["share", "response_rate", "ratio", "count", "rating", "compliance", "narrative"]
Rating = Literal["inadequate", "requires_improvement", "good", "outstanding"]


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


class Composite(Strict):
    """How several questions make one figure: by an overall question, or by all their parts."""

    rule: Literal["overall", "all_parts"]
    question: str | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Composite:
        if (self.rule == "overall") != (self.question is not None):
            raise ValueError("the rule “overall” names its question, and “all_parts” names none")
        return self


class Asked(Strict):
    """What an indicator and a question without a threshold have in common."""

    clause: str = Field(min_length=1)
    title: str = Field(min_length=1)
    says: str | None = None
    counts: list[str] = []
    audiences: list[str] = []
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


class SurveyQuestion(Asked):
    """A question that a contract's surveys ask and no indicator decides."""

    code: str
    audiences: list[str] = Field(min_length=1)


class Indicator(Asked):
    """One indicator of a contract."""

    ref: str = Field(min_length=1)
    standard: str | None = None
    source: Literal["survey", "register", "actions", "return"]
    kind: Kind = "share"
    requires: str | None = None
    questions: list[str] = []
    composite: Composite | None = None
    part_titles: dict[str, str] = {}
    pooled: bool = False
    base: Literal["answered", "with_capacity", "asked", "eligible"] = "answered"
    aggregate: Literal["pooled", "weighted"] = "pooled"
    formula: str | None = None
    terms: dict[str, str] = {}
    at_least: Proportion | None = None
    less_than: Proportion | None = None
    schedule: list[Step] = []
    at_least_rating: Rating | None = None
    rating_defaults: dict[Rating, Default] = {}
    default: Default | None = None
    consequences: list[Consequence] = []
    frequency: str
    minimum_response: MinimumResponse | None = None

    @property
    def main_question(self) -> str | None:
        """The code under which its answers are tallied; None where no answers make it."""
        if self.composite and self.composite.rule == "all_parts":
            return composite_code(self.ref)
        if self.composite:
            return self.composite.question
        return self.questions[0] if self.questions else None

    @property
    def parts(self) -> list[str]:
        """The questions that are shown beneath a composite figure."""
        return list(self.questions) if self.composite else []

    def threshold(self, *, on: date, started: date | None = None) -> Threshold | None:
        """The threshold in force on a day; None where the contract names none for it.

        `started` is the day on which the agreement began, from which a schedule may count.
        """
        in_force = threshold_of(self.at_least, self.less_than)
        for step in self.schedule:
            since = step.begins(started)
            if since is not None and since <= on:
                in_force = threshold_of(step.at_least, step.less_than)
        return in_force

    @field_validator("formula")
    @classmethod
    def _parses(cls, formula: str | None) -> str | None:
        if formula is not None:
            try:
                parse_formula(formula)
            except FormulaError as error:
                raise ValueError(str(error)) from error
        return formula

    @model_validator(mode="after")
    def _is_whole(self) -> Indicator:
        problems = [*self._survey_problems(), *self._threshold_problems()]
        if self.formula:
            unnamed = parse_formula(self.formula).names - set(self.terms)
            if unnamed:
                problems.append(f"`terms` says what {', '.join(sorted(unnamed))} counts")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _survey_problems(self) -> list[str]:
        found = []
        if self.source == "survey" and not self.audiences:
            found.append("a survey indicator names its audiences")
        if self.source == "survey" and self.kind == "share":
            if not (self.main_question and self.counts):
                found.append("a survey indicator states its question and the options that count")
            if len(self.questions) > 1 and not self.composite:
                found.append("several questions state by `composite` how they make one figure")
        if len(self.audiences) > 1 and not self.pooled:
            found.append("several audiences state `pooled = true`, or stand in two indicators")
        if self.base == "with_capacity" and set(self.audiences) - {"residents"}:
            found.append(f"the base with_capacity is not one of {', '.join(self.audiences)}")
        if self.kind == "response_rate" and self.base not in ("asked", "eligible"):
            found.append("a response rate has the base asked or eligible")
        return found

    def _threshold_problems(self) -> list[str]:
        stated = [self.at_least, self.less_than, self.schedule or None]
        found = []
        if sum(each is not None for each in stated) > 1:
            found.append("state one of at_least, less_than and schedule")
        dates = [step.since for step in self.schedule if step.since is not None]
        months = [s.after_months for s in self.schedule if s.after_months is not None]
        if dates != sorted(dates) or months != sorted(months):
            found.append("the schedule stands in the order of its dates")
        if self.kind == "rating" and self.at_least_rating is None:
            found.append("a rating states `at_least_rating`")
        return found


def composite_code(ref: str) -> str:
    """The code under which a composite of all its parts is tallied."""
    return f"composite {ref}"
