"""Schemes and the agreements that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from surveyapp.storage.tables import agreements, schemes


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme with its provider, its contract, and its own words about help."""

    code: str
    name: str
    provider: str
    contract: str
    starts: date | None
    who_comes: str
    outside_person: str
    telephone: str


_COLUMNS = (
    schemes.c.code,
    schemes.c.name,
    agreements.c.provider,
    agreements.c.contract,
    agreements.c.starts,
    schemes.c.who_comes,
    schemes.c.outside_person,
    schemes.c.telephone,
)


def find_schemes(connection: Connection, *, contract: str | None = None) -> list[Scheme]:
    """Every scheme, or those of one contract, by code."""
    query = select(*_COLUMNS).join(agreements).order_by(schemes.c.code)
    if contract is not None:
        query = query.where(agreements.c.contract == contract)
    return [Scheme(*row) for row in connection.execute(query)]


def record_agreement(
    connection: Connection, contract: str, provider: str, *, starts: date | None
) -> int:
    """The key of the agreement between a contract and a provider, made where it is new."""
    query = select(agreements.c.id).where(
        agreements.c.contract == contract, agreements.c.provider == provider
    )
    found = connection.execute(query).scalar()
    if found is None:
        made = connection.execute(
            insert(agreements).values(contract=contract, provider=provider, starts=starts)
        )
        return int(made.inserted_primary_key[0])
    if starts is not None:
        connection.execute(
            update(agreements).where(agreements.c.id == found).values(starts=starts)
        )
    return int(found)


def record_scheme(
    connection: Connection, code: str, *, name: str, agreement_id: int, help_words: dict[str, str]
) -> None:
    """Add a scheme to an agreement."""
    connection.execute(
        insert(schemes).values(code=code, name=name, agreement_id=agreement_id, **help_words)
    )


def record_help(connection: Connection, code: str, help_words: dict[str, str]) -> None:
    """Change the words that a scheme's help page shows."""
    connection.execute(update(schemes).where(schemes.c.code == code).values(**help_words))
