"""Keyed entry: the batches of paper, from the code on a sheet to a load."""

from __future__ import annotations

import re

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.definitions.catalogue import language_name
from surveyapp.errors import FaultsFound, NotNowError
from surveyapp.reports.numbers import percent_text
from surveyapp.responses.paper_sheet import PaperCode
from surveyapp.web.staff.pages import current_site, page
from surveyapp.workflows import keyed_batches
from surveyapp.workflows.keying import OpenBatch, find_open_batch

KEY = re.compile(r"[0-9a-f]{12}")
LONGEST_CODE = 80


def keyed() -> str:
    """Where the code of a sheet is typed, the batches under way, and what was just loaded."""
    load = request.args.get("done", "")
    known = re.fullmatch(r"[0-9a-f]{8}", load)
    done = keyed_batches.find_loaded(current_site(), load) if known else None
    typed = as_typed(request.args.get("code", ""))[:LONGEST_CODE]
    return _keyed_page(typed=typed, done=done, load=load)


def open_batch() -> AnyResponse | tuple[str, int]:
    """Leads to the batch of a code; 400 with the code as it was typed where it names none, and
    409 where the survey takes no keyed answers."""
    typed = as_typed(request.form.get("code", ""))[:LONGEST_CODE]
    try:
        batch = keyed_batches.open_batch(current_site(), typed)
    except FaultsFound as found:
        problem = " ".join(f"{each.problem} {each.remedy}" for each in found.faults)
        return _keyed_page(typed=typed, problem=problem), 400
    except NotNowError as error:
        return _keyed_page(typed=typed, problem=str(error)), 409
    return redirect(url_for("staff.batch", key=batch.key), 303)


def batch(key: str) -> str:
    """One batch: both keyings, how far they agree, and what is left to do."""
    return _batch_page(opened(key))


def finish(key: str) -> AnyResponse | tuple[str, int]:
    """Loads the batch; 409 with the reasons, and nothing lost, where that is not possible."""
    found = opened(key)
    try:
        loaded = keyed_batches.finish_batch(current_site(), key)
    except FaultsFound as faults:
        problems = [f"{each.problem} {each.remedy}" for each in faults.faults]
        return _batch_page(found, problems), 409
    except NotNowError as error:
        return _batch_page(found, [str(error)]), 409
    return redirect(url_for("staff.keyed", done=loaded.key), 303)


def throw_away(key: str) -> str:
    """Asks whether a batch is really to be thrown away."""
    return page("staff/keying_throw_away.html", found=opened(key), language_name=language_name)


def really_throw_away(key: str) -> AnyResponse:
    """Deletes a batch, and leads back to the others."""
    keyed_batches.throw_away(current_site(), opened(key).batch.key)
    return redirect(url_for("staff.keyed"), 303)


def opened(key: str) -> OpenBatch:
    """The batch of an address; 404 where it is finished, or was never there."""
    if not KEY.fullmatch(key):
        abort(404)
    return find_open_batch(current_site(), key)


def as_typed(text: str) -> str:
    """What was typed, to stand in its field again: without signs that no page may hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\r\n")


def spoken_words(found: OpenBatch) -> dict[str, object]:
    """The words of the sheets in their own language, and in English where the survey has it."""
    batch, document = found.batch, found.document
    has_english = any(each.code == "en" for each in document.languages)
    return {
        "spoken": document.language(batch.language),
        "text": document.words(batch.language, batch.presentation),
        "english": document.words("en", batch.presentation) if has_english else None,
    }


def _keyed_page(
    *,
    typed: str,
    problem: str = "",
    done: tuple[str, int] | None = None,
    load: str = "",
) -> str:
    return page(
        "staff/keying.html",
        batches=keyed_batches.list_batches(current_site()),
        typed=typed,
        problem=problem,
        done=done,
        load=load,
        example=PaperCode("ABCDEFGH", "en", "standard"),
        language_name=language_name,
    )


def _batch_page(found: OpenBatch, problems: list[str] | None = None) -> str:
    return page(
        "staff/keying_batch.html",
        found=found,
        comparison=found.comparison,
        problems=problems or [],
        percent_text=percent_text,
        language_name=language_name,
    )
