"""The null model behind the stratified score interval.

One number, δ, moves the logit of every stratum that is not complete, from
shapes that the answers suggest. So every possible share of the population has
one null model, and its variance is the one the test divides by.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, logit

from surveyapp.statistics.counts import FloatArray
from surveyapp.statistics.strata import CoveredStrata

# How many answers the pooled share weighs in a stratum's shape.
PSEUDO_ANSWERS = 4

# At this shift every stratum is all but unanimous.
FARTHEST = 40.0


@dataclass(frozen=True, eq=False)
class ScoreModel:
    """Strata that all have answers and known sizes, brought to one axis.

    ``estimate`` is the weighted share, ``step`` half a typical step between
    two estimates (the continuity correction), ``effective_answers`` what the
    design is worth in answers chosen at random (None when it is complete).
    """

    estimate: float
    step: float
    effective_answers: float | None
    _fixed: float
    _weights: FloatArray
    _variances: FloatArray
    _logits: FloatArray

    def share(self, shift: float) -> float:
        """The population's share under the null model at this shift."""
        return self._fixed + float(self._weights @ expit(self._logits + shift))

    def deviation(self, shift: float) -> float:
        """The standard deviation of the estimate under the null model at this shift."""
        logits = self._logits + shift
        # Both tails are taken directly, so that neither rounds to nought at the ends.
        return float(np.sqrt(self._variances @ (expit(logits) * expit(-logits))))

    def deviation_at(self, share: float) -> float:
        """The standard deviation of the estimate were this the population's share."""
        return self.deviation(self.shift_of(share))

    def shift_of(self, share: float) -> float:
        """The shift whose null model has this share, the farthest if none has."""
        if self.share(-FARTHEST) >= share:
            return -FARTHEST
        if self.share(FARTHEST) <= share:
            return FARTHEST
        return float(brentq(lambda shift: self.share(shift) - share, -FARTHEST, FARTHEST))

    def limit(self, end: float, critical: float) -> float | None:
        """The last share that is accepted on the way to the end, None if all are."""

        def excess(shift: float) -> float:
            distance = abs(self.estimate - self.share(shift))
            return distance - self.step - critical * self.deviation(shift)

        if excess(end) <= 0:
            return None
        return self.share(float(brentq(excess, self.shift_of(self.estimate), end)))


def score_model(strata: CoveredStrata) -> ScoreModel:
    """The null model of strata that all have answers and known sizes."""
    n, x, complete = strata.answered, strata.positive, strata.is_complete
    pooled = (x.sum() + 0.5) / (n.sum() + 1)
    shapes = ((x + PSEUDO_ANSWERS * pooled) / (n + PSEUDO_ANSWERS))[~complete]
    variances = _variances(strata)[~complete]
    weights = strata.shares[~complete]
    spreads = variances * shapes * (1 - shapes)
    total = float(spreads.sum())
    return ScoreModel(
        estimate=float(strata.shares @ (x / n)),
        step=float(spreads @ (weights / n[~complete])) / total / 2 if total else 0.0,
        effective_answers=float(pooled * (1 - pooled)) / total if total else None,
        _fixed=float((strata.shares * x / n)[complete].sum()),
        _weights=weights,
        _variances=variances,
        _logits=logit(shapes),
    )


def _variances(strata: CoveredStrata) -> FloatArray:
    """What p(1 − p) of each stratum is multiplied by, with finite-population correction."""
    missing = strata.population - strata.answered
    # A stratum of one person is complete, and its factor nought either way.
    others = np.maximum(strata.population - 1, 1)
    return strata.shares**2 * missing / (strata.answered * others)
