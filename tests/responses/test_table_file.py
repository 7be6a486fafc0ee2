"""A broken file is told everything at once, each fault with the line where it stands."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.responses.table_file import read_table


def read(content, required=("scheme", "eligible")):
    if isinstance(content, str):
        content = content.encode("utf-8")
    return read_table(content, required=required)


def lines(table):
    return [(row.line, *row.cells.values()) for row in table.rows]


def told(table):
    return [str(fault) for fault in table.faults]


def test_each_row_knows_the_line_where_it_begins():
    table = read("scheme,eligible\nlarch,40\nrowan,58\n")
    assert table.columns == ("scheme", "eligible")
    assert lines(table) == [(2, "larch", "40"), (3, "rowan", "58")]
    assert table.faults == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_may_end_in_each_way_that_programmes_end_it(end):
    table = read(end.join(["scheme,eligible", "larch,40", ""]))
    assert lines(table) == [(2, "larch", "40")]
    assert not table.faults


def test_a_file_may_begin_with_the_mark_that_excel_writes():
    table = read(b"\xef\xbb\xbfscheme,eligible\nlarch,40\n")
    assert table.columns == ("scheme", "eligible")
    assert not table.faults


def test_the_last_line_needs_no_end():
    assert lines(read("scheme,eligible\nlarch,40")) == [(2, "larch", "40")]


def test_blanks_around_a_cell_are_no_part_of_it():
    assert lines(read(" scheme , eligible\n larch ,\t40\n")) == [(2, "larch", "40")]


def test_an_empty_line_is_passed_over_and_counted():
    assert lines(read("scheme,eligible\n\nlarch,40\n\n")) == [(3, "larch", "40")]


def test_a_quoted_cell_may_hold_commas_quotes_and_line_ends():
    table = read('scheme,eligible\n"larch, ""the"" court","4\n0"\nrowan,58\n')
    assert lines(table) == [(2, 'larch, "the" court', "4\n0"), (4, "rowan", "58")]


@pytest.mark.parametrize("content", ["", "\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_fault(content):
    assert told(read(content)) == ["line 1: the file is empty. Begin with “scheme”, “eligible”."]


def test_a_header_without_rows_holds_nobody_and_no_fault():
    table = read("scheme,eligible\n")
    assert (table.rows, table.faults) == ((), ())


def test_columns_that_are_missing_are_all_named():
    table = read("name\nlarch\n")
    assert told(table) == [
        "line 1: the header lacks “scheme”, “eligible”. "
        "It begins with “scheme”, “eligible”, with commas between."
    ]


def test_a_column_that_stands_twice_is_a_fault():
    assert told(read("scheme,eligible,eligible\n")) == [
        "line 1: the column “eligible” stands twice. Keep one of them."
    ]


@pytest.mark.parametrize(("row", "cells"), [("larch,40,41", 3), ("larch", 1)])
def test_a_row_with_too_many_or_too_few_cells_is_a_fault(row, cells):
    table = read(f"scheme,eligible\n{row}\nrowan,58\n")
    assert told(table) == [
        f"line 2: has {cells} cells where the header has 2. "
        "A comma or a quote is missing or too many."
    ]
    assert lines(table) == [(3, "rowan", "58")], "the rows behind it are read all the same"


def test_bytes_that_are_no_utf_8_are_told_with_line_and_byte():
    table = read(b"scheme,eligible\nlarch,40\nr\xe9sidence,58\n")
    assert told(table) == ["line 3: byte 2 is no UTF-8. Save the file as “CSV UTF-8”."]


def test_every_line_that_is_no_utf_8_is_told():
    table = read(b"scheme,eligible\n\xff,40\nrowan,58\n\xe9,1\n")
    assert [fault.place for fault in table.faults] == ["line 2", "line 4"]


def test_a_file_in_utf_16_is_told_and_does_not_stop_the_reading():
    assert any("no UTF-8" in fault for fault in told(read("scheme,eligible\n".encode("utf-16"))))


def test_a_null_byte_is_a_fault():
    assert told(read("scheme,eligible\nla\0rch,40\n")) == [
        "line 2: holds a null byte. Take it out."
    ]


def test_a_quote_left_open_is_told_with_the_line_where_it_opens():
    table = read('scheme,eligible\nlarch,40\n"rowan,58\nbeech,24\n')
    assert told(table) == [
        'line 3: a quote is left open. Close it, or write a quote inside as "".'
    ]


def test_an_open_quote_does_not_swallow_the_faults_behind_it():
    table = read('scheme,eligible\n"rowan,58\nbeech\n"elm,12\n')
    assert [fault.place for fault in table.faults] == ["line 2", "line 4", "line 3"]


def test_a_quote_in_the_middle_of_a_quoted_cell_is_a_fault():
    table = read('scheme,eligible\n"larch"court,40\nrowan,58\n')
    (fault,) = told(table)
    assert fault.startswith("line 2: the quotes do not match")
    assert lines(table) == [(3, "rowan", "58")]


def test_a_quote_inside_an_unquoted_cell_is_a_letter_like_any_other():
    assert lines(read('scheme,eligible\n5" pipe,40\n')) == [(2, '5" pipe', "40")]


def test_an_endless_open_quote_is_told_however_long_the_file_is():
    table = read('scheme,eligible\n"' + "larch,40\n" * 20_000)
    assert table.faults[0].place == "line 2"
    assert len(table.rows) == 19_999


@given(content=st.binary(max_size=200))
def test_no_file_whatever_stops_the_reading(content):
    table = read(content)
    assert table.faults or set(table.columns) >= {"scheme", "eligible"}
    assert all(set(row.cells) == set(table.columns) for row in table.rows)


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=20
).map(lambda text: text.strip())


@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_what_a_programme_writes_as_csv_is_read_as_it_was(rows):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("scheme", "eligible"), *rows])
    table = read(text.getvalue())
    assert not table.faults
    assert [tuple(row.cells.values()) for row in table.rows] == rows
