"""The folders `questionnaires/audio/<language>/`: what is recorded, missing or stale there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from surveyapp.definitions.audio import ON_PAGES, TYPES, Spoken, spoken_code, text_of
from surveyapp.definitions.catalogue import RESPONDENT_DOMAINS, load_catalogue
from surveyapp.definitions.document import KeptFile
from surveyapp.definitions.files import Strict
from surveyapp.definitions.library import Library
from surveyapp.definitions.reading import load_toml, validated
from surveyapp.errors import Fault, FaultsFound

MANIFEST = "manifest.toml"
FOR_INTERVIEWERS = ("script", "prompt")
"""The parts of a question that no respondent's page shows, and that are never read aloud."""


class Manifest(Strict):
    """Who speaks in one language, under which licence, and whether it is a person."""

    speaker: str = Field(min_length=1)
    licence: str = Field(min_length=1)
    credit: str = Field(min_length=1)
    voice: Literal["recorded", "synthetic"]


@dataclass(frozen=True)
class Folder:
    """What one language has: its manifest, the file of each text by its hash, its faults."""

    manifest: Manifest | None
    files: dict[str, Path]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Coverage:
    """How far one language is recorded. A stale file reads words that no text has any more."""

    language: str
    manifest: Manifest | None
    recorded: tuple[Spoken, ...]
    missing: tuple[Spoken, ...]
    stale: tuple[Path, ...]


def spoken_texts(
    library: Library, codes: Iterable[str], translations: Path, language: str
) -> dict[str, Spoken]:
    """Every text of some questionnaires and of the pages that is read aloud, by its hash; what
    is not translated yet is left out."""
    pages, questions = (
        None if language == "en" else load_catalogue(translations, language, domain)
        for domain in RESPONDENT_DOMAINS
    )
    found: dict[str, Spoken] = {}

    def add(code: str, words: str | None) -> None:
        if words:
            spoken = Spoken(code, words)
            found.setdefault(spoken.text, spoken)

    for code in codes:
        for text in library.texts(code):
            kind, _, name = text.key.partition(".")
            if kind == "q" and name.partition(".")[2].partition(".")[0] in FOR_INTERVIEWERS:
                continue
            own = name if kind in ("q", "o") else f"{code}-{text.key}"
            words = questions.find(text.context, text.english) if questions else text.english
            add(spoken_code(own), words)
    for english in ON_PAGES:
        add(spoken_code(english), pages.messages.get((None, english)) if pages else english)
    return found


def read_folder(root: Path, language: str) -> Folder:
    """The folder of a language; an empty one where nothing is recorded."""
    folder, faults = root / language, list[Fault]()
    names = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    if not names:
        return Folder(None, {}, ())
    manifest = _manifest(folder / MANIFEST, f"audio/{language}/{MANIFEST}", faults)
    files: dict[str, Path] = {}
    for path in sorted(names, key=_kind):
        text = text_of(path)
        if text:
            files.setdefault(text, path)
        elif path.name != MANIFEST:
            faults.append(
                Fault(
                    f"audio/{language}/{path.name}",
                    "its name does not tell which text it reads.",
                    "`surveyapp audio --list` prints the name for each text.",
                )
            )
    return Folder(manifest, files, tuple(faults))


def coverage(
    library: Library, translations: Path, language: str, codes: Iterable[str] | None = None
) -> Coverage:
    """What is recorded and missing of some questionnaires, of all where none are named; stale
    is only what belongs to no questionnaire at all."""
    wanted = spoken_texts(library, codes or library.questionnaires, translations, language)
    known = spoken_texts(library, library.questionnaires, translations, language)
    folder = read_folder(library.folder / "audio", language)
    return Coverage(
        language=language,
        manifest=folder.manifest,
        recorded=tuple(each for text, each in wanted.items() if text in folder.files),
        missing=tuple(each for text, each in wanted.items() if text not in folder.files),
        stale=tuple(path for text, path in folder.files.items() if text not in known),
    )


def kept_recordings(
    library: Library, code: str, translations: Path, languages: Iterable[str]
) -> dict[str, dict[str, KeptFile]]:
    """For each language and each text that is recorded, its file with the hash of its content.

    Raises `FaultsFound` with all that is wrong with the folders.
    """
    kept: dict[str, dict[str, KeptFile]] = {}
    faults: list[Fault] = []
    for language in languages:
        folder = read_folder(library.folder / "audio", language)
        faults.extend(folder.faults)
        if not folder.files:
            continue
        wanted = spoken_texts(library, [code], translations, language)
        files = {text: path for text, path in folder.files.items() if text in wanted}
        if files:
            kept[language] = {text: _kept(path) for text, path in files.items()}
    if faults:
        raise FaultsFound(faults)
    return kept


def audio_faults(root: Path, languages: Iterable[str]) -> Iterator[Fault]:
    """Everything that is wrong with the folders of all languages."""
    known = list(languages)
    for path in sorted(root.glob("*/")):
        if path.name not in known:
            yield Fault(f"audio/{path.name}", "is no language.", f"There are: {', '.join(known)}.")
        yield from read_folder(root, path.name).faults


def stale_notices(library: Library, translations: Path, languages: Iterable[str]) -> Iterator[str]:
    """A notice for each file that reads words which no text has any more, and is never played."""
    for language in languages:
        if read_folder(library.folder / "audio", language).files:
            for path in coverage(library, translations, language).stale:
                yield f"audio/{language}/{path.name}: stale, no text has the words that it reads."


def _manifest(path: Path, place: str, faults: list[Fault]) -> Manifest | None:
    if path.is_file():
        return validated(Manifest, load_toml(path, faults), place=place, faults=faults)
    remedy = "Say who speaks: speaker, licence, credit, voice."
    faults.append(Fault(place, "the manifest is missing.", remedy))
    return None


def _kind(path: Path) -> tuple[int, str]:
    """Where a file stands among those of one text."""
    ending = path.suffix[1:]
    return (list(TYPES).index(ending) if ending in TYPES else len(TYPES), path.name)


def _kept(path: Path) -> KeptFile:
    return KeptFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
