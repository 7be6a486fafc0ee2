"""The film of a questionnaire in British Sign Language, with everything that belongs to it.

People make such a film; there is no library of them. It tells what the consent page says, and is
of use only with captions, a picture to begin with, and its words to read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from surveyapp.definitions.document import Film, KeptFile
from surveyapp.errors import Fault, FaultsFound

if TYPE_CHECKING:
    from surveyapp.definitions.files import FilmFile

TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
PARTS = {"file": ("mp4", "webm"), "captions": ("vtt",), "poster": ("jpg", "png", "webp")}
"""The files of a film, and the kinds that each may be of."""

NAME = re.compile(r"[A-Za-z0-9_-]+\.(?P<ending>[a-z0-9]+)")


def film_faults(folder: Path, code: str, stated: FilmFile) -> Iterator[Fault]:
    """Every part that a film lacks, all at once (requirement 51)."""
    for part, endings in PARTS.items():
        name, place = getattr(stated, part), f"{code}.toml film.{part}"
        example = f'Write `{part} = "NAME.{endings[0]}"`, a file of questionnaires/film/.'
        found = NAME.fullmatch(name or "")
        if not name:
            yield Fault(place, "the film lacks it.", example)
        elif not found or found["ending"] not in endings:
            yield Fault(place, f"“{name}” is no such file.", example)
        elif not (folder / name).is_file():
            yield Fault(place, f"there is no file “{name}”.", f"Put it into {folder.name}/.")
        elif part == "captions" and not (folder / name).read_bytes().startswith(
            (b"WEBVTT", b"\xef\xbb\xbfWEBVTT")
        ):
            yield Fault(place, f"“{name}” is no WebVTT.", "Its first line says WEBVTT.")
    if not _lines(stated):
        yield Fault(
            f"{code}.toml film.transcript",
            "the film lacks it.",
            'Write `transcript = ["…"]`, a sentence a line.',
        )


def kept_film(folder: Path, code: str, stated: FilmFile | None) -> Film | None:
    """The film with the hashes of its files; raises `FaultsFound` with every part it lacks."""
    if stated is None:
        return None
    faults = list(film_faults(folder, code, stated))
    if faults:
        raise FaultsFound(faults)
    parts = {part: _kept(folder / getattr(stated, part)) for part in PARTS}
    return Film(**parts, transcript=_lines(stated))


def _lines(stated: FilmFile) -> tuple[str, ...]:
    lines = stated.transcript
    every = lines.splitlines() if isinstance(lines, str) else lines or []
    return tuple(line.strip() for line in every if line.strip())


def _kept(path: Path) -> KeptFile:
    with path.open("rb") as file:
        return KeptFile(path.name, hashlib.file_digest(file, "sha256").hexdigest())
