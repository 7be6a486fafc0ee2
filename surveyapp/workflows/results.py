"""Results of a contract and a period: which surveys count, and what their tallies show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from surveyapp.definitions.document import read_document
from surveyapp.errors import NotKnownError
from surveyapp.kpi.assistance import Assistance, assistance_given
from surveyapp.kpi.contract import Contract
from surveyapp.kpi.evaluation import evaluate
from surveyapp.kpi.period import Period, parse_period
from surveyapp.kpi.reading import Reading
from surveyapp.kpi.result import Result
from surveyapp.kpi.tally import Measured, together
from surveyapp.responses.population import populations
from surveyapp.storage import ledger, schemes, surveys, tallies
from surveyapp.storage.schemes import Scheme
from surveyapp.storage.surveys import Survey
from surveyapp.workflows.clock import today
from surveyapp.workflows.closing import close_due_surveys
from surveyapp.workflows.schemes import require_schemes
from surveyapp.workflows.site import Site


@dataclass(frozen=True)
class ContractResults:
    """Everything that a page or a file about one contract and period shows."""

    code: str
    contract: Contract
    period: Period
    as_of: date
    view: str
    schemes: tuple[Scheme, ...]
    surveys: tuple[Survey, ...]
    superseded: tuple[Survey, ...]
    indicators: tuple[Result, ...]
    questions: tuple[Result, ...]
    by_provider: tuple[tuple[str, tuple[Result, ...]], ...] = ()
    assistance: Assistance | None = None
    every_scheme: tuple[Scheme, ...] = ()
    """The schemes that could be asked for."""


def contract_results(
    site: Site,
    code: str,
    period_name: str,
    *,
    as_of: date | None = None,
    scheme: str | None = None,
    provider: str | None = None,
    view: str = "contract",
) -> ContractResults:
    """The results of a contract in a period, for all its schemes or for some.

    From the first showing on, answers and ledger of the surveys behind it stand.
    """
    close_due_surveys(site)
    contract = site.contract(code)
    period, day = parse_period(period_name), as_of or today()
    _mark_shown(site, code, period, day)
    with site.store.reading() as connection:
        everywhere = schemes.find_schemes(connection, contract=code)
        asked = _asked_schemes(everywhere, scheme=scheme, provider=provider)
        closed = _closed_surveys(connection, code, period, day)
        kept = _deciding(connection, closed)
        measured = _measured(connection, closed, kept)
    codes = [each.code for each in asked]
    reading = _reading(asked, view=view, day=day)
    indicators, questions = evaluate(contract, measured, schemes=codes, reading=reading)
    deciding = {survey for survey, _ in kept}
    return ContractResults(
        code=code,
        contract=contract,
        period=period,
        as_of=day,
        view=view,
        schemes=tuple(asked),
        surveys=tuple(each for each in closed if each.code in deciding),
        superseded=tuple(each for each in closed if each.code not in deciding),
        indicators=tuple(indicators),
        questions=tuple(questions),
        by_provider=_by_provider(
            contract,
            measured,
            {
                provider: (own, _reading(own, view=view, day=day))
                for provider, own in _own_schemes(asked).items()
            },
        ),
        assistance=assistance_given(contract, measured, schemes=codes, reading=reading),
        every_scheme=tuple(everywhere),
    )


def _asked_schemes(
    everywhere: list[Scheme], *, scheme: str | None, provider: str | None
) -> list[Scheme]:
    if scheme is not None:
        require_schemes([scheme], [each.code for each in everywhere])
    if provider is not None and provider not in {each.provider for each in everywhere}:
        known = ", ".join(sorted({each.provider for each in everywhere})) or "none yet"
        raise NotKnownError(f"There is no provider “{provider}” here. There are: {known}.")
    return [
        each
        for each in everywhere
        if scheme in (None, each.code) and provider in (None, each.provider)
    ]


def _deciding(connection: Connection, closed: list[Survey]) -> set[tuple[str, str]]:
    """The (survey, scheme) pairs that decide: of two surveys of one questionnaire in one scheme
    the later."""
    latest: dict[tuple[str, str], str] = {}
    for survey in closed:
        for scheme in surveys.link_codes(connection, survey.code):
            latest[survey.questionnaire, scheme] = survey.code
    return {(survey, scheme) for (_, scheme), survey in latest.items()}


def _measured(
    connection: Connection, closed: list[Survey], kept: set[tuple[str, str]]
) -> Measured:
    return together(_survey_measured(connection, survey, kept) for survey in closed)


def _survey_measured(
    connection: Connection, survey: Survey, kept: set[tuple[str, str]]
) -> Measured:
    """What one survey holds of the schemes that it decides for."""
    found, forms = tallies.load_tallies(connection, {survey.code: survey.audience}, kept)
    entries = [
        entry
        for code, entry in ledger.ledger_entries(connection, [survey.code])
        if (code, entry.scheme) in kept
    ]
    document = read_document(surveys.load_document(connection, survey.document or ""))
    return Measured(
        tallies=tuple(found),
        forms=tuple(forms),
        populations=tuple(populations(entries)),
        audiences=frozenset(
            (scheme, survey.audience) for code, scheme in kept if code == survey.code
        ),
        questions=frozenset(document.questionnaire.questions),
        census={
            (scheme, survey.audience): survey.census
            for code, scheme in kept
            if code == survey.code
        },
    )


def _reading(asked: list[Scheme], *, view: str, day: date) -> Reading:
    """What is asked for, with the start of the agreement where the schemes have one."""
    starts = {each.starts for each in asked}
    is_stated = starts != {None}
    return Reading(
        view=view,
        as_of=day,
        started=starts.pop() if len(starts) == 1 else None,
        start_is_stated=is_stated,
    )


def _closed_surveys(connection: Connection, code: str, period: Period, day: date) -> list[Survey]:
    """The closed surveys of a period that are seen at the end of a day."""
    return [
        survey
        for survey in surveys.find_surveys(
            connection, contract=code, states=["closed", "published"]
        )
        if period.holds(survey.closes) and survey.closes <= day
    ]


def _mark_shown(site: Site, code: str, period: Period, day: date) -> None:
    """From now on the answers behind these results stand; marked before they are read, so that
    nothing is loaded between."""
    with site.store.reading() as connection:
        closed = _closed_surveys(connection, code, period, day)
    new = [survey.code for survey in closed if not survey.results_shown]
    if new:
        with site.store.writing() as connection:
            for survey_code in new:
                surveys.change_survey(connection, survey_code, results_shown=True)


def _own_schemes(asked: list[Scheme]) -> dict[str, list[Scheme]]:
    """The schemes of each provider, by its name."""
    providers = sorted({each.provider for each in asked})
    return {
        provider: [each for each in asked if each.provider == provider] for provider in providers
    }


def _by_provider(
    contract: Contract, measured: Measured, providers: dict[str, tuple[list[Scheme], Reading]]
) -> tuple[tuple[str, tuple[Result, ...]], ...]:
    """A line for each provider, where several are asked for: a verdict is one agreement's."""
    if len(providers) < 2:
        return ()
    lines = []
    for provider, (own, reading) in providers.items():
        codes = [each.code for each in own]
        results, _ = evaluate(contract, measured, schemes=codes, reading=reading)
        lines.append((provider, tuple(results)))
    return tuple(lines)
