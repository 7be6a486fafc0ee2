"""The result of one indicator: what the answers show, and the two verdicts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from surveyapp.kpi.threshold import Threshold

MET, NOT_MET = "met", "not met"
TOO_FEW = "too few answers"
NOT_MEASURED = "not yet measured"
NO_THRESHOLD = "no threshold"
VERDICTS = (MET, NOT_MET, TOO_FEW, NOT_MEASURED, NO_THRESHOLD)

SETTLED, STRONG, MODERATE, TOO_CLOSE = "settled", "strong", "moderate", "too close to call"
EVIDENCE = (SETTLED, STRONG, MODERATE, TOO_CLOSE)


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the share of everyone lies: proportions from 0 to 1, and people where known."""

    low: float
    high: float
    low_count: int | None
    high_count: int | None
    method: str
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many of those who answered gave one option."""

    option: str
    count: int


@dataclass(frozen=True, slots=True)
class SecondVerdict:
    """How the verdict would be under another rule, and the counts where they can be shown."""

    kind: str
    verdict: str
    changes: bool
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True)
class Result:
    """One indicator, part of one, or question, for the schemes that were asked for."""

    ref: str
    title: str
    source: str
    audiences: tuple[str, ...] = ()
    says: str | None = None
    clause: str = ""
    kind: str = "share"
    requires: str | None = None
    consequences: tuple[str, ...] = ()
    numerator: int | None = None
    denominator: int | None = None
    weighted_proportion: float | None = None
    interval: Interval | None = None
    population: int | None = None
    population_doubt: str | None = None
    asked: int | None = None
    returned: int | None = None
    complete: int | None = None
    eligible: int | None = None
    threshold: Threshold | None = None
    verdict: str = NOT_MEASURED
    evidence: str | None = None
    leans: str | None = None
    need_yes: int | None = None
    default_class: str | None = None
    withheld: bool = False
    open_count: int | None = None
    options: tuple[OptionCount, ...] = ()
    second_verdicts: tuple[SecondVerdict, ...] = ()
    parts: tuple[Result, ...] = field(default=())

    @property
    def proportion(self) -> Fraction | None:
        """The observed share of positive answers; None where nobody's can be shown."""
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator, self.denominator)

    @property
    def response_rate(self) -> Fraction | None:
        """Returned forms as a share of everyone eligible (AAPOR RR2)."""
        if self.returned is None or not self.eligible:
            return None
        return Fraction(self.returned, self.eligible)

    @property
    def complete_rate(self) -> Fraction | None:
        """Complete forms as a share of everyone eligible (AAPOR RR1)."""
        if self.complete is None or not self.eligible:
            return None
        return Fraction(self.complete, self.eligible)

    @property
    def default(self) -> str | None:
        """The class of the default that the verdict brings, where it brings one."""
        return self.default_class if self.verdict == NOT_MET else None

    def without_figures(self) -> Result:
        """The same with everything gone that tells the count: small numbers are withheld.

        Who was asked and how many forms came back may stay: they tell no answer.
        """
        return replace(
            self,
            numerator=None,
            denominator=None,
            weighted_proportion=None,
            interval=None,
            evidence=None,
            leans=None,
            need_yes=None,
            open_count=None,
            population=self.eligible,
            population_doubt=None,
            options=(),
            second_verdicts=(),
            parts=(),
            withheld=self.verdict != NOT_MEASURED,
            verdict=TOO_FEW if self.verdict != NOT_MEASURED else NOT_MEASURED,
        )
