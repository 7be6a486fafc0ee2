"""Batches of keyed paper: begun by the code on a sheet, ended as one load or thrown away.

A batch may wait as long as the results of its survey have not been shown; paper comes back after
closing too. When it is loaded or thrown away, its sheets and their numbers are deleted.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from surveyapp.definitions.document import Document, read_document
from surveyapp.errors import Fault, FaultsFound
from surveyapp.responses.paper_sheet import read_paper_code, response_of
from surveyapp.storage import keying, ledger, schemes, surveys
from surveyapp.storage.keying import Batch
from surveyapp.workflows.keying import OpenBatch, read_batch, require_batch
from surveyapp.workflows.loading import Loaded, load_keyed, require_loadable
from surveyapp.workflows.site import Site


@dataclass(frozen=True)
class BatchProgress:
    """A batch that is not finished, and how many sheets each keying holds."""

    batch: Batch
    scheme_name: str
    first_count: int
    second_count: int


def list_batches(site: Site) -> list[BatchProgress]:
    """Every batch that is not finished."""
    with site.store.reading() as connection:
        names = {each.code: each.name for each in schemes.find_schemes(connection)}
        counts = keying.count_sheets(connection)
        return [
            BatchProgress(
                batch,
                names[batch.scheme],
                first_count=counts.get((batch.key, 1), 0),
                second_count=counts.get((batch.key, 2), 0),
            )
            for batch in keying.find_batches(connection)
        ]


def open_batch(site: Site, typed: str) -> Batch:
    """The batch of the code on a sheet: one that is under way, else a new one.

    A code that can't be read, or that names nothing, is told with what would be right.
    """
    code = read_paper_code(typed)
    if code is None:
        raise FaultsFound(
            [Fault("code", "This is no code of a sheet.", "It looks like ABCD EFGH en S.")]
        )
    with site.store.writing() as connection:
        place = keying.find_linked_place(connection, code.link)
        if place is None:
            raise FaultsFound(
                [
                    Fault(
                        "code",
                        f"No survey has the letters {code.link[:4]} {code.link[4:]}.",
                        "Look at the sheet again. Was the poster's code renewed since it was "
                        "printed? Then open the paper page of the survey: it has today's code.",
                    )
                ]
            )
        survey = require_loadable(connection, place[0])
        document = read_document(surveys.load_document(connection, survey.document or ""))
        _require_print(document, code.language, code.presentation)
        for batch in keying.find_batches(connection):
            found = (batch.survey, batch.scheme, batch.language, batch.presentation)
            if found == (*place, code.language, code.presentation):
                return batch
        return keying.record_batch(
            connection, *place, language=code.language, presentation=code.presentation
        )


def finish_batch(site: Site, key: str) -> Loaded:
    """Load every sheet as one load, and delete the batch with its numbers.

    Sheets keyed once where others are keyed twice, and differences that nobody has decided, are
    told all at once; then, as when more came back than people are eligible, nothing changes.
    """
    with site.store.writing() as connection:
        batch = require_batch(connection, key, to_change=True)
        opened = read_batch(connection, batch)
        survey = require_loadable(connection, batch.survey)
        faults = list(_obstacles(opened))
        if faults:
            raise FaultsFound(faults)
        keyed = [
            response_of(
                sheet,
                opened.document.questionnaire,
                scheme=batch.scheme,
                language=batch.language,
                words=batch.presentation,
            )
            for sheet in opened.first.values()
        ]
        # The key is random and dies here, so that no other load has this hash.
        sha256 = hashlib.sha256(f"keyed batch {key}".encode()).hexdigest()
        loaded = load_keyed(connection, survey, opened.document, keyed, sha256=sha256)
        keying.erase_batch(connection, key)
    site.store.forget_deleted()
    return loaded


def throw_away(site: Site, key: str) -> None:
    """Delete a batch and all that was keyed into it."""
    with site.store.writing() as connection:
        require_batch(connection, key, to_change=True)
        keying.erase_batch(connection, key)
    site.store.forget_deleted()


def find_loaded(site: Site, load: str) -> tuple[str, int] | None:
    """The survey of a load and how many forms it holds, to tell who has just finished."""
    with site.store.reading() as connection:
        found = ledger.find_load_survey(connection, load)
        rows = {
            key: rows for key, _, rows in ledger.find_loads(connection, found[0] if found else "")
        }
    return (found[0], rows[load]) if found else None


def _require_print(document: Document, language: str, presentation: str) -> None:
    offered = [each.code for each in document.languages]
    if language not in offered or presentation not in document.questionnaire.presentations:
        raise FaultsFound(
            [
                Fault(
                    "code",
                    "This survey was never printed in that language and those words.",
                    f"Languages: {', '.join(offered)}. Words: "
                    f"{', '.join(document.questionnaire.presentations)}.",
                )
            ]
        )


def _obstacles(opened: OpenBatch) -> list[Fault]:
    comparison = opened.comparison
    faults = []
    if not opened.first and not opened.second:
        faults.append(Fault("batch", "No sheet is keyed yet.", "Key one, or throw it away."))
    if comparison.keyed_once:
        numbers = ", ".join(map(str, comparison.keyed_once))
        faults.append(
            Fault("batch", f"Keyed only once: {numbers}.", "Key each sheet twice, or take it out.")
        )
    if comparison.unsettled:
        faults.append(
            Fault(
                "batch",
                f"Differences that nobody has settled: {len(comparison.unsettled)}.",
                "Settle them on their page.",
            )
        )
    return faults
