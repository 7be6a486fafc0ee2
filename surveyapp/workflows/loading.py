"""Loading keyed files: all of a file or nothing, and the same file only once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from surveyapp.definitions.document import Document, read_document
from surveyapp.errors import Fault, FaultsFound, NotKnownError, NotNowError
from surveyapp.responses.keyed import read_keyed_responses
from surveyapp.responses.population import populations, read_population_file
from surveyapp.responses.response import Response, standing
from surveyapp.storage import ledger, responses, surveys
from surveyapp.storage.surveys import Survey
from surveyapp.workflows.closing import store_tallies
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import require_survey


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: its key, how many rows came in, and how many were for others."""

    key: str
    rows: int
    others: int = 0
    already: bool = False


def load_population(site: Site, survey_code: str, content: bytes) -> Loaded:
    """Set the figures of the schemes that a file names; the figures of others stay."""
    with site.store.writing() as connection:
        survey = require_loadable(connection, survey_code)
        schemes = list(surveys.link_codes(connection, survey_code))
        entries, others = read_population_file(content, audience=survey.audience, schemes=schemes)
        rows = len({entry.scheme for entry in entries})
        _require_room(connection, survey, [], entries_after=entries)
        ledger.replace_figures(connection, survey_code, entries)
        return Loaded("", rows, others)


def load_responses(site: Site, survey_code: str, content: bytes) -> Loaded:
    """Add the responses of a keyed file; the same content again changes nothing."""
    sha256 = hashlib.sha256(content).hexdigest()
    with site.store.writing() as connection:
        survey = require_loadable(connection, survey_code)
        known = ledger.find_load(connection, survey_code, kind="responses", sha256=sha256)
        if known:
            return Loaded(known, 0, already=True)
        document = read_document(surveys.load_document(connection, survey.document or ""))
        schemes = list(surveys.link_codes(connection, survey_code))
        keyed = read_keyed_responses(content, document.questionnaire, schemes)
        return load_keyed(connection, survey, document, keyed, sha256=sha256)


def load_keyed(
    connection: Connection,
    survey: Survey,
    document: Document,
    keyed: list[Response],
    *,
    sha256: str,
) -> Loaded:
    """Add keyed forms as one load, known by a hash, within a transaction of the caller."""
    if not document.keeps_capacity:
        keyed = [replace(response, capacity=None) for response in keyed]
    standings = [
        (response, standing(response.answers, document.contract_questions)) for response in keyed
    ]
    _require_room(connection, survey, standings)
    key = ledger.record_load(
        connection, survey.code, kind="responses", sha256=sha256, rows=len(keyed)
    )
    responses.record_responses(connection, survey.code, standings, load=key)
    _refresh(connection, survey)
    return Loaded(key, len(keyed))


def undo_load(site: Site, key: str) -> int:
    """Take a whole file back, and say how many responses it held."""
    with site.store.writing() as connection:
        found = ledger.find_load_survey(connection, key)
        if not found:
            raise NotKnownError(f"There is no load “{key}”. `surveyapp load list` names them.")
        survey = require_loadable(connection, found[0])
        erased = responses.erase_load(connection, key)
        ledger.erase_load_record(connection, key)
        _refresh(connection, survey)
    site.store.forget_deleted()
    return erased


def list_loads(site: Site, survey_code: str) -> list[tuple[str, str, int]]:
    """The files loaded into a survey: (key, kind, rows)."""
    with site.store.reading() as connection:
        require_survey(connection, survey_code)
        return ledger.find_loads(connection, survey_code)


def require_loadable(connection: Connection, code: str) -> Survey:
    """The survey of that code, where keyed answers may still come into it."""
    survey = require_survey(connection, code)
    if survey.state == "draft":
        raise NotNowError(f"“{code}” is a draft. Open it first: surveyapp survey open {code}")
    if survey.state == "published" or survey.results_shown:
        raise NotNowError(
            f"The results of “{code}” have been shown. From then on its answers and its ledger "
            "stand; a correction needs a new version of the results."
        )
    return survey


def _refresh(connection: Connection, survey: Survey) -> None:
    if survey.state == "closed":
        responses.rewrite_in_random_order(connection, survey.code)
        store_tallies(connection, survey)


def _require_room(
    connection: Connection,
    survey: Survey,
    standings: list[tuple[Response, str]],
    *,
    entries_after: list | None = None,
) -> None:
    """Refuse more counted forms than a scheme has eligible people, and say the sum."""
    entries = [entry for _, entry in ledger.ledger_entries(connection, [survey.code])]
    eligible = {each.scheme: each.eligible for each in populations(entries)}
    eligible.update({each.scheme: each.eligible for each in populations(entries_after or [])})
    there: dict[str, int] = {}
    for scheme, how, count in responses.forms_by_scheme(connection, survey.code):
        there[scheme] = there.get(scheme, 0) + (count if how != "blank" else 0)
    coming: dict[str, int] = {}
    for response, how in standings:
        coming[response.scheme] = coming.get(response.scheme, 0) + (how != "blank")
    faults = [
        Fault(
            f"scheme {scheme}",
            f"{there.get(scheme, 0)} answered and {coming.get(scheme, 0)} more make "
            f"{there.get(scheme, 0) + coming.get(scheme, 0)}, but only {most} are eligible.",
            "Correct the population, or take out the forms that do not belong.",
        )
        for scheme, most in sorted(eligible.items())
        if most is not None and there.get(scheme, 0) + coming.get(scheme, 0) > most
    ]
    if faults:
        raise FaultsFound(faults)
