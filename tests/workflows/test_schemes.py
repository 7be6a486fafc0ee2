"""Schemes belong to an agreement, and say in their own words who helps."""

from __future__ import annotations

from datetime import date

import pytest

from surveyapp.errors import NotKnownError, NotNowError
from surveyapp.workflows.schemes import add_scheme, list_schemes, set_help


@pytest.fixture
def add(site):
    """Adds a scheme to the extra-care contract."""

    def scheme(code, provider="Example Care", **how):
        add_scheme(
            site,
            code,
            **{"name": "Larch Court", "contract": "extra-care", **how},
            provider=provider,
        )

    return scheme


def test_a_scheme_has_a_provider_a_contract_and_its_own_words(site, add):
    add("larch-court", starts=date(2025, 4, 1), who_comes="Sam", telephone="01632 960001")
    (scheme,) = list_schemes(site)
    assert (scheme.code, scheme.name, scheme.provider, scheme.contract) == (
        "larch-court", "Larch Court", "Example Care", "extra-care",
    )  # fmt: skip
    assert (scheme.starts, scheme.who_comes, scheme.telephone) == (
        date(2025, 4, 1), "Sam", "01632 960001",
    )  # fmt: skip


def test_schemes_of_one_provider_belong_to_one_agreement(site, add):
    add("larch-court", starts=date(2025, 4, 1))
    add("rowan-house")
    assert {scheme.starts for scheme in list_schemes(site)} == {date(2025, 4, 1)}


def test_a_start_that_is_stated_later_is_that_of_the_whole_agreement(site, add):
    add("larch-court")
    add("rowan-house", starts=date(2025, 4, 1))
    assert {scheme.starts for scheme in list_schemes(site)} == {date(2025, 4, 1)}


def test_another_provider_has_an_agreement_of_its_own(site, add):
    add("larch-court", starts=date(2025, 4, 1))
    add("elm-lodge", "Other Care")
    assert [scheme.starts for scheme in list_schemes(site)] == [None, date(2025, 4, 1)]


def test_a_code_can_be_used_once(add):
    add("larch-court")
    with pytest.raises(NotNowError, match="There is a scheme “larch-court” already"):
        add("larch-court", "Other Care")


def test_a_contract_has_to_exist(site, add):
    with pytest.raises(NotKnownError, match="There are: .*extra-care"):
        add("larch-court", contract="nosuch")
    assert list_schemes(site) == []


def test_all_that_is_empty_or_too_long_is_told_at_once(add, faults):
    told = faults(add, "larch-court", " ", name="L" * 201, who_comes="S" * 301, telephone="0" * 61)
    assert {fault.split(":")[0] for fault in told} == {
        "name", "provider", "who comes", "telephone",
    }  # fmt: skip


@pytest.mark.parametrize("code", ["Larch", "larch_court", "larch court", "", "-", "é"])
def test_a_code_is_small_letters_digits_and_hyphens(add, faults, code):
    (told,) = faults(add, code)
    assert "is no code" in told


def test_the_words_of_a_help_page_can_be_changed(site, add):
    add("larch-court")
    add("rowan-house")
    set_help(site, "larch-court", who_comes="Sam", outside_person="Jo", telephone="01632 960001")
    larch, rowan = list_schemes(site)
    assert (larch.who_comes, larch.outside_person, larch.telephone) == (
        "Sam",
        "Jo",
        "01632 960001",
    )
    assert rowan.who_comes == ""


def test_the_help_page_of_a_scheme_that_does_not_exist_can_not(site, add):
    add("larch-court")
    with pytest.raises(NotKnownError, match="“nosuch”. There are: larch-court"):
        set_help(site, "nosuch", who_comes="Sam", outside_person="Jo", telephone="0")
