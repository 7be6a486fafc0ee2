"""What a reader can work out about hidden cells from those that are published."""

from collections.abc import Iterable
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import linprog

from surveyapp.statistics.counts import BoolArray, FloatArray
from surveyapp.statistics.disclosure.table import Address, Table, TotalledTable, totalled

# The programmes' answers are whole people, but for this much.
ROUNDING = 1e-6


def attack(table: Table, suppressed: Iterable[Address]) -> dict[Address, tuple[float, float]]:
    """The fewest and the most people that each hidden cell can hold.

    The reader knows every other cell and every total, and that no count is
    negative. A total that is hidden too is addressed one past the last row or
    column. Limits are whole numbers of people, the upper one infinite where
    even the total of all is hidden.

    Raises ``ValueError`` for a table that is not a rectangle of counts or an
    address outside it.

    Source: the audit of Fischetti and Salazar (2001), Management Science
    47:1008. In two-way tables with totals the linear programmes' limits are
    those of whole numbers, as the relations are those of a network.

    >>> attack([[20, 5, 2], [17, 8, 6], [24, 9, 7]], {(0, 1), (0, 2), (1, 1), (1, 2)})
    {(0, 1): (0, 7), (0, 2): (0, 7), (1, 1): (6, 13), (1, 2): (1, 8)}
    """
    cells = totalled(table)
    hidden = cells.chosen(suppressed)
    return {
        cells.address(index): possible_counts(cells, hidden, index)
        for index in np.flatnonzero(hidden).tolist()
    }


def exposed(table: TotalledTable, hidden: BoolArray, cells: BoolArray, width: int) -> BoolArray:
    """Which of the cells a reader can narrow down to less than the width."""
    found = np.zeros_like(cells)
    for index in np.flatnonzero(cells).tolist():
        low, high = possible_counts(table, hidden, index)
        found[index] = high - low < width
    return found


def possible_counts(table: TotalledTable, hidden: BoolArray, index: int) -> tuple[float, float]:
    """The fewest and the most people in one hidden cell."""
    relations = table.relations[:, hidden]
    known = relations @ table.counts[hidden]
    aim = (np.flatnonzero(hidden) == index).astype(np.float64)
    low, high = (_least(side * aim, relations, known) * side for side in (1, -1))
    return ceil(low - ROUNDING), inf if high == inf else floor(high + ROUNDING)


def _least(aim: FloatArray, relations: FloatArray, known: FloatArray) -> float:
    """The least value of the aim, minus infinity where it has no end."""
    solved = linprog(
        aim,
        A_eq=relations,
        b_eq=known,
        bounds=(0, None),
        method="highs",
        # So small a programme is solved sooner than it is made smaller.
        options={"presolve": False},
    )
    if solved.status == 3:
        return -inf
    return float(solved.fun)
