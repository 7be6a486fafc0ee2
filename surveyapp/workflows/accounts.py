"""Accounts: adding one, and signing in."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from surveyapp.errors import Fault, FaultsFound, NotNowError
from surveyapp.storage import accounts
from surveyapp.storage.accounts import Account
from surveyapp.workflows.site import Site

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200

_hasher = PasswordHasher()


def add_account(site: Site, name: str, password: str) -> None:
    """Add an administrator; roles come with the organisations."""
    faults = []
    if not name.strip() or len(name) > 200:
        faults.append(Fault("name", "has to have 1 to 200 characters."))
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        faults.append(
            Fault(
                "password",
                f"has to have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.",
                "Three random words make a good one.",
            )
        )
    if faults:
        raise FaultsFound(faults)
    with site.store.writing() as connection:
        if accounts.find_account(connection, name.strip()):
            raise NotNowError(f"There is an account “{name}” already.")
        accounts.record_account(
            connection, name.strip(), _hasher.hash(password), role="administrator"
        )


def sign_in(site: Site, name: str, password: str) -> Account | None:
    """The account whose name and password these are, or None.

    A name that doesn't exist takes as long as a wrong password.
    """
    with site.store.reading() as connection:
        account = accounts.find_account(connection, name.strip())
    nobody = _hash_of_nobody()
    try:
        _hasher.verify(account.password_hash if account else nobody, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return None
    if account and _hasher.check_needs_rehash(account.password_hash):
        with site.store.writing() as connection:
            accounts.change_password(connection, account.id, _hasher.hash(password))
    return account


def find_account(site: Site, key: int) -> Account | None:
    """The account of somebody who is signed in, or None where it is gone."""
    with site.store.reading() as connection:
        return accounts.find_account_by_id(connection, key)


@cache
def _hash_of_nobody() -> str:
    """Made at the first sign-in, whoever it is: it takes 64 MiB for a moment, which a process
    that serves respondents shall not need."""
    return _hasher.hash("an account that does not exist")
