"""Groups of one population that are counted apart, such as schemes and audiences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from surveyapp.statistics.counts import BoolArray, FloatArray, IntArray, checked_counts
from surveyapp.statistics.errors import NoAnswersError


@dataclass(frozen=True)
class Stratum:
    """The counts of one group, None for a ``population`` of unknown size.

    A group that nobody answered for may exist: it is left out of estimates.
    Raises ``RosterError`` when more answered than the population holds,
    ``ValueError`` for impossible counts.

    >>> Stratum(40, 32, 26).silent
    8
    """

    population: int | None
    answered: int
    positive: int

    def __post_init__(self) -> None:
        size = None if self.population is None else [self.population]
        checked_counts([self.positive], [self.answered], size)

    @property
    def silent(self) -> int | None:
        """How many did not answer, None if the size of the group is not known."""
        return None if self.population is None else self.population - self.answered

    @property
    def complement(self) -> "Stratum":
        """The same group with its negative answers counted."""
        return Stratum(self.population, self.answered, self.answered - self.positive)


@dataclass(frozen=True, eq=False)
class CoveredStrata:
    """The strata that have answers, where every size is known: one entry each."""

    population: IntArray
    answered: IntArray
    positive: IntArray

    @property
    def shares(self) -> FloatArray:
        """Each stratum's share of the people in all of them."""
        return np.asarray(self.population / self.population.sum())

    @property
    def is_complete(self) -> BoolArray:
        """Where everybody answered."""
        return np.asarray(self.answered == self.population)


def everybody_in(strata: Sequence[Stratum]) -> Stratum:
    """All of the strata as one. ``NoAnswersError`` when nobody answered anywhere."""
    answered = sum(stratum.answered for stratum in strata)
    if answered == 0:
        raise NoAnswersError
    sizes = [stratum.population for stratum in strata]
    known = [size for size in sizes if size is not None]
    return Stratum(
        population=sum(known) if len(known) == len(sizes) else None,
        answered=answered,
        positive=sum(stratum.positive for stratum in strata),
    )


def covered_strata(strata: Sequence[Stratum]) -> CoveredStrata:
    """The strata that have answers; all sizes must be known."""
    columns = [(s.population, s.answered, s.positive) for s in strata if s.answered]
    return CoveredStrata(*np.array(columns, dtype=np.int64).T)
