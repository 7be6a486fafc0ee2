"""A table of counts with its totals, and the sums that hold among them.

A cell is addressed by row and column from nought. A total stands one past the
last: ``(row, columns)`` is a row's total, ``(rows, column)`` a column's, and
``(rows, columns)`` the total of all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surveyapp.statistics.counts import BoolArray, FloatArray, IntArray

Address = tuple[int, int]
Table = Sequence[Sequence[int]] | NDArray[np.integer]

# Hiding a total costs readers more than hiding many cells.
COST_OF_A_TOTAL = 50


@dataclass(frozen=True, eq=False)
class TotalledTable:
    """All cells in one line, totals included, and the relations that bind them.

    ``relations @ counts`` is nought: each row, and each column, less its total.
    """

    rows: int
    columns: int
    counts: IntArray
    relations: FloatArray

    @property
    def total(self) -> int:
        """Everybody in the table."""
        return int(self.counts[-1])

    def addresses(self, cells: BoolArray) -> set[Address]:
        """Where the chosen cells stand."""
        return {self.address(index) for index in np.flatnonzero(cells).tolist()}

    def address(self, index: int) -> Address:
        """Where a cell of the line stands."""
        return divmod(index, self.columns + 1)

    def chosen(self, addresses: Iterable[Address]) -> BoolArray:
        """The cells at these addresses. ``ValueError`` for one outside the table."""
        cells = np.zeros(self.counts.size, dtype=np.bool_)
        for row, column in addresses:
            if not (0 <= row <= self.rows and 0 <= column <= self.columns):
                raise ValueError(f"the table has no cell {(row, column)}")
            cells[row * (self.columns + 1) + column] = True
        return cells

    @property
    def costs(self) -> FloatArray:
        """What hiding each cell costs readers: few cells first, then small ones."""
        totals = np.zeros((self.rows + 1, self.columns + 1))
        totals[-1, :] = totals[:, -1] = COST_OF_A_TOTAL
        return totals.ravel() + 1 + self.counts / (10 * max(1, int(self.counts.max())))


def totalled(table: Table) -> TotalledTable:
    """The table with its totals. ``ValueError`` unless it is a rectangle of counts."""
    inner = np.asarray(table)
    if inner.ndim != 2 or not inner.size or not np.issubdtype(inner.dtype, np.integer):
        raise ValueError("a table is a rectangle of whole numbers")
    if (inner < 0).any():
        raise ValueError("counts cannot be negative")
    rows, columns = inner.shape
    with_totals = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    with_totals[:-1, :-1] = inner
    with_totals[-1, :] = with_totals.sum(axis=0)
    with_totals[:, -1] = with_totals.sum(axis=1)
    return TotalledTable(rows, columns, with_totals.ravel(), _relations(rows, columns))


def _relations(rows: int, columns: int) -> FloatArray:
    """One line for each row and each column, the totals' own included."""
    of_row = np.kron(np.eye(rows + 1), _sum_less_total(columns))
    of_column = np.kron(_sum_less_total(rows), np.eye(columns + 1))
    return np.vstack([of_row, of_column])


def _sum_less_total(parts: int) -> FloatArray:
    return np.append(np.ones(parts), -1.0)
