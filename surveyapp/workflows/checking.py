"""Checking every definition, contract and catalogue at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from surveyapp.definitions.audio_folders import audio_faults, stale_notices
from surveyapp.definitions.catalogue import load_catalogue
from surveyapp.definitions.film import film_faults
from surveyapp.definitions.freezing import missing_texts
from surveyapp.definitions.library import Library, read_library
from surveyapp.definitions.linter import lint, lint_language
from surveyapp.definitions.pictures import (
    credit_lines,
    load_symbols,
    own_pictures,
    partly_replaced,
)
from surveyapp.definitions.schemas import definition_schemas
from surveyapp.errors import Fault, FaultsFound
from surveyapp.kpi.contract import Contract, contract_codes, load_contract, read_contract
from surveyapp.workflows.site import Site
from surveyapp.workflows.statements import setting_faults, setting_notices


def check_definitions(site: Site) -> list[str]:
    """Raise `FaultsFound` with all that is wrong; else give the notices: drafts, and what a
    person should look at again."""
    library, broken = read_library(site.settings.questionnaires)
    found = lint(library)
    if broken:
        elsewhere = [*_shape_faults(site), *_symbol_faults(site, None, []), *setting_faults(site)]
        raise FaultsFound([*broken, *found.faults, *elsewhere])
    faults = [*found.faults, *_contract_faults(site, library)]
    notices = [str(warning) for warning in found.warnings]
    faults.extend(_symbol_faults(site, library, notices))
    faults.extend(_media_faults(site, library))
    faults.extend(setting_faults(site))
    notices.extend(setting_notices(site))
    for language in site.languages()[1:]:
        translated = lint_language(library, site.settings.translations, language)
        faults.extend(translated.faults)
        try:
            notices.extend(_language_notices(site, library, language))
        except FaultsFound as error:
            faults.extend(error.faults)
        notices.extend(str(warning) for warning in translated.warnings)
    if faults:
        raise FaultsFound(faults)
    notices.extend(stale_notices(library, site.settings.translations, site.languages()))
    return notices


def _media_faults(site: Site, library: Library) -> Iterator[Fault]:
    """What is wrong with the recordings, and every part that a film lacks."""
    yield from audio_faults(library.folder / "audio", site.languages())
    for code, stated in library.questionnaires.items():
        if stated.film:
            yield from film_faults(library.folder / "film", code, stated.film)


def _symbol_faults(site: Site, library: Library | None, notices: list[str]) -> tuple[Fault, ...]:
    """What is wrong with the symbol set of the deployment; its credits become notices."""
    folder = site.settings.symbols
    if folder is None:
        return ()
    try:
        symbols = load_symbols(folder, own_pictures(site.settings.questionnaires / "pictures"))
    except FaultsFound as error:
        return error.faults
    notices.extend(f"SYMBOLS: {line}." for line in credit_lines(symbols))
    scales = library.scales if library else {}
    pictures = {name: [each.picture for each in scale.options] for name, scale in scales.items()}
    notices.extend(partly_replaced(pictures, [each.name for each in symbols]))
    return ()


def _shape_faults(site: Site) -> Iterator[Fault]:
    """What is wrong with contract files on their own, while the question bank can't be read."""
    for code in contract_codes(site.settings.contracts):
        faults: list[Fault] = []
        read_contract(site.settings.contracts, code, faults)
        yield from faults


def _contract_faults(site: Site, library: Library) -> Iterator[Fault]:
    for code in contract_codes(site.settings.contracts):
        try:
            load_contract(site.settings.contracts, code, library)
        except FaultsFound as error:
            yield from error.faults


def _language_notices(site: Site, library: Library, language: str) -> Iterator[str]:
    translations = site.settings.translations
    if not load_catalogue(translations, language, "questionnaires").reviewer:
        yield f"{language}: draft, not yet reviewed by a native speaker."
    for code in library.questionnaires:
        missing = missing_texts(library, code, translations, language)
        if missing:
            yield f"{language}: “{code}” is not offered; {len(missing)} texts are missing."


def file_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of every kind of file that people write, for their editors."""
    return {"contract": Contract.model_json_schema(by_alias=True), **definition_schemas()}
