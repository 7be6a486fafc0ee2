"""Which cells to hide so that no small count can be worked out."""

import numpy as np

from surveyapp.statistics.disclosure.fewest import cheapest_hidden
from surveyapp.statistics.disclosure.steps import hidden_by_steps
from surveyapp.statistics.disclosure.table import Address, Table, totalled

# How long one search for the cheapest hiding may take.
SECONDS = 20.0


def protect(
    table: Table, *, smallest: int = 5, width: int = 5, seconds: float = SECONDS
) -> set[Address]:
    """The cells to hide: those of 1 to ``smallest - 1`` people, and as few more as do.

    Afterwards ``attack`` cannot narrow any small cell down to less than
    ``width``. Totals are small cells too, and hidden as a last resort; they are
    addressed one past the last row or column, and a hidden total must not be
    published. In a table of too few people everything is hidden, the total
    of all included.

    Each search for the cheapest hiding ends after ``seconds``, and then a
    quicker one finds a hiding that is as safe but may hide a cell or two more.

    Raises ``ValueError`` for a table that is not a rectangle of counts.

    Source: Fischetti and Salazar (2001), Management Science 47:1008.

    >>> sorted(protect([[20, 5, 2], [17, 8, 6], [24, 9, 7]]))
    [(0, 1), (0, 2), (1, 1), (1, 2)]
    """
    cells = totalled(table)
    primary = (cells.counts > 0) & (cells.counts < smallest)
    if not primary.any():
        return set()
    if cells.total < max(smallest, width):
        return cells.addresses(np.ones_like(primary))
    hidden = cheapest_hidden(cells, primary, width, seconds)
    if hidden is None:
        hidden = hidden_by_steps(cells, primary, width)
    return cells.addresses(hidden)
