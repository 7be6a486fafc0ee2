"""Two rounds. Printed values: the worked cases; coverage by enumeration of both truths."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import betabinom, hypergeom

from surveyapp.statistics import NoAnswersError, Stratum, change_interval, newcombe_difference


def test_the_worked_case_of_two_rounds():
    change = change_interval(Stratum(34, 26, 20), Stratum(36, 30, 27))
    assert change.difference == pytest.approx(0.1307692308, abs=1e-9)
    assert change.low == pytest.approx(0.0375816993, abs=1e-9)
    assert change.high == pytest.approx(0.2401960784, abs=1e-9)
    assert change.confidence_improved == pytest.approx(0.9984450324, abs=1e-9)
    assert change.confidence_worse == pytest.approx(0.0005051138, abs=1e-9)
    assert change.probability_improved == pytest.approx(0.9990900249, abs=1e-9)


@pytest.mark.parametrize(
    "rounds",
    [
        (Stratum(34, 26, 20), Stratum(36, 30, 27)),
        (Stratum(12, 3, 3), Stratum(40, 9, 0)),
        (Stratum(7, 7, 4), Stratum(9, 5, 4)),
    ],
)
def test_swapping_the_rounds_negates_the_interval(rounds):
    there, back = change_interval(*rounds), change_interval(*reversed(rounds))
    assert (back.low, back.high) == (-there.high, -there.low)
    assert back.difference == -there.difference
    assert back.confidence_worse == pytest.approx(there.confidence_improved, abs=1e-12)


def test_two_censuses_are_certain():
    change = change_interval(Stratum(3, 3, 2), Stratum(4, 4, 3))
    assert change.low == change.high == pytest.approx(1 / 12)
    assert (change.confidence_improved, change.confidence_worse) == (1.0, 0.0)
    same = change_interval(Stratum(4, 4, 3), Stratum(8, 8, 6))
    assert (same.low, same.high, same.confidence_improved) == (0.0, 0.0, 0.0)


def test_equal_shares_of_unlike_groups_are_equal():
    # 2 of 6 and 3 of 9: in floats their difference is not always nought.
    change = change_interval(Stratum(6, 6, 2), Stratum(9, 9, 3))
    assert (change.confidence_improved, change.confidence_worse) == (0.0, 0.0)


def silent_chances(stratum, add_positive, add_negative):
    """Each possible share of everybody with its chance, as the definition has it."""
    silent = stratum.population - stratum.answered
    a = stratum.positive + add_positive
    b = stratum.answered - stratum.positive + add_negative
    for more in range(silent + 1):
        if a == 0 or b == 0:
            chance = float(more == (0 if a == 0 else silent))
        else:
            chance = betabinom.pmf(more, silent, a, b)
        yield Fraction(stratum.positive + more, stratum.population), chance


def low_limit_by_pairs(before, after):
    chances = {}
    for first, p in silent_chances(before, 1, 0):
        for second, q in silent_chances(after, 0, 1):
            chances[second - first] = chances.get(second - first, 0.0) + p * q
    total = 0.0
    for difference in sorted(chances):
        total += chances[difference]
        if total > 0.025 * (1 + 1e-9):
            return float(difference)
    raise AssertionError("the chances add up to less than the limit")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Stratum(34, 26, 20), Stratum(36, 30, 27)),
        (Stratum(10, 4, 4), Stratum(15, 6, 0)),
        (Stratum(10, 4, 0), Stratum(15, 6, 6)),
        (Stratum(21, 20, 11), Stratum(14, 2, 1)),
    ],
)
def test_the_low_limit_is_the_one_found_from_all_pairs(before, after):
    assert change_interval(before, after).low == pytest.approx(
        low_limit_by_pairs(before, after), abs=1e-12
    )


DESIGNS = [
    (8, 6, 8, 7), (10, 5, 12, 6), (12, 11, 12, 11), (15, 14, 9, 4), (16, 8, 20, 18),
    (18, 17, 18, 9), (20, 19, 21, 20), (22, 11, 14, 13), (24, 20, 24, 20), (25, 24, 30, 15),
    (28, 14, 28, 27), (30, 27, 30, 28),
]  # fmt: skip


@pytest.mark.parametrize("design", DESIGNS)
def test_the_true_change_is_held_whatever_it_is(design):
    size1, n1, size2, n2 = design
    low, high = np.empty((n1 + 1, n2 + 1)), np.empty((n1 + 1, n2 + 1))
    for x1 in range(n1 + 1):
        for x2 in range(n2 + 1):
            change = change_interval(Stratum(size1, n1, x1), Stratum(size2, n2, x2))
            low[x1, x2], high[x1, x2] = change.low, change.high
    first, second = (
        hypergeom.pmf(np.arange(n + 1), size, np.arange(size + 1)[:, None], n)
        for size, n in ((size1, n1), (size2, n2))
    )
    worst = 1.0
    for k1 in range(size1 + 1):
        for k2 in range(size2 + 1):
            truth = k2 / size2 - k1 / size1
            held = (low <= truth + 1e-12) & (truth - 1e-12 <= high)
            worst = min(worst, first[k1] @ held @ second[k2])
    assert worst >= 0.945


def test_a_group_of_unknown_size_has_no_such_interval():
    with pytest.raises(ValueError, match="newcombe_difference"):
        change_interval(Stratum(None, 26, 20), Stratum(36, 30, 27))


def test_a_change_from_nobody_is_an_error_not_zero():
    with pytest.raises(NoAnswersError):
        change_interval(Stratum(34, 0, 0), Stratum(36, 30, 27))


def test_a_confidence_outside_nought_to_one_is_refused():
    with pytest.raises(ValueError, match="confidence"):
        change_interval(Stratum(3, 3, 2), Stratum(4, 4, 3), confidence=95)


def test_newcombe_gives_the_limits_of_his_own_table():
    # 56 of 70 less 48 of 80, method 10.
    result = newcombe_difference(48, 80, 56, 70)
    assert result.difference == pytest.approx(0.2)
    assert (round(result.low, 4), round(result.high, 4)) == (0.0524, 0.3339)


def test_newcombe_swapped_is_negated():
    there, back = newcombe_difference(3, 9, 8, 10), newcombe_difference(8, 10, 3, 9)
    assert back.low == pytest.approx(-there.high) and back.high == pytest.approx(-there.low)


def test_newcombe_of_nobody_is_an_error_not_zero():
    with pytest.raises(NoAnswersError):
        newcombe_difference(0, 0, 8, 10)
