"""Accounts of those who sign in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from surveyapp.storage.tables import accounts


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in."""

    id: int
    name: str
    password_hash: str
    role: str


_COLUMNS = (accounts.c.id, accounts.c.name, accounts.c.password_hash, accounts.c.role)


def find_account(connection: Connection, name: str) -> Account | None:
    """The account of that name, capitals or not, or None."""
    query = select(*_COLUMNS).where(func.lower(accounts.c.name) == name.lower())
    row = connection.execute(query).first()
    return Account(*row) if row else None


def find_account_by_id(connection: Connection, key: int) -> Account | None:
    """The account of that key, or None."""
    row = connection.execute(select(*_COLUMNS).where(accounts.c.id == key)).first()
    return Account(*row) if row else None


def record_account(connection: Connection, name: str, password_hash: str, *, role: str) -> None:
    """Add an account."""
    connection.execute(insert(accounts).values(name=name, password_hash=password_hash, role=role))


def change_password(connection: Connection, key: int, password_hash: str) -> None:
    """Set the password of an account."""
    connection.execute(
        update(accounts).where(accounts.c.id == key).values(password_hash=password_hash)
    )
