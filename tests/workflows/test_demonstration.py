"""The demonstration: made-up people, the same figures every time, all five contracts."""

from __future__ import annotations

import stat
from dataclasses import replace

import pytest

from surveyapp.kpi.contract import contract_codes
from surveyapp.settings import load_settings
from surveyapp.workflows.demonstration.filling import accounts_path, database_path, fill
from surveyapp.workflows.results import contract_results
from surveyapp.workflows.schemes import list_schemes
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import list_surveys


def filled(folder):
    """The site of a demonstration that was filled in a folder."""
    folder.mkdir()
    settings = replace(load_settings({"INSTANCE_PATH": str(folder)}, demonstration=True))
    fill(settings, lambda tasks: tasks)
    return Site(settings)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """One demonstration for all these tests."""
    site = filled(tmp_path_factory.mktemp("demonstration") / "instance")
    yield site
    site.store.close()


def figures(site, contract, period):
    """The counts and verdicts of a contract, in order."""
    found = contract_results(site, contract, period)
    return [
        (each.ref, each.numerator, each.denominator, each.verdict) for each in found.indicators
    ]


def test_it_shows_every_contract_in_two_years(demonstration):
    for contract in contract_codes(demonstration.settings.contracts):
        assert list_schemes(demonstration, contract=contract), contract
        for period in ("2025", "2026"):
            assert contract_results(demonstration, contract, period).surveys, (contract, period)


def test_its_figures_are_the_same_every_time(demonstration, tmp_path):
    again = filled(tmp_path / "instance")
    for contract in ("extra-care", "home-care"):
        assert figures(again, contract, "2026") == figures(demonstration, contract, "2026")
    again.store.close()


@pytest.mark.parametrize(
    ("ref", "positive", "answered", "verdict"),
    [("1.1", 77, 92, "met"), ("2.1", 63, 89, "not met"), ("3.1", 116, 134, "met"),
     ("5.1", 45, 56, "met")],
)  # fmt: skip
def test_the_figures_of_its_file_come_out(demonstration, ref, positive, answered, verdict):
    assert (ref, positive, answered, verdict) in figures(demonstration, "extra-care", "2026")


def test_somebody_can_answer_in_it(demonstration):
    assert [each.code for each in list_surveys(demonstration) if each.state == "open"] == [
        "families-2027",
        "residents-2027",
    ]


def test_its_passwords_are_for_its_owner_alone(demonstration):
    path = accounts_path(demonstration.settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    name, password = path.read_text(encoding="utf-8").split()
    assert name == "administrator" and len(password) >= 16


def test_it_is_filled_beside_its_place_and_leaves_nothing_behind(demonstration):
    folder = demonstration.settings.instance
    assert database_path(demonstration.settings).exists()
    assert not list(folder.glob("*unfinished*"))
