"""Cells to hide found step by step, where the cheapest would take too long."""

import numpy as np
from scipy.optimize import linprog

from surveyapp.statistics.counts import BoolArray
from surveyapp.statistics.disclosure.audit import exposed
from surveyapp.statistics.disclosure.table import TotalledTable

# A shift below this is rounding.
ROUNDING = 1e-6


def hidden_by_steps(table: TotalledTable, primary: BoolArray, width: int) -> BoolArray:
    """A hiding that passes the audit, often within a cell or two of the cheapest.

    For one exposed cell after the other, the cells of its cheapest shift are
    hidden. Then those that turn out not to be needed are shown again, the
    dearest first.
    """
    hidden = primary.copy()
    for index in np.flatnonzero(exposed(table, hidden, primary, width)).tolist():
        hidden |= _cheapest_shift(table, hidden, index, width)
    secondary = np.flatnonzero(hidden & ~primary)
    for index in secondary[np.argsort(-table.costs[secondary])]:
        fewer = hidden.copy()
        fewer[index] = False
        if not exposed(table, fewer, primary, width).any():
            hidden = fewer
    return hidden


def _cheapest_shift(
    table: TotalledTable, hidden: BoolArray, index: int, width: int
) -> BoolArray:
    """The cells that move when this one is spread over the width at the least cost."""
    size = table.counts.size
    cost = np.where(hidden, 0.0, table.costs)
    up, down = np.full(size, float(width)), np.minimum(table.counts, width).astype(np.float64)
    # The total of all is published and cannot move.
    up[-1] = down[-1] = 0
    gap = np.zeros(4 * size)
    gap[[index, 3 * size + index]] = -1
    gap[[size + index, 2 * size + index]] = 1
    solved = linprog(
        np.tile(cost, 4),
        A_ub=gap[None, :],
        b_ub=[-width],
        A_eq=np.kron(np.eye(2), np.hstack([table.relations, -table.relations])),
        b_eq=np.zeros(2 * table.relations.shape[0]),
        bounds=np.column_stack([np.zeros(4 * size), np.tile(np.concatenate([up, down]), 2)]),
        method="highs",
    )
    moved = solved.x.reshape(4, size).sum(axis=0) > ROUNDING
    return np.asarray(moved)
