"""The three counts of one proportion: positive answers, answers, people.

Every public function takes them as whole numbers for one proportion, or as
lists or arrays of whole numbers for a whole dashboard at once. Here they are
checked, and brought to arrays of one shape.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveyapp.statistics.errors import NoAnswersError, RosterError

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
TextArray = NDArray[np.str_]
BoolArray = NDArray[np.bool_]

Counts = Sequence[int] | NDArray[np.integer[Any]]

# What an array holds where nobody answered, by the kind of its numpy type:
# proportions, counts and words.
FILLERS: dict[str, float | int | str] = {"f": np.nan, "i": -1, "U": ""}


@dataclass(frozen=True, eq=False)
class CheckedCounts:
    """Counts of one shape, none impossible; ``population`` is None if not known."""

    positive: IntArray
    answered: IntArray
    population: IntArray | None
    is_scalar: bool

    @property
    def has_answers(self) -> BoolArray:
        """Where at least one person answered."""
        return self.answered > 0

    def with_answers(self) -> tuple[IntArray, IntArray, IntArray | None]:
        """The entries where somebody answered, as one flat array each."""
        kept = self.has_answers
        population = None if self.population is None else self.population[kept]
        return self.positive[kept], self.answered[kept], population


def checked_counts(
    positive: int | Counts, answered: int | Counts, population: int | Counts | None
) -> CheckedCounts:
    """The counts as arrays of one shape.

    Raises ``NoAnswersError`` for a single proportion of nobody (in arrays such
    entries pass), ``RosterError`` where more answered than the population
    holds, ``ValueError`` for impossible counts and ``TypeError`` for counts
    that are not whole numbers.
    """
    given = [positive, answered] if population is None else [positive, answered, population]
    is_scalar = all(np.ndim(value) == 0 for value in given)
    arrays = np.broadcast_arrays(*(_whole(value) for value in given))
    size = arrays[2] if population is not None else None
    _refuse_impossible(arrays[0], arrays[1], size)
    if is_scalar and not arrays[1].any():
        raise NoAnswersError
    return CheckedCounts(arrays[0], arrays[1], size, is_scalar)


def _whole(value: int | Counts) -> IntArray:
    """The value as an array of at least one dimension, refused if it has fractions."""
    array = np.atleast_1d(np.asarray(value))
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise TypeError(f"counts are whole numbers, not {array.dtype}: {value!r}")
    return array.astype(np.int64)


def _refuse_impossible(
    positive: IntArray, answered: IntArray, population: IntArray | None
) -> None:
    if (positive < 0).any():
        raise ValueError("a count of positive answers cannot be negative")
    if (positive > answered).any():
        raise ValueError("there cannot be more positive answers than answers")
    if population is not None and (answered > population).any():
        first = int(np.argmax(answered > population))
        raise RosterError(int(answered.flat[first]), int(population.flat[first]))


def spread(values: NDArray[Any], where: BoolArray) -> NDArray[Any]:
    """The values put back in their places, with the filler where nobody answered."""
    full = np.full(where.shape, FILLERS[values.dtype.kind], dtype=values.dtype)
    full[where] = values
    return full


def spread_or_none(values: NDArray[Any] | None, where: BoolArray) -> NDArray[Any] | None:
    """The same for a field that does not exist for these populations."""
    return None if values is None else spread(values, where)


def only(values: NDArray[Any]) -> Any:
    """The one entry of a single proportion, as a plain Python value."""
    return values[0].item()


def only_or_none(values: NDArray[Any] | None) -> Any:
    """The same for a field that does not exist for this population."""
    return None if values is None else only(values)
