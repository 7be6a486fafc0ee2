"""Tables that people load: rows of a CSV file, each with the line where it begins.

A broken file is told everything at once: bytes that are no UTF-8, a quote left open, a row too
long or too short, each with its line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from surveyapp.errors import Fault


@dataclass(frozen=True)
class Row:
    """One row: the line where it begins, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The columns and rows of a file, and every fault that stood in the way of reading it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_table(content: bytes, *, required: Sequence[str]) -> Table:
    """The table in the bytes of a CSV file, with a header that holds the `required` columns."""
    faults: list[Fault] = []
    lines = _decoded_lines(content, faults)
    records = list(_records(lines, faults))
    if not records:
        if not faults:
            faults.append(Fault("line 1", "the file is empty.", f"Begin with {_list(required)}."))
        return Table((), (), tuple(faults))
    header_line, header = records[0]
    columns = tuple(name.strip() for name in header)
    faults.extend(_header_faults(columns, required, line=header_line))
    rows = []
    for line, record in records[1:]:
        if len(record) != len(columns):
            faults.append(
                Fault(
                    f"line {line}",
                    f"has {len(record)} cells where the header has {len(columns)}.",
                    "A comma or a quote is missing or too many.",
                )
            )
            continue
        rows.append(Row(line, dict(zip(columns, (cell.strip() for cell in record), strict=True))))
    return Table(columns, tuple(rows), tuple(faults))


def in_order_of_lines(faults: Iterable[Fault]) -> list[Fault]:
    """The faults of a file as somebody mends them: from its first line to its last."""
    return sorted(faults, key=_line_of)


def _line_of(fault: Fault) -> int:
    found = re.search(r"\d+", fault.place)
    return int(found.group()) if found else 0


def _decoded_lines(content: bytes, faults: list[Fault]) -> list[str]:
    """The lines as text; a line that is no UTF-8 is a fault and is read with marks in place of
    what can't be told, so that its other faults show too."""
    lines = []
    raw_lines = content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    for number, raw in enumerate(raw_lines, start=1):
        try:
            lines.append(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            lines.append(raw.decode("utf-8", errors="replace"))
            faults.append(
                Fault(
                    f"line {number}",
                    f"byte {error.start + 1} is no UTF-8.",
                    "Save the file as “CSV UTF-8”.",
                )
            )
        if "\0" in lines[-1]:
            lines[-1] = lines[-1].replace("\0", "")
            faults.append(Fault(f"line {number}", "holds a null byte.", "Take it out."))
    return lines


def _records(lines: list[str], faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line where it begins. After a broken quote, reading starts afresh
    on the next line, so that one open quote doesn't swallow the faults behind it."""
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], strict=True)
        begun = start
        try:
            for record in reader:
                if record:
                    yield begun + 1, record
                begun = start + reader.line_num
            return
        except csv.Error as error:
            problem = (
                "a quote is left open."
                if "end of data" in str(error)
                else f"the quotes do not match ({error})."
            )
            faults.append(
                Fault(f"line {begun + 1}", problem, 'Close it, or write a quote inside as "".')
            )
            start = begun + 1


def _header_faults(
    columns: tuple[str, ...], required: Sequence[str], *, line: int
) -> Iterator[Fault]:
    missing = [name for name in required if name not in columns]
    if missing:
        yield Fault(
            f"line {line}",
            f"the header lacks {_list(missing)}.",
            f"It begins with {_list(required)}, with commas between.",
        )
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            yield Fault(f"line {line}", f"the column “{name}” stands twice.", "Keep one of them.")


def _list(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
