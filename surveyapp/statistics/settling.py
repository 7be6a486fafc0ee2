"""How many more answers would show which side of the threshold it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from scipy.stats import betabinom, hypergeom

from surveyapp.statistics.counts import BoolArray, Counts, FloatArray, IntArray, checked_counts
from surveyapp.statistics.evidence import STRONG
from surveyapp.statistics.thresholds import (
    REQUIRED,
    Direction,
    Threshold,
    checked_direction,
    threshold_proportion,
)

# The assurance that a plan for more answers should have.
ASSURANCE = 0.8 - 1e-12

# Numbers of further answers that are looked at together.
BLOCK = 256


@dataclass(frozen=True)
class AnswersToSettle:
    """Further answers after which the evidence would be strong or settled.

    ``m80``: the fewest that bring it with a chance of at least 80 %, predicted
    from the answers so far, and ``assurance_at_m80`` that chance. ``m_all``:
    the fewest that bring it however they fall. All None where the size of the
    population is not known, as there is no end to the answers then.
    """

    m80: int | None
    m_all: int | None
    assurance_at_m80: float | None


NEVER = AnswersToSettle(None, None, None)


@dataclass(frozen=True, eq=False)
class AnswersToSettleArrays:
    """The fields of ``AnswersToSettle`` for many proportions.

    Where nobody answered or the size is not known: NaN and counts of −1.
    """

    m80: IntArray
    m_all: IntArray
    assurance_at_m80: FloatArray


@overload
def answers_to_settle(
    positive: int,
    answered: int,
    population: int | None,
    *,
    threshold: Threshold,
    direction: Direction = "at_least",
) -> AnswersToSettle: ...
@overload
def answers_to_settle(
    positive: Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    threshold: Threshold,
    direction: Direction = "at_least",
) -> AnswersToSettleArrays: ...
def answers_to_settle(
    positive: int | Counts,
    answered: int | Counts,
    population: int | Counts | None,
    *,
    threshold: Threshold,
    direction: Direction = "at_least",
) -> AnswersToSettle | AnswersToSettleArrays:
    """How many more answers would settle it, or make the evidence strong.

    The prediction takes the silent to be like those who answered, with
    Jeffreys' prior. Lists or arrays give arrays.

    Raises ``NoAnswersError`` when nobody answered, ``RosterError`` when more
    answered than the population holds, ``TypeError`` for a float threshold,
    ``ValueError`` for impossible counts.

    Source: assurance in the sense of Spiegelhalter, Abrams and Myles (2004),
    Bayesian Approaches to Clinical Trials, section 6.5.

    >>> result = answers_to_settle(17, 22, 35, threshold="0.8")
    >>> result.m80, result.m_all, result.assurance_at_m80
    (13, 13, 1.0)
    """
    proportion = threshold_proportion(threshold)
    rule = REQUIRED[checked_direction(direction)]
    counts = checked_counts(positive, answered, population)
    wanted = counts.positive if direction == "at_least" else counts.answered - counts.positive
    if counts.population is None:
        found = [NEVER] * wanted.size
    else:
        rows = zip(wanted.flat, counts.answered.flat, counts.population.flat, strict=True)
        found = [_scan(int(x), int(n), int(N), rule(proportion, int(N))) for x, n, N in rows]
    return found[0] if counts.is_scalar else _as_arrays(found, wanted.shape)


def _scan(wanted: int, answered: int, population: int, required: int) -> AnswersToSettle:
    """The numbers of further answers from none upwards, in blocks, until both are found.

    Neither can be bisected: one answer more may open again what was strong.
    """
    if answered == 0:
        return NEVER
    if not 0 < required <= population:
        return AnswersToSettle(0, 0, 1.0)
    m80 = m_all = assurance = None
    for start in range(0, population - answered + 1, BLOCK):
        further = np.arange(start, min(start + BLOCK, population - answered + 1))
        chance, is_sure = _outlook(wanted, answered, population, required, further)
        if m80 is None and (chance >= ASSURANCE).any():
            first = int(np.argmax(chance >= ASSURANCE))
            m80, assurance = start + first, float(chance[first])
        if m_all is None and is_sure.any():
            m_all = start + int(np.argmax(is_sure))
        if m80 is not None and m_all is not None:
            break
    return AnswersToSettle(m80, m_all, assurance)


def _outlook(
    wanted: int, answered: int, population: int, required: int, further: IntArray
) -> tuple[FloatArray, BoolArray]:
    """The chance that so many further answers decide it, and whether they must."""
    last_lost, first_met = (
        count - wanted for count in _decided(answered + further, population, required)
    )
    shapes = wanted + 0.5, answered - wanted + 0.5
    chance_met = betabinom.sf(first_met - 1, further, *shapes)
    chance_lost = betabinom.cdf(last_lost, further, *shapes)
    open_from, open_to = np.maximum(last_lost + 1, 0), np.minimum(first_met - 1, further)
    return chance_met + chance_lost, open_from > open_to


def _decided(answered: IntArray, population: int, required: int) -> tuple[FloatArray, FloatArray]:
    """The last positive count that is strong against, and the first that is strong for."""
    first_met = hypergeom.ppf(STRONG, population, required - 1, answered) + 1
    last = hypergeom.ppf(1 - STRONG, population, required, answered)
    exceeds = hypergeom.cdf(last, population, required, answered) > 1 - STRONG
    return np.where(exceeds, last - 1, last), first_met


def _as_arrays(found: Sequence[AnswersToSettle], shape: tuple[int, ...]) -> AnswersToSettleArrays:
    def counts(values: Iterable[int | None]) -> IntArray:
        return np.array([-1 if value is None else value for value in values]).reshape(shape)

    chances = [np.nan if f.assurance_at_m80 is None else f.assurance_at_m80 for f in found]
    return AnswersToSettleArrays(
        m80=counts(f.m80 for f in found),
        m_all=counts(f.m_all for f in found),
        assurance_at_m80=np.array(chances, dtype=np.float64).reshape(shape),
    )
