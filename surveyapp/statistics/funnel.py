"""Schemes beside each other: funnel limits, and how far they differ beyond chance.

There is no finite-population correction: a funnel compares services, not head
counts. It ranks nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import overload

import numpy as np
from scipy.special import chdtri
from scipy.stats import binom

from surveyapp.statistics.counts import (
    Counts,
    FloatArray,
    IntArray,
    checked_counts,
    only,
    spread,
)
from surveyapp.statistics.errors import NoAnswersError

# Below this number of schemes their spread cannot be told from chance.
FEWEST_SCHEMES = 10


@dataclass(frozen=True)
class FunnelLimits:
    """Where 95 % and 99.8 % of schemes at the target fall, as proportions from 0 to 1."""

    low95: float
    high95: float
    low998: float
    high998: float


@dataclass(frozen=True, eq=False)
class FunnelLimitsArrays:
    """The fields of ``FunnelLimits`` for many schemes, NaN where nobody answered."""

    low95: FloatArray
    high95: FloatArray
    low998: FloatArray
    high998: FloatArray


@dataclass(frozen=True)
class Overdispersion:
    """How far schemes differ beyond chance.

    ``phi`` is 1 on average when chance is all there is. ``tau2`` is the
    variance between schemes, as squared proportions, and 0 unless ``phi`` is
    significant.
    """

    phi: float
    tau2: float


@overload
def funnel_limits(answered: int, *, target: float | Fraction | str) -> FunnelLimits: ...
@overload
def funnel_limits(answered: Counts, *, target: float | Fraction | str) -> FunnelLimitsArrays: ...
def funnel_limits(
    answered: int | Counts, *, target: float | Fraction | str
) -> FunnelLimits | FunnelLimitsArrays:
    """Exact binomial limits at this number of answers, for schemes at the target.

    ``target`` is the contract's threshold or the pooled proportion, between 0
    and 1 and neither. It decides nothing, so a float is accepted. A list or
    array gives arrays.

    Raises ``NoAnswersError`` when nobody answered, ``ValueError`` for a target
    outside 0 to 1.

    Source: Spiegelhalter (2005), Statistics in Medicine 24:1185, appendix A.1.

    >>> limits = funnel_limits(40, target="0.8")
    >>> round(limits.low95, 4), round(limits.high95, 4)
    (0.6559, 0.9042)
    """
    proportion = float(Fraction(target))
    if not 0 < proportion < 1:
        raise ValueError(f"a target lies between 0 and 1, not {target}")
    counts = checked_counts(np.zeros_like(np.atleast_1d(answered)), answered, None)
    _, answers, _ = counts.with_answers()
    levels = [_limit(answers, proportion, level) for level in (0.025, 0.975, 0.001, 0.999)]
    if np.ndim(answered) == 0:
        if not answers.size:
            raise NoAnswersError
        return FunnelLimits(*(only(level) for level in levels))
    return FunnelLimitsArrays(*(spread(level, counts.has_answers) for level in levels))


def _limit(answered: IntArray, target: float, level: float) -> FloatArray:
    """The count where the distribution reaches the level, between whole counts by share."""
    count = binom.ppf(level, answered, target)
    reached = binom.cdf(count, answered, target)
    brought = binom.pmf(count, answered, target)
    return np.asarray(np.clip((count - (reached - level) / brought) / answered, 0, 1))


def overdispersion(positives: Sequence[int], answereds: Sequence[int]) -> Overdispersion:
    """How far schemes differ around their pooled proportion, beyond chance.

    The extreme tenths are drawn in first, so that a scheme that is truly apart
    does not widen the limits that should show it. Schemes that nobody answered
    for are left out.

    Raises ``NoAnswersError`` when nobody answered, ``ValueError`` for fewer
    than ten schemes with answers or impossible counts.

    Source: Spiegelhalter (2005), Statistics in Medicine 24:1185, section 4.

    >>> found = overdispersion([30, 10] * 6, [40] * 12)
    >>> round(found.phi, 4), round(found.tau2, 4)
    (10.0, 0.0619)
    """
    x, n, _ = checked_counts(list(positives), list(answereds), None).with_answers()
    if not n.size:
        raise NoAnswersError
    schemes = n.size
    if schemes < FEWEST_SCHEMES:
        raise ValueError(f"overdispersion needs {FEWEST_SCHEMES} schemes, not {schemes}")
    pooled = x.sum() / n.sum()
    if pooled in (0, 1):
        return Overdispersion(0.0, 0.0)
    weights = n / (pooled * (1 - pooled))
    scores = (x / n - pooled) * np.sqrt(weights)
    drawn_in = np.clip(scores, *np.quantile(scores, [0.1, 0.9]))
    heterogeneity = float(np.sum(drawn_in**2))
    if heterogeneity <= chdtri(schemes, 0.05):
        return Overdispersion(heterogeneity / schemes, 0.0)
    spare = float(weights.sum() - np.sum(weights**2) / weights.sum())
    return Overdispersion(
        heterogeneity / schemes, max(0.0, (heterogeneity - (schemes - 1)) / spare)
    )
