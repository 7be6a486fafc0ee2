"""What hidden cells leave to guess, and which cells must be hidden."""

from itertools import chain, combinations, product

import numpy as np
import pytest

from surveyapp.statistics import disclosure

# The worked case: schemes A, B, C by agree, neither, disagree.
WORKED = [[20, 5, 2], [17, 8, 6], [24, 9, 7]]


def test_the_worked_case_leaves_the_attacker_these_ranges():
    assert disclosure.attack(WORKED, {(0, 1), (0, 2), (1, 1), (1, 2)}) == {
        (0, 1): (0, 7),
        (0, 2): (0, 7),
        (1, 1): (6, 13),
        (1, 2): (1, 8),
    }


@pytest.mark.parametrize("hidden", [{(0, 2)}, {(0, 1), (0, 2)}])
def test_hiding_only_within_a_row_discloses_it_through_the_columns(hidden):
    for (row, column), limits in disclosure.attack(WORKED, hidden).items():
        assert limits == (WORKED[row][column], WORKED[row][column])


def test_the_worked_case_needs_three_more_cells():
    assert disclosure.protect(WORKED) == {(0, 1), (0, 2), (1, 1), (1, 2)}


def test_two_hidden_cells_in_each_row_and_column_are_no_audit():
    table = [[6, 7, 3, 20], [8, 9, 21, 22], [23, 24, 6, 8], [25, 26, 9, 7]]
    hidden = {(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3), (0, 2)}
    # Rows 0 and 1 together, less columns 0 and 1 together, leave only the
    # hidden cell that joins the two blocks.
    for line in range(4):
        assert sum(row == line for row, _ in hidden) >= 2
        assert sum(column == line for _, column in hidden) >= 2
    assert disclosure.attack(table, hidden)[0, 2] == (3, 3)


def possible_tables(table, hidden):
    """Every choice of whole numbers for the hidden cells that keeps all totals."""
    rows, columns = table.shape
    places = [[c for c in range(columns) if (r, c) in hidden] for r in range(rows)]

    def fill(row, left):
        if row == rows:
            if not left.any():
                yield []
            return
        budget = int(table[row, places[row]].sum())
        for values in splits(budget, len(places[row])):
            rest = left.copy()
            rest[places[row]] -= np.array(values, dtype=np.int64)
            if (rest >= 0).all():
                for others in fill(row + 1, rest):
                    yield [values, *others]

    visible = np.array([[(r, c) not in hidden for c in range(columns)] for r in range(rows)])
    for filled in fill(0, (table * ~visible).sum(axis=0)):
        yield {
            (row, column): value
            for row, values in enumerate(filled)
            for column, value in zip(places[row], values, strict=True)
        }


def splits(budget, parts):
    """Every way to share the budget among the parts."""
    if parts == 0:
        if budget == 0:
            yield ()
        return
    for first in range(budget + 1) if parts > 1 else (budget,):
        for others in splits(budget - first, parts - 1):
            yield (first, *others)


@pytest.mark.parametrize("seed", range(40))
def test_the_limits_are_those_of_all_tables_in_whole_numbers(seed):
    random = np.random.default_rng(seed)
    shape = tuple(random.integers(2, 5, 2))
    table = random.integers(0, 5, shape)
    hidden = {cell for cell in product(*map(range, shape)) if random.random() < 0.55}
    tables = list(possible_tables(table, hidden))
    for cell, limits in disclosure.attack(table, hidden).items():
        values = [filled[cell] for filled in tables]
        assert limits == (min(values), max(values))


def small_cells(table, smallest):
    """Cells and totals of 1 to ``smallest - 1`` people, by address."""
    with_totals = np.vstack([table, table.sum(axis=0)])
    with_totals = np.column_stack([with_totals, with_totals.sum(axis=1)])
    return {
        (int(row), int(column))
        for row, column in np.argwhere((with_totals > 0) & (with_totals < smallest))
    }


def random_table(seed, largest=(4, 4)):
    random = np.random.default_rng(seed)
    rows, columns = (int(random.integers(2, most + 1)) for most in largest)
    return random.poisson(random.gamma(1.2, 7, (rows, columns)))


def assert_safe(table, hidden, width):
    ranges = disclosure.attack(table, hidden)
    small = small_cells(table, 5)
    assert small <= hidden
    for cell in small:
        low, high = ranges[cell]
        assert high - low >= width


@pytest.mark.parametrize("block", range(10))
def test_two_hundred_tables_pass_the_audit_after_protection(block):
    for seed in range(20 * block, 20 * block + 20):
        table = random_table(seed)
        assert_safe(table, disclosure.protect(table), 5)


@pytest.mark.parametrize("block", range(4))
def test_the_quick_way_passes_the_audit_too(block):
    for seed in range(5 * block, 5 * block + 5):
        table = random_table(1_000 + seed)
        quick = disclosure.protect(table, seconds=0)
        assert_safe(table, quick, 5)
        assert len(quick) <= len(disclosure.protect(table)) + 2


@pytest.mark.parametrize("seed", [0, 1, 4, 6, 10, 17])
def test_no_smaller_hiding_would_do(seed):
    table = random_table(seed, largest=(3, 3))
    chosen = disclosure.protect(table)
    small = small_cells(table, 5)
    # No total is hidden in these, so that only inner cells compete.
    assert all(row < table.shape[0] and column < table.shape[1] for row, column in chosen)
    others = [cell for cell in product(*map(range, table.shape)) if cell not in small]
    fewer = chain.from_iterable(
        combinations(others, count) for count in range(len(chosen) - len(small))
    )
    for secondary in fewer:
        ranges = disclosure.attack(table, small | set(secondary))
        assert any(ranges[cell][1] - ranges[cell][0] < 5 for cell in small)


def test_the_solver_never_writes_to_standard_output(capfd):
    # On this table HiGHS 1.12 prints a line of its debugging.
    disclosure.protect([[8, 9, 0, 12], [2, 6, 4, 11], [4, 5, 0, 3], [23, 2, 0, 9]])
    assert capfd.readouterr().out == ""


def test_a_table_without_small_cells_hides_nothing():
    assert disclosure.protect([[20, 0], [5, 17]]) == set()


def test_yes_and_no_are_hidden_together():
    hidden = disclosure.protect([[30, 2], [25, 12], [18, 9]])
    for row in {row for row, _ in hidden}:
        assert {(row, 0), (row, 1)} <= hidden


def test_a_small_total_is_hidden_and_another_with_it():
    table = np.array([[0, 2, 1], [20, 30, 9], [9, 9, 40]])
    hidden = disclosure.protect(table)
    assert (0, 3) in hidden and len({cell for cell in hidden if cell[1] == 3}) == 2
    assert_safe(table, hidden, 5)


def test_a_table_of_too_few_people_is_hidden_whole():
    hidden = disclosure.protect([[1, 2]])
    assert hidden == {(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)}
    assert set(disclosure.attack([[1, 2]], hidden).values()) == {(0, float("inf"))}


def test_the_base_and_the_width_can_be_set():
    table = [[20, 9, 8], [17, 12, 16], [24, 19, 27]]
    assert disclosure.protect(table) == set()
    hidden = disclosure.protect(table, smallest=10, width=12)
    assert {(0, 1), (0, 2)} < hidden
    for cell in ((0, 1), (0, 2)):
        low, high = disclosure.attack(table, hidden)[cell]
        assert high - low >= 12


@pytest.mark.parametrize("table", [[], [[]], [[1.5, 2.0]], [[1, 2], [3]], [[1, -2]], [1, 2]])
def test_a_table_that_cannot_be_is_refused(table):
    with pytest.raises(ValueError):
        disclosure.protect(table)


def test_an_address_outside_the_table_is_refused():
    with pytest.raises(ValueError, match="no cell"):
        disclosure.attack(WORKED, {(4, 0)})
