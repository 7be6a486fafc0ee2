"""The default interval proved by enumeration: every design, every truth, no random numbers."""

import numpy as np
import pytest
from scipy.stats import hypergeom

from surveyapp.statistics import (
    blaker_interval,
    clopper_pearson_interval,
    hypergeometric_interval,
)

LARGER = {
    population: [population // 10, population // 4, population // 2]
    + [population * 4 // 5, population * 19 // 20, population - 1]
    for population in (120, 200, 400)
}
DESIGNS = [
    *((population, answered) for population in range(1, 81)
      for answered in range(1, population + 1)),
    *((population, answered) for population, many in LARGER.items() for answered in many),
]  # fmt: skip


class Everything:
    """All positive counts of all designs at once, with the limits of each."""

    def __init__(self, method, **options):
        rows = [np.arange(answered + 1) for _, answered in DESIGNS]
        sizes = [len(row) for row in rows]
        self.positive = np.concatenate(rows)
        self.population = np.repeat([population for population, _ in DESIGNS], sizes)
        self.answered = np.repeat([answered for _, answered in DESIGNS], sizes)
        self.starts = np.concatenate([[0], np.cumsum(sizes)])
        interval = method(self.positive, self.answered, self.population, **options)
        self.low_count, self.high_count = interval.low_count, interval.high_count

    def designs(self):
        """Each design with its limits by positive count."""
        for i, (population, answered) in enumerate(DESIGNS):
            part = slice(self.starts[i], self.starts[i + 1])
            yield population, answered, self.low_count[part], self.high_count[part]


@pytest.fixture(scope="module")
def everything():
    return Everything(hypergeometric_interval)


def coverage(population, answered, low_count, high_count):
    """P(the interval holds K), for every K from nobody to everybody."""
    truth = np.arange(population + 1)
    first = np.searchsorted(high_count, truth, side="left")
    last = np.searchsorted(low_count, truth, side="right") - 1
    below, up_to = (
        hypergeom.cdf(count, population, truth, answered) for count in (first - 1, last)
    )
    return up_to - below


def test_the_truth_is_held_at_least_95_times_in_100_whatever_it_is(everything):
    worst = 1.0
    cells = 0
    for design in everything.designs():
        held = coverage(*design)
        cells += held.size
        worst = min(worst, held.min())
    assert cells == 181_458
    assert worst >= 0.95 - 1e-9
    assert worst == pytest.approx(0.9500078, abs=1e-6)


def test_more_positive_answers_never_lower_a_limit(everything):
    for _, _, low_count, high_count in everything.designs():
        assert (np.diff(low_count) >= 0).all() and (np.diff(high_count) >= 0).all()


def test_counting_the_others_mirrors_the_limits(everything):
    for population, _, low_count, high_count in everything.designs():
        assert (high_count == population - low_count[::-1]).all()


def test_a_census_has_no_width(everything):
    is_census = everything.answered == everything.population
    assert (everything.low_count == everything.high_count)[is_census].all()


def test_without_a_census_there_is_width_in_every_population_below_40(everything):
    has_width = everything.low_count < everything.high_count
    is_census = everything.answered == everything.population
    assert has_width[(everything.population < 40) & ~is_census].all()


def test_from_40_people_one_silent_person_may_be_too_few_to_give_width():
    # Were the one silent person the only no, missing just them has a chance
    # of one in 40, which is no more than the tail may err.
    assert hypergeometric_interval(39, 39, 40).low_count == 40
    assert hypergeometric_interval(38, 38, 39).low_count == 38


def test_the_limits_never_contradict_the_answers_in_hand(everything):
    silent = everything.population - everything.answered
    assert (everything.low_count >= everything.positive).all()
    assert (everything.high_count <= everything.positive + silent).all()


def test_blaker_lies_inside_the_default(everything):
    small = (everything.population <= 60) | np.isin(everything.population, [120])
    blaker = blaker_interval(
        *(counts[small]
          for counts in (everything.positive, everything.answered, everything.population))
    )  # fmt: skip
    assert (blaker.low_count >= everything.low_count[small]).all()
    assert (blaker.high_count <= everything.high_count[small]).all()


def test_more_confidence_never_narrows_the_interval(everything):
    surer = Everything(hypergeometric_interval, confidence=0.99)
    assert (surer.low_count <= everything.low_count).all()
    assert (surer.high_count >= everything.high_count).all()


@pytest.mark.parametrize("answered", [1, 7, 23, 60])
def test_a_vast_population_has_the_limits_of_an_unknown_one(answered):
    for positive in range(answered + 1):
        vast = hypergeometric_interval(positive, answered, 10**7)
        unknown = clopper_pearson_interval(positive, answered)
        assert vast.low == pytest.approx(unknown.low, abs=1e-5)
        assert vast.high == pytest.approx(unknown.high, abs=1e-5)


def test_the_exact_limits_give_the_positive_count_away(everything):
    # So an interval must be withheld wherever the count itself is.
    for population, answered, low_count, high_count in everything.designs():
        if population <= 80:
            pairs = set(zip(low_count.tolist(), high_count.tolist(), strict=True))
            assert len(pairs) == answered + 1
