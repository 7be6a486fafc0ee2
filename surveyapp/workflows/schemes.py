"""Adding schemes, and setting the words that their help pages show."""

from __future__ import annotations

import re
from datetime import date

from surveyapp.errors import Fault, FaultsFound, NotKnownError, NotNowError
from surveyapp.storage import schemes
from surveyapp.workflows.site import Site

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 64


def add_scheme(
    site: Site,
    code: str,
    *,
    name: str,
    provider: str,
    contract: str,
    starts: date | None = None,
    who_comes: str = "",
    outside_person: str = "",
    telephone: str = "",
) -> None:
    """Add a scheme to the agreement of its provider under a contract."""
    check_code("scheme", code)
    for place, words in (("name", name), ("provider", provider)):
        if not words.strip() or len(words) > 200:
            raise FaultsFound([Fault(place, "has to have 1 to 200 characters.")])
    site.contract(contract)
    with site.store.writing() as connection:
        if any(each.code == code for each in schemes.find_schemes(connection)):
            raise NotNowError(f"There is a scheme “{code}” already.")
        agreement = schemes.record_agreement(connection, contract, provider, starts=starts)
        schemes.record_scheme(
            connection,
            code,
            name=name,
            agreement_id=agreement,
            help_words={
                "who_comes": who_comes,
                "outside_person": outside_person,
                "telephone": telephone,
            },
        )


def set_help(
    site: Site, code: str, *, who_comes: str, outside_person: str, telephone: str
) -> None:
    """Set who comes, the person outside the provider, and the number on a help page."""
    with site.store.writing() as connection:
        known = [each.code for each in schemes.find_schemes(connection)]
        require_schemes([code], known)
        schemes.record_help(
            connection,
            code,
            {
                "who_comes": who_comes,
                "outside_person": outside_person,
                "telephone": telephone,
            },
        )


def list_schemes(site: Site, *, contract: str | None = None) -> list[schemes.Scheme]:
    """Every scheme, or those of one contract."""
    with site.store.reading() as connection:
        return schemes.find_schemes(connection, contract=contract)


def require_schemes(codes: list[str], known: list[str]) -> None:
    """Raise an error that names every code which is no known scheme."""
    unknown = [code for code in codes if code not in known]
    if unknown:
        named = ", ".join(f"“{code}”" for code in unknown)
        raise NotKnownError(
            f"No such scheme here: {named}. There are: {', '.join(known) or 'none yet'}."
        )


def check_code(what: str, code: str) -> None:
    """Raise `FaultsFound` unless a code is small letters, digits and single hyphens."""
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise FaultsFound(
            [
                Fault(
                    f"{what} “{code}”",
                    "is no code.",
                    "Use small letters, digits and hyphens between them, such as larch-court.",
                )
            ]
        )
