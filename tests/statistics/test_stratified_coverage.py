"""The stratified interval is calibrated, not proved: seeded designs, as many draws each.

The designs are those it was calibrated on in kind: 2 to 40 schemes of 8 to 80
people, 5 % to 100 % response, and percentages that are equal, varied, in two
camps, extreme, or linked to the response.
"""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from surveyapp.statistics import Stratum, stratified_evidence, stratified_interval

SEED = 20_260_401
DESIGNS, DRAWS = 40, 500

PERCENTAGES = {
    "equal": lambda random, response: np.full(response.size, random.uniform(0.5, 0.95)),
    "varied": lambda random, response: random.uniform(0.4, 1.0, response.size),
    "two camps": lambda random, response: random.choice([0.3, 0.95], response.size),
    "extreme": lambda random, response: random.choice([0.0, 0.9, 0.97, 1.0], response.size),
    "linked": lambda random, response: 0.5 + 0.45 * response,
}


def design(number):
    """Sizes, true counts and numbers of answers of the schemes of one design."""
    random = np.random.default_rng([SEED, number])
    schemes = int(random.integers(2, 41))
    population = random.integers(8, 81, schemes)
    response = np.clip(random.uniform(0.05, 1.0) + random.uniform(-0.2, 0.2, schemes), 0.05, 1)
    shares = list(PERCENTAGES.values())[number % len(PERCENTAGES)](random, response)
    truth = random.binomial(population, shares)
    return random, population, truth, np.maximum(1, np.rint(response * population)).astype(int)


@cache
def draws(number):
    """The distinct draws from one design, how often each came, and the true count."""
    random, population, truth, answered = design(number)
    positive = random.hypergeometric(truth, population - truth, answered, (DRAWS, truth.size))
    distinct, times = np.unique(positive, axis=0, return_counts=True)
    strata = [
        [Stratum(*map(int, scheme)) for scheme in zip(population, answered, row, strict=True)]
        for row in distinct
    ]
    return strata, times, int(truth.sum()), int(population.sum())


@cache
def coverage(number):
    """The share of draws whose interval holds the truth."""
    strata, times, truth, _ = draws(number)
    intervals = [stratified_interval(schemes) for schemes in strata]
    held = [interval.low_count <= truth <= interval.high_count for interval in intervals]
    return float(np.average(held, weights=times))


@pytest.mark.parametrize("number", range(DESIGNS))
def test_no_design_is_held_less_than_92_times_in_100(number):
    assert coverage(number) >= 0.92


def test_over_all_designs_the_truth_is_held_96_times_in_100():
    assert np.mean([coverage(number) for number in range(DESIGNS)]) >= 0.96


@pytest.mark.parametrize("number", range(0, DESIGNS, 4))
def test_strong_evidence_is_seldom_wrong(number):
    # The threshold is a person above the truth, where a claim is easiest wrong.
    strata, times, truth, population = draws(number)
    assert truth < population
    threshold = Fraction(truth + 1, population)
    wrong = [
        found.leans == "met" and found.label in ("strong", "settled")
        for found in (
            stratified_evidence(schemes, threshold=threshold) for schemes in strata[:150]
        )
    ]
    assert np.average(wrong, weights=times[:150]) <= 0.06
