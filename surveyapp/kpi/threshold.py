"""Thresholds, and how they rise over the time of an agreement."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from surveyapp.kpi.strict import Strict

Proportion = Annotated[str, StringConstraints(pattern=r"^(0(\.\d+)?|1(\.0+)?)$")]


class Threshold(Strict):
    """A threshold in force: the edge, and on which side of it the contract is met."""

    proportion: Fraction
    direction: Literal["at_least", "less_than"]

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)


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


def threshold_of(at_least: str | None, less_than: str | None) -> Threshold | None:
    """The threshold that a file states as one of two decimal strings; None where neither is."""
    if at_least is not None:
        return Threshold(proportion=Fraction(at_least), direction="at_least")
    if less_than is not None:
        return Threshold(proportion=Fraction(less_than), direction="less_than")
    return None
