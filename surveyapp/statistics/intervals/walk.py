"""One exact lower limit, quick at every size of population.

The library's tail is quick for a dashboard of small schemes but slows between
10 000 and 100 000 people. Here the tail is worked out once, near the answer,
from ratios of neighbouring probabilities, and then stepped person by person:
P(X ≥ x | K) grows by P(the x-th positive person in order is the K-th), which
is a short ratio away from its neighbour.
"""

from math import ceil, floor, sqrt

import numpy as np
from scipy import special

# Probabilities this many standard deviations from the mean are below 1e-36.
REACH = 13


def low_count_by_walking(positive: int, answered: int, population: int, *, limit: float) -> int:
    """The smallest K, from x to x + N − n, with P(X ≥ x | K) above the limit."""
    silent = population - answered
    if positive == 0 or silent == 0:
        return positive
    count = positive + _start(positive, answered, silent, limit)
    tail, step = _tail_and_step(positive, answered, population, count)
    while tail <= limit:
        step *= _ratio(positive, answered, population, count)
        tail += step
        count += 1
    while count > positive and tail - step > limit:
        tail -= step
        count -= 1
        step /= _ratio(positive, answered, population, count)
    return count


def _ratio(positive: int, answered: int, population: int, count: int) -> float:
    """The step at ``count + 1`` as a multiple of the step at ``count``."""
    return (
        count
        / (count - positive + 1)
        * (population - count - (answered - positive))
        / (population - count)
    )


def _start(positive: int, answered: int, silent: int, limit: float) -> int:
    """A count of silent people near the limit: a beta quantile of matched spread.

    Only the number of steps depends on it, never the answer.
    """
    shapes = answered + 1
    weight = silent * (shapes + 1) / (shapes + silent) - 1
    if weight <= 0:
        return 0
    mean = positive / shapes
    share = float(special.betaincinv(mean * weight, (1 - mean) * weight, min(limit, 1.0)))
    return round(share * silent)


def _tail_and_step(
    positive: int, answered: int, population: int, count: int
) -> tuple[float, float]:
    """P(X ≥ x | K), and how much of it the K-th person brought."""
    spread = sqrt(
        answered
        * count
        * (population - count)
        * (population - answered)
        / (population**2 * (population - 1))
    )
    centre = answered * count / population
    least = max(0, answered - (population - count))
    first = max(least, min(positive, floor(centre - REACH * spread)))
    last = min(answered, count, max(positive, ceil(centre + REACH * spread)))
    below = np.arange(first, last, dtype=np.float64)
    ratios = (count - below) * (answered - below)
    ratios /= (below + 1) * (population - count - answered + below + 1)
    weights = np.concatenate([[1.0], np.cumprod(ratios)])
    weights /= weights.sum()
    at = positive - first
    return float(weights[at:].sum()), float(weights[at]) * positive / count
