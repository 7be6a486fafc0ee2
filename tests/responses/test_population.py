"""The population ledger: eligible, asked, and why some were not asked, by scheme."""

from __future__ import annotations

import pytest

from surveyapp.errors import FaultsFound
from surveyapp.responses.population import (
    LedgerEntry,
    Population,
    populations,
    read_population_file,
    summed,
)

SCHEMES = ["larch-court", "rowan-house"]
HEADER = "scheme,audience,eligible,asked,with_capacity"


def read(*rows, header=HEADER, audience="residents"):
    content = "\n".join([header, *rows]).encode() + b"\n"
    return read_population_file(content, audience=audience, schemes=SCHEMES)


def faults(*rows, header=HEADER):
    with pytest.raises(FaultsFound) as found:
        read(*rows, header=header)
    return [str(fault) for fault in found.value.faults]


def figures(entries):
    return {(entry.scheme, entry.outcome): entry.count for entry in entries}


def test_the_rows_of_the_survey_s_audience_are_taken_and_the_others_counted():
    entries, others = read(
        "larch-court,residents,40,35,35", "larch-court,staff,25,21,", "rowan-house,residents,58,,"
    )
    assert others == 1
    assert figures(entries) == {
        ("larch-court", "eligible"): 40,
        ("larch-court", "asked"): 35,
        ("larch-court", "with_capacity"): 35,
        ("rowan-house", "eligible"): 58,
    }
    assert {entry.audience for entry in entries} == {"residents"}


def test_a_scheme_of_another_audience_needs_not_be_in_the_survey():
    _, others = read("elm-lodge,staff,12,12,", "larch-court,residents,40,35,35")
    assert others == 1


def test_an_empty_figure_is_not_stated_and_nought_is_nought():
    entries, _ = read("larch-court,residents,40,,0")
    assert figures(entries) == {
        ("larch-court", "eligible"): 40,
        ("larch-court", "with_capacity"): 0,
    }
    assert populations(entries) == [
        Population("larch-court", "residents", eligible=40, asked=None, with_capacity=0)
    ]


def test_more_columns_of_the_ledger_may_follow():
    entries, _ = read(
        "larch-court,residents,40,1,2,0", header="scheme,audience,eligible,moved,died,in_hospital"
    )
    assert figures(entries)["larch-court", "moved"] == 1
    assert figures(entries)["larch-court", "in_hospital"] == 0


def test_the_figures_beside_eligible_may_be_left_out():
    entries, _ = read("larch-court,residents,40", header="scheme,audience,eligible")
    assert figures(entries) == {("larch-court", "eligible"): 40}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("elm-lodge,residents,40,35,35", "line 2, scheme: “elm-lodge” is no scheme"),
        (",residents,40,35,35", "line 2, scheme: “” is no scheme"),
        ("larch-court,residents,,35,35", "line 2, eligible: “” is no whole number."),
        ("larch-court,residents,forty,35,35", "line 2, eligible: “forty” is no whole number."),
        ("larch-court,residents,40.5,35,35", "line 2, eligible: “40.5” is no whole number."),
        ("larch-court,residents,-4,,", "line 2, eligible: “-4” is no whole number."),
        ("larch-court,residents,9999999999,,", "line 2, eligible: “9999999999” is no whole"),
        ("larch-court,residents,40,41,35", "line 2, asked: 41 is more than the 40 eligible."),
        ("larch-court,residents,40,,41", "line 2, with_capacity: 41 is more than the 40"),
        ("larch-court,residents,40", "line 2: has 3 cells where the header has 5."),
    ],
)
def test_a_row_that_can_not_be_is_told_with_line_and_column(row, fault):
    (told,) = faults(row)
    assert told.startswith(fault)


def test_a_scheme_that_stands_twice_is_a_fault():
    (told,) = faults("larch-court,residents,40,,", "larch-court,residents,41,,")
    assert told.startswith("line 3, scheme: “larch-court” stands twice.")


def test_a_column_that_is_no_part_of_the_ledger_is_a_fault():
    (told,) = faults("larch-court,residents,40,3", header="scheme,audience,eligible,beds")
    assert told.startswith("line 1: the column “beds” is no part of the ledger.")


def test_missing_columns_are_told_once():
    (told,) = faults("larch-court,40", header="scheme,asked")
    assert "the header lacks “audience”, “eligible”" in told


def test_every_fault_is_told_at_once_in_the_order_of_the_lines():
    told = faults(
        "elm-lodge,residents,x,35,35,1",
        "larch-court,residents,40,35,35",
        "larch-court,residents,40,35,35,1",
        'rowan-house,residents,58,60,"1,2,3',
        header=HEADER + ",beds",
    )
    assert [fault.split(": ", 1)[0] for fault in told] == [
        "line 1", "line 2, scheme", "line 2, eligible", "line 3", "line 5",
    ]  # fmt: skip


def test_the_figures_of_a_scheme_are_those_of_its_entries():
    entries = [
        LedgerEntry("larch-court", "residents", "eligible", 40),
        LedgerEntry("larch-court", "residents", "asked", 30),
        LedgerEntry("larch-court", "residents", "asked", 5),
        LedgerEntry("larch-court", "families", "eligible", 32),
        LedgerEntry("larch-court", "residents", "broke_off", 2),
    ]
    assert populations(entries) == [
        Population("larch-court", "residents", eligible=40, asked=35, with_capacity=None),
        Population("larch-court", "families", eligible=32, asked=None, with_capacity=None),
    ]


def test_the_people_of_two_surveys_are_added_and_what_one_does_not_know_neither_do_both():
    first = Population("larch-court", "residents", eligible=40, asked=35, with_capacity=None)
    second = Population("larch-court", "residents", eligible=38, asked=30, with_capacity=20)
    other = Population("rowan-house", "residents", eligible=58)
    assert summed([first, other, second]) == [
        Population("larch-court", "residents", eligible=78, asked=65, with_capacity=None),
        other,
    ]


def test_the_shared_file_holds_122_residents_97_families_and_69_staff(data):
    content = (data / "extra-care-2026-population.csv").read_bytes()
    schemes = ["larch-court", "rowan-house", "beech-gardens"]
    totals = {}
    for audience in ("residents", "families", "staff"):
        entries, others = read_population_file(content, audience=audience, schemes=schemes)
        totals[audience] = sum(each.eligible for each in populations(entries))
        assert others == 6
    assert totals == {"residents": 122, "families": 97, "staff": 69}
