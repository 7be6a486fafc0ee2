"""One-sided confidences that enough people, or too few, are positive."""

from fractions import Fraction
from typing import NamedTuple

import numpy as np
from scipy.stats import beta, betabinom, binom, hypergeom

from surveyapp.statistics.counts import FloatArray, IntArray


class Confidences(NamedTuple):
    """Confidences from 0 to 1, one entry a proportion.

    ``generous`` is 1 − ``not_met`` without its rounding: the probability of
    meeting under the most generous prior, as ``met`` is under the most
    sceptical one. ``probability`` is Jeffreys', between them.
    """

    met: FloatArray
    not_met: FloatArray
    generous: FloatArray
    probability: FloatArray


def confidences(
    positive: IntArray, answered: IntArray, population: IntArray, required: IntArray
) -> Confidences:
    """Confidences that at least ``required`` of the population are positive.

    ``met`` is the chance of fewer positive answers than came in, were one
    person too few positive; ``not_met`` that of more, were there just enough.
    """
    silent = population - answered
    certain = [positive >= required, positive + silent < required]
    # The clipping only keeps the library in its range: what it gives beyond
    # the ends is certain, and replaced below.
    too_few, enough = (np.clip(count, 0, population) for count in (required - 1, required))
    met = hypergeom.cdf(positive - 1, population, too_few, answered)
    not_met = hypergeom.sf(positive, population, enough, answered)
    generous = hypergeom.cdf(positive, population, enough, answered)
    probability = betabinom.sf(
        required - positive - 1, silent, positive + 0.5, answered - positive + 0.5
    )
    return Confidences(
        met=np.select(certain, [1.0, 0.0], met),
        not_met=np.select(certain, [0.0, 1.0], not_met),
        generous=np.select(certain, [1.0, 0.0], generous),
        probability=np.select(certain, [1.0, 0.0], probability),
    )


def confidences_without_population(
    positive: IntArray, answered: IntArray, proportion: Fraction
) -> Confidences:
    """The same as the population grows without end, which makes them binomial."""
    share = float(proportion)
    return Confidences(
        met=binom.cdf(positive - 1, answered, share),
        not_met=binom.sf(positive, answered, share),
        generous=binom.cdf(positive, answered, share),
        probability=beta.sf(share, positive + 0.5, answered - positive + 0.5),
    )
