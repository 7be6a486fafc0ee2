"""Whether people who were helped to answer say something else, within their scheme."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from surveyapp.statistics.counts import IntArray
from surveyapp.statistics.errors import NoAnswersError

Table = Sequence[Sequence[int]] | IntArray


@dataclass(frozen=True)
class ModeEffect:
    """How much higher the share of yes is among those who answered by themselves.

    ``difference`` runs from −1 to 1. ``statistic`` is the Cochran–Mantel–Haenszel
    chi-square on one degree of freedom, without continuity correction.
    """

    difference: float
    statistic: float
    p_value: float


def mode_effect(tables: Sequence[Table]) -> ModeEffect:
    """The difference between modes, weighted over schemes and never across them.

    Each table is one scheme: rows self and assisted, columns yes and no. A
    scheme with one mode only says nothing of their difference. It is not
    causal: people who need help differ from those who do not. Where all in
    each scheme agree the statistic is 0 and the p-value 1.

    Raises ``NoAnswersError`` when no scheme has answers in both modes,
    ``ValueError`` for negative counts or a table that is not two by two.

    Source: Mantel and Haenszel (1959), JNCI 22:719; Greenland and Robins
    (1985), Biometrics 41:55, for the difference.

    >>> effect = mode_effect([[[18, 2], [6, 4]], [[20, 5], [9, 6]]])
    >>> round(effect.difference, 4), round(effect.statistic, 4), round(effect.p_value, 4)
    (0.2416, 4.9712, 0.0258)
    """
    if not len(tables):
        raise NoAnswersError
    cells = _checked(tables)
    cells = cells[(cells.sum(axis=2) > 0).all(axis=1)]
    if not len(cells):
        raise NoAnswersError
    self_answers, assisted = cells.sum(axis=2).T
    yes, no = cells.sum(axis=1).T
    total = self_answers + assisted
    weights = self_answers * assisted / total
    gaps = cells[:, 0, 0] / self_answers - cells[:, 1, 0] / assisted
    surplus = float(np.sum(cells[:, 0, 0] - self_answers * yes / total))
    variance = float(np.sum(weights * yes * no / (total * (total - 1))))
    statistic = surplus**2 / variance if variance else 0.0
    return ModeEffect(
        difference=float(np.average(gaps, weights=weights)),
        statistic=statistic,
        p_value=float(chdtrc(1, statistic)),
    )


def _checked(tables: Sequence[Table]) -> NDArray[np.float64]:
    """The tables as floats, because products of four counts can outgrow integers."""
    cells = np.asarray(tables, dtype=np.float64)
    if cells.shape[1:] != (2, 2):
        raise ValueError("a table has two rows, self and assisted, of two columns, yes and no")
    if (cells < 0).any():
        raise ValueError("counts cannot be negative")
    return cells
