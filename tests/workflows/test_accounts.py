"""Accounts: who can sign in, and with what."""

from __future__ import annotations

import pytest

from surveyapp.errors import NotNowError
from surveyapp.workflows.accounts import add_account, find_account, sign_in

PASSWORD = "three random words"


@pytest.fixture
def account(site):
    """Somebody who can sign in."""
    add_account(site, "Jo Patel", PASSWORD)
    return sign_in(site, "Jo Patel", PASSWORD)


def test_the_right_password_signs_in(account):
    assert (account.name, account.role) == ("Jo Patel", "administrator")


def test_a_name_is_known_in_small_letters_and_capitals_and_with_blanks_around_it(site, account):
    assert sign_in(site, "  jo patel ", PASSWORD) == account


@pytest.mark.parametrize(
    ("name", "password"),
    [("Jo Patel", "three random word"), ("Jo Patel", ""), ("Sam Hill", PASSWORD), ("", PASSWORD)],
)
def test_a_wrong_password_and_a_wrong_name_look_the_same(site, account, name, password):
    assert sign_in(site, name, password) is None


def test_the_password_itself_is_not_stored(site, account):
    assert account.password_hash.startswith("$argon2id$")
    assert PASSWORD not in account.password_hash


def test_a_name_can_be_used_once_however_it_is_written(site, account):
    with pytest.raises(NotNowError, match="There is an account"):
        add_account(site, "JO PATEL", PASSWORD)


def test_all_that_is_wrong_with_a_new_account_is_told_at_once(site, faults):
    told = faults(add_account, site, " ", "short")
    assert [fault.split(":")[0] for fault in told] == ["name", "password"]
    assert "12 to 200 characters" in told[1]


def test_somebody_who_is_signed_in_is_found_by_their_key(site, account):
    assert find_account(site, account.id) == account
    assert find_account(site, account.id + 1) is None
