"""What stands where: contracts, their surveys, and how many forms came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from surveyapp.errors import NotKnownError
from surveyapp.kpi.contract import Contract, contract_codes
from surveyapp.responses.population import Population, populations
from surveyapp.storage import ledger, progress, schemes, surveys
from surveyapp.storage.progress import Returned
from surveyapp.storage.schemes import Scheme
from surveyapp.storage.surveys import Survey
from surveyapp.workflows.closing import close_due_surveys
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import require_survey

OVER = ("closed", "published")


@dataclass(frozen=True)
class SchemeProgress:
    """One scheme of a survey: its poster's code, and counts, None where they are not told."""

    scheme: Scheme
    link_code: str
    returned: int | None
    eligible: int | None


@dataclass(frozen=True)
class SurveyProgress:
    """One survey with its schemes."""

    survey: Survey
    schemes: tuple[SchemeProgress, ...]
    posters_count: bool
    """Whether answers by the link of a poster count for what the contract asks."""


@dataclass(frozen=True)
class ContractOverview:
    """One contract, the periods that hold closed surveys, and its surveys, newest first."""

    code: str
    contract: Contract
    periods: tuple[str, ...]
    surveys: tuple[SurveyProgress, ...]


def overview(site: Site) -> tuple[ContractOverview, ...]:
    """Every contract there is. Counts of forms only, and of staff surveys none while open."""
    close_due_surveys(site)
    with site.store.reading() as connection:
        returned = progress.returned_forms(connection)
        return tuple(
            _contract(site, connection, code, returned)
            for code in contract_codes(site.settings.contracts)
        )


def poster_facts(
    site: Site, survey_code: str, scheme_code: str
) -> tuple[SurveyProgress, SchemeProgress]:
    """One survey and one of its schemes, for its poster; an error where either is not known."""
    close_due_surveys(site)
    with site.store.reading() as connection:
        survey = require_survey(connection, survey_code)
        found = _survey(connection, site.contract(survey.contract), survey, {})
    for each in found.schemes:
        if each.scheme.code == scheme_code:
            return found, each
    known = ", ".join(each.scheme.code for each in found.schemes)
    raise NotKnownError(f"“{scheme_code}” is no scheme of “{survey_code}”. There are: {known}.")


def posters_count(contract: Contract, audience: str) -> bool:
    """Whether anything that the contract asks an audience counts answers by an open link."""
    return any(
        "open" in asked.counted_ways(audience)
        for asked in (*contract.indicators, *contract.questions)
        if audience in asked.audiences
    )


def periods_of(days: list[date]) -> tuple[str, ...]:
    """The calendar and financial years that hold some days, the newest first.

    >>> periods_of([date(2026, 3, 31)])
    ('2026', '2025-26')
    """
    found = {(day.year, str(day.year)) for day in days}
    for day in days:
        first = day.year if day.month >= 4 else day.year - 1
        found.add((first, f"{first}-{(first + 1) % 100:02d}"))
    return tuple(name for _, name in sorted(found, reverse=True))


def _contract(
    site: Site, connection: Connection, code: str, returned: Returned
) -> ContractOverview:
    contract = site.contract(code)
    found = surveys.find_surveys(connection, contract=code)
    return ContractOverview(
        code,
        contract,
        periods=periods_of([survey.closes for survey in found if survey.state in OVER]),
        surveys=tuple(
            _survey(connection, contract, survey, returned) for survey in reversed(found)
        ),
    )


def _survey(
    connection: Connection, contract: Contract, survey: Survey, returned: Returned
) -> SurveyProgress:
    entries = [entry for _, entry in ledger.ledger_entries(connection, [survey.code])]
    people = {each.scheme: each for each in populations(entries)}
    named = {each.code: each for each in schemes.find_schemes(connection)}
    told = survey.state in OVER or (survey.state == "open" and survey.audience != "staff")
    return SurveyProgress(
        survey,
        schemes=tuple(
            SchemeProgress(
                named[scheme],
                link,
                returned=returned.get((survey.code, scheme), 0) if told else None,
                eligible=people.get(scheme, Population(scheme, survey.audience)).eligible,
            )
            for scheme, link in surveys.link_codes(connection, survey.code).items()
        ),
        posters_count=posters_count(contract, survey.audience),
    )
