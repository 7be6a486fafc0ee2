"""The table in the documentation is the one that the code makes."""

from __future__ import annotations

from pathlib import Path

from surveyapp.statistics.coverage import BEGIN, END, Design, held, table, with_table

DOCUMENT = Path(__file__).parents[2] / "docs" / "statistics.md"


def test_the_table_in_the_documentation_is_the_one_that_the_command_makes():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0].strip() == table()


def test_making_the_table_anew_changes_nothing_around_it():
    text = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    made = with_table(text)
    assert made.startswith(f"before\n{BEGIN}\n| method")
    assert made.endswith(f"{END}\nafter\n")
    assert with_table(made) == made


def test_a_method_that_ignores_who_is_missing_can_be_far_below_its_promise():
    assert held(Design(12, 11), "wilson").coverage.min() < 0.85
    assert held(Design(12, 11), "exact_hypergeometric").coverage.min() >= 0.95
