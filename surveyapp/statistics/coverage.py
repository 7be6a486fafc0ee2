"""How often each interval holds the truth, worked out without random numbers.

    python -m surveyapp.statistics.coverage docs/statistics.md

writes the table between its two marks in the document anew.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import hypergeom

from surveyapp.statistics.counts import FloatArray
from surveyapp.statistics.intervals import INTERVALS

POPULATIONS = (12, 25, 40, 60, 120, 400)
SHARES_ANSWERED = (0.2, 0.5, 0.8, 0.95)
BEGIN, END = "<!-- coverage: begin -->", "<!-- coverage: end -->"
NAMES = {
    "exact_hypergeometric": "**Exact hypergeometric, equal tails (ours)**",
    "blaker": "Exact hypergeometric, Blaker",
    "wilson": "Wilson, with finite-population correction",
    "clopper_pearson": "Clopper–Pearson, population ignored",
    "jeffreys": "Jeffreys, population ignored",
}


@dataclass(frozen=True)
class Design:
    """A population of which so many answer."""

    population: int
    answered: int


@dataclass(frozen=True, eq=False)
class Held:
    """For every possible truth of a design: how often the interval holds it, and the mean
    width of the interval over all positive counts."""

    coverage: FloatArray
    width: float


def design(population: int, share: float) -> Design:
    """The design in which about that share answers; at least one, and never everybody."""
    return Design(population, min(population - 1, max(1, round(population * share))))


def held(stated: Design, method: str, *, confidence: float = 0.95) -> Held:
    """The exact coverage of a method for each K from 0 to N: a sum of probabilities.

    >>> everyone = held(Design(12, 6), "exact_hypergeometric")
    >>> len(everyone.coverage), bool(everyone.coverage.min() >= 0.95)
    (13, True)
    """
    positive = np.arange(stated.answered + 1)
    answered = np.full_like(positive, stated.answered)
    population = np.full_like(positive, stated.population)
    limits = INTERVALS[method](positive, answered, population, confidence)
    truth = np.arange(stated.population + 1)[:, None]
    share = truth / stated.population
    tiny = 1e-12  # Limits and truths are the same fractions; rounding may not part them.
    holds = (limits.low <= share + tiny) & (share <= limits.high + tiny)
    chance = hypergeom.pmf(positive, stated.population, truth, stated.answered)
    return Held((chance * holds).sum(axis=1), float(np.mean(limits.high - limits.low)))


def table() -> str:
    """The table of all methods, as Markdown."""
    shares = " / ".join(f"{share:.0%}" for share in SHARES_ANSWERED)
    lines = [
        f"| method | worst coverage when {shares} answer | designs and truths held 95 % "
        "of the time | width beside ours |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*lines, *_rows()])


def _rows() -> Iterator[str]:
    usual = _all_held("exact_hypergeometric")
    for method, name in NAMES.items():
        found = _all_held(method)
        worst = " / ".join(f"{min(each.coverage.min() for each in by):.3f}" for by in found)
        cells = np.concatenate([each.coverage for by in found for each in by])
        width = " / ".join(
            f"{np.mean([mine.width / ours.width for mine, ours in zip(by, own, strict=True)]):.2f}"
            for by, own in zip(found, usual, strict=True)
        )
        yield f"| {name} | {worst} | {np.mean(cells >= 0.95 - 1e-9):.0%} | {width} |"


def _all_held(method: str) -> list[list[Held]]:
    return [
        [held(design(population, share), method) for population in POPULATIONS]
        for share in SHARES_ANSWERED
    ]


def with_table(text: str) -> str:
    """The document with the table between its marks made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    document = Path(sys.argv[1])
    document.write_text(with_table(document.read_text(encoding="utf-8")), encoding="utf-8")
