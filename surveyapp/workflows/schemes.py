"""Adding schemes, and setting the words that their help pages show."""

from __future__ import annotations

import re
from datetime import date

from surveyapp.errors import Fault, FaultsFound, NotKnownError, NotNowError
from surveyapp.storage import schemes
from surveyapp.workflows.site import Site

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 64
LONGEST_WORDS = {
    "name": 200,
    "provider": 200,
    "who_comes": 300,
    "outside_person": 300,
    "telephone": 60,
    "reader": 200,
    "safeguarding_contact": 300,
}
"""Characters that each of these can hold, as in the tables."""


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
    help_words = {
        "who_comes": who_comes,
        "outside_person": outside_person,
        "telephone": telephone,
    }
    check_words({"name": name, "provider": provider}, help_words)
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
            help_words=help_words,
        )


def set_help(
    site: Site, code: str, *, who_comes: str, outside_person: str, telephone: str
) -> None:
    """Set who comes, the person outside the provider, and the number on a help page."""
    help_words = {
        "who_comes": who_comes,
        "outside_person": outside_person,
        "telephone": telephone,
    }
    check_words({}, help_words)
    with site.store.writing() as connection:
        known = [each.code for each in schemes.find_schemes(connection)]
        require_schemes([code], known)
        schemes.record_help(connection, code, help_words)


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


def check_words(needed: dict[str, str], others: dict[str, str]) -> None:
    """Raise `FaultsFound` with all that is empty among the needed, or too long among any."""
    faults = []
    for name, text in {**others, **needed}.items():
        fewest, longest = int(name in needed), LONGEST_WORDS[name]
        if not fewest <= len(text.strip()) <= len(text) <= longest:
            faults.append(
                Fault(name.replace("_", " "), f"has to have {fewest} to {longest} characters.")
            )
    if faults:
        raise FaultsFound(faults)
