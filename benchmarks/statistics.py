"""How long the statistics take. Run with ``python benchmarks/statistics.py``.

Each line names what is computed, the time it took at best of several runs, and
the time it may take.
"""

from timeit import repeat

import numpy as np

from surveyapp.statistics import (
    Stratum,
    answers_to_settle,
    blaker_interval,
    change_interval,
    disclosure,
    evidence,
    hypergeometric_interval,
    stratified_interval,
)

RANDOM = np.random.default_rng(1)


def dashboard(size, largest):
    """Counts of as many schemes as a dashboard has."""
    population = RANDOM.integers(8, largest + 1, size)
    answered = np.maximum(1, (population * RANDOM.uniform(0.3, 1, size)).astype(int))
    positive = RANDOM.binomial(answered, 0.85)
    return positive, answered, population


def one(population):
    """Counts of one population with 60 % response, 83 % of them positive."""
    answered = population * 3 // 5
    return answered * 83 // 100, answered, population


def table(rows, columns):
    """Answers by scheme and option, about 24 people a scheme."""
    shares = RANDOM.dirichlet(np.ones(columns), size=rows)
    return RANDOM.poisson(6 * columns * shares)


def strata(schemes):
    """As many schemes as a provider has."""
    return [
        Stratum(int(population), int(answered), int(positive))
        for positive, answered, population in zip(*dashboard(schemes, 80), strict=True)
    ]


ROUNDS = Stratum(34, 26, 20), Stratum(36, 30, 27)
FEW, MANY, SMALL = dashboard(400, 80), dashboard(5_000, 80), table(20, 4)
THREE, FORTY, WIDE, LARGE = strata(3), strata(40), table(40, 4), table(60, 5)

# What is computed, how, and how many milliseconds it may take.
BENCHMARKS = [
    ("400 intervals, N to 80, one call", lambda: hypergeometric_interval(*FEW), 10),
    ("5,000 intervals, N to 80, one call", lambda: hypergeometric_interval(*MANY), 50),
    ("400 evidences, N to 80, one call", lambda: evidence(*FEW, threshold="0.8"), 50),
    *(
        (f"one interval, N = {size:,}", lambda size=size: hypergeometric_interval(*one(size)), 1)
        for size in (40, 400, 4_000, 100_000, 1_000_000)
    ),
    ("one Blaker interval, N = 40", lambda: blaker_interval(*one(40)), 10),
    ("one evidence, N = 40", lambda: evidence(*one(40), threshold="0.8"), 2),
    ("what would settle it, N = 40", lambda: answers_to_settle(*one(40), threshold="0.8"), 10),
    ("one interval for 3 schemes", lambda: stratified_interval(THREE), 2),
    ("one interval for 40 schemes", lambda: stratified_interval(FORTY), 2),
    ("one change between rounds", lambda: change_interval(*ROUNDS), 2),
    ("protection of a table of 20 by 4", lambda: disclosure.protect(SMALL), 2_000),
    ("protection of a table of 40 by 4", lambda: disclosure.protect(WIDE), 10_000),
    ("protection of a table of 60 by 5", lambda: disclosure.protect(LARGE), 40_000),
]


def main():
    """Prints one line a benchmark."""
    for name, compute, allowed in BENCHMARKS:
        compute()
        best = min(repeat(compute, number=1, repeat=3)) * 1_000
        verdict = "within" if best <= allowed else "OVER"
        print(f"{name:<38} {best:>10.2f} ms   {verdict} {allowed:,} ms")


if __name__ == "__main__":
    main()
