"""The cheapest cells to hide, as an integer programme that learns its constraints."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from surveyapp.statistics.counts import BoolArray, FloatArray
from surveyapp.statistics.disclosure.table import TotalledTable

# The programmes' answers are whole people, but for this much.
ROUNDING = 1e-6

# So many rounds of learning are far more than a table on a page takes.
ROUNDS = 100

# Two threads that both turned standard output aside could leave it so.
_SOLVER = Lock()


def cheapest_hidden(
    table: TotalledTable, primary: BoolArray, width: int, seconds: float
) -> BoolArray | None:
    """The cheapest hiding that keeps each primary cell as wide as ``width``.

    For each primary cell that the hiding so far leaves too narrow, a cut is
    learned: cells of which some must be hidden too. Then the cheapest hiding
    that obeys all cuts is tried. None if one was not proved the cheapest in
    the time, or the rounds ran out.

    Source: Fischetti and Salazar (2001), Management Science 47:1008, with
    their capacity constraints only.
    """
    hidden: BoolArray | None = primary
    cuts: list[FloatArray] = []
    for _ in range(ROUNDS):
        if hidden is None:
            return None
        learned = [
            cut
            for index in np.flatnonzero(primary).tolist()
            if (cut := _violated_cut(table, hidden, index, width)) is not None
        ]
        if not learned:
            return hidden
        cuts += learned
        hidden = _cheapest_within(table, primary, cuts, width, seconds)
    return None


def _cheapest_within(
    table: TotalledTable,
    primary: BoolArray,
    cuts: list[FloatArray],
    width: int,
    seconds: float,
) -> BoolArray | None:
    may_hide = np.ones(primary.size)
    # The total of all is always published.
    may_hide[-1] = 0
    with _printing_to_standard_error():
        solved = milp(
            table.costs,
            integrality=np.ones(primary.size),
            bounds=Bounds(primary.astype(np.float64), may_hide),
            constraints=LinearConstraint(np.array(cuts), width, np.inf),
            options={"time_limit": seconds},
        )
    return np.asarray(solved.x > 0.5) if solved.status == 0 else None


@contextmanager
def _printing_to_standard_error() -> Iterator[None]:
    """Keeps the solver's own words out of what the program writes.

    HiGHS 1.12 prints a line of its debugging now and then, whatever it is told
    (its issue 2783), and one such line breaks a JSON file on standard output.
    """
    with _SOLVER:
        kept = os.dup(1)
        try:
            os.dup2(2, 1)
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)


def _violated_cut(
    table: TotalledTable, hidden: BoolArray, index: int, width: int
) -> FloatArray | None:
    """How much each cell would add, if hidden, to a width that is too small; else None."""
    up, cut_above = _farthest_shift(table, hidden, index, width, side=1)
    if up >= width - ROUNDING:
        return None
    down, cut_below = _farthest_shift(table, hidden, index, width, side=-1)
    if up + down >= width - ROUNDING:
        return None
    return np.minimum(cut_above + cut_below, width)


def _farthest_shift(
    table: TotalledTable, hidden: BoolArray, index: int, width: int, *, side: int
) -> tuple[float, FloatArray]:
    """How far the cell can move while all published cells stay, and the dual of that.

    No cell need move further than the width: the shifts are flows in a
    network, and can be cut down to the cycles that pass this cell. By duality
    no hiding lets the cell move further than the sum of the returned amounts
    over the cells that it hides.
    """
    up = np.full(hidden.size, float(width))
    down = np.minimum(table.counts, width).astype(np.float64)
    up[-1] = down[-1] = 0
    solved = linprog(
        np.where(np.arange(hidden.size) == index, -side, 0),
        A_eq=table.relations,
        b_eq=np.zeros(table.relations.shape[0]),
        bounds=np.column_stack([-down * hidden, up * hidden]),
        method="highs",
        # So small a programme is solved sooner than it is made smaller.
        options={"presolve": False},
    )
    # In a network the duals are whole numbers.
    duals = np.rint(solved.upper.marginals + solved.lower.marginals)
    return -float(solved.fun), np.where(duals < 0, -duals * up, duals * down)
