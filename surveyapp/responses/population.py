"""The population ledger: who could have answered, who was asked, and why some were not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from surveyapp.errors import Fault, FaultsFound
from surveyapp.responses.table_file import Row, in_order_of_lines, read_table

COLUMNS = ("scheme", "audience", "eligible", "asked", "with_capacity")
NOT_ASKED = ("moved", "died", "in_hospital", "no_capacity")
OUTCOMES = (
    "eligible",
    "asked",
    "with_capacity",
    *NOT_ASKED,
    "declined",
    "not_reached",
    "started",
    "finished",
)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The number of people of one scheme and audience with one outcome."""

    scheme: str
    audience: str
    outcome: str
    count: int


@dataclass(frozen=True)
class Population:
    """The figures of one scheme and audience; None is a figure that nobody stated."""

    scheme: str
    audience: str
    eligible: int | None = None
    asked: int | None = None
    with_capacity: int | None = None


def populations(entries: Collection[LedgerEntry]) -> list[Population]:
    """The ledger's figures that denominators use, one row a scheme and audience."""
    stated: dict[tuple[str, str], dict[str, int]] = {}
    for entry in entries:
        figures = stated.setdefault((entry.scheme, entry.audience), {})
        figures[entry.outcome] = figures.get(entry.outcome, 0) + entry.count
    return [
        Population(
            scheme,
            audience,
            eligible=figures.get("eligible"),
            asked=figures.get("asked"),
            with_capacity=figures.get("with_capacity"),
        )
        for (scheme, audience), figures in stated.items()
    ]


def summed(stated: Iterable[Population]) -> list[Population]:
    """One row for each scheme and audience: the sum of its figures, each None where one of
    them is not known."""
    found: dict[tuple[str, str], Population] = {}
    for each in stated:
        key = (each.scheme, each.audience)
        found[key] = _sum(found[key], each) if key in found else each
    return list(found.values())


def _sum(one: Population, other: Population) -> Population:
    def figure(name: str) -> int | None:
        first, second = getattr(one, name), getattr(other, name)
        return None if first is None or second is None else first + second

    return Population(
        one.scheme,
        one.audience,
        eligible=figure("eligible"),
        asked=figure("asked"),
        with_capacity=figure("with_capacity"),
    )


def read_population_file(
    content: bytes, *, audience: str, schemes: Collection[str]
) -> tuple[list[LedgerEntry], int]:
    """The ledger entries of one audience, and how many rows were for other audiences."""
    table = read_table(content, required=COLUMNS[:3])
    faults = list(table.faults)
    faults.extend(
        Fault(
            "line 1",
            f"the column “{name}” is no part of the ledger.",
            f"It can be: {', '.join(('scheme', 'audience', *OUTCOMES))}.",
        )
        for name in dict.fromkeys(table.columns)
        if name not in ("scheme", "audience", *OUTCOMES)
    )
    entries: list[LedgerEntry] = []
    seen: set[str] = set()
    others = 0
    for row in table.rows:
        if row.cells.get("audience", audience) != audience:
            others += 1
            continue
        faults.extend(_row_faults(row, schemes, seen))
        entries.extend(_entries(row, audience))
    if faults:
        raise FaultsFound(in_order_of_lines(faults))
    return entries, others


def _entries(row: Row, audience: str) -> Iterator[LedgerEntry]:
    for outcome in OUTCOMES:
        cell = row.cells.get(outcome, "")
        if cell.isdecimal() and len(cell) <= 9:
            yield LedgerEntry(row.cells.get("scheme", ""), audience, outcome, int(cell))


def _row_faults(row: Row, schemes: Collection[str], seen: set[str]) -> Iterator[Fault]:
    place = f"line {row.line}"
    scheme = row.cells.get("scheme", "")
    if scheme not in schemes:
        yield Fault(
            f"{place}, scheme",
            f"“{scheme}” is no scheme of this survey.",
            f"It can be: {', '.join(sorted(schemes))}.",
        )
    elif scheme in seen:
        yield Fault(f"{place}, scheme", f"“{scheme}” stands twice.", "Keep one row for it.")
    seen.add(scheme)
    figures = {}
    for outcome in OUTCOMES:
        cell = row.cells.get(outcome, "")
        if cell.isdecimal() and len(cell) <= 9:
            figures[outcome] = int(cell)
        elif cell or outcome == "eligible" and outcome in row.cells:
            yield Fault(f"{place}, {outcome}", f"“{cell}” is no whole number.", "Such as: 40.")
    for outcome in ("asked", "with_capacity"):
        if figures.get(outcome, 0) > figures.get("eligible", figures.get(outcome, 0)):
            yield Fault(
                f"{place}, {outcome}",
                f"{figures[outcome]} is more than the {figures['eligible']} eligible.",
                "Correct one of the two.",
            )
