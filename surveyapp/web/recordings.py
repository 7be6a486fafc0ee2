"""Recorded speech and films: served only as the frozen document knows them.

An address holds the hash of the content. A file that is another one now than when the survey
opened has no button, and its old address leads nowhere.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, current_app, g, send_file, url_for

from surveyapp.definitions import audio, film
from surveyapp.definitions.document import KeptFile
from surveyapp.web.security import lasting

LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,35}")
NAME = re.compile(r"(?P<stem>[A-Za-z0-9_-]+)\.(?P<hash>[0-9a-f]{8})\.(?P<ending>[a-z0-9]+)")


def add_to(app: Flask) -> None:
    """Serve both folders, and give templates `recorded(texts)` and `film_address(file)`."""
    app.jinja_env.globals["recorded"] = recorded
    app.jinja_env.globals["film_address"] = film_address
    app.add_url_rule("/audio/<language>/<file>", "audio", _serve_audio)
    app.add_url_rule("/film/<file>", "film", _serve_film)


def recorded(texts: list[str]) -> list[str]:
    """The addresses that read some texts of this page one after the other; none at all where
    one of them is missing, because half of what is written would mislead."""
    document, language = g.visit.document, g.language.code
    found = []
    for words in texts:
        kept = document.recording(language, words) if document else None
        if kept is None or not _is_the_same(_folder("audio") / language / kept.name, kept):
            return []
        found.append(url_for("audio", language=language, file=_address(kept)))
    return found


def film_address(kept: KeptFile) -> str | None:
    """The address of a file of a film; None where it isn't the one that was frozen."""
    if not _is_the_same(_folder("film") / kept.name, kept):
        return None
    return url_for("film", file=_address(kept))


def _serve_audio(language: str, file: str) -> Response:
    if not LANGUAGE.fullmatch(language):
        abort(404)
    return _served(_folder("audio") / language, file, audio.TYPES)


def _serve_film(file: str) -> Response:
    return _served(_folder("film"), file, film.TYPES)


def _served(folder: Path, file: str, types: dict[str, str]) -> Response:
    """A file or the part of it that was asked for; 404 unless its content has the hash."""
    found = NAME.fullmatch(file)
    if not found or found["ending"] not in types:
        abort(404)
    path = folder / f"{found['stem']}.{found['ending']}"
    if (_hash(path) or "")[:8] != found["hash"]:
        abort(404)
    return lasting(send_file(path, mimetype=types[found["ending"]], conditional=True))


def _address(kept: KeptFile) -> str:
    stem, _, ending = kept.name.rpartition(".")
    return f"{stem}.{kept.sha256[:8]}.{ending}"


def _is_the_same(path: Path, kept: KeptFile) -> bool:
    return _hash(path) == kept.sha256


def _folder(name: str) -> Path:
    folder = current_app.extensions["site"].settings.questionnaires / name
    assert isinstance(folder, Path)
    return folder


def _hash(path: Path) -> str | None:
    """The SHA-256 of a file as it is now; None where there is none."""
    if not path.is_file():
        return None
    state = path.stat()
    return _hash_of(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8192)
def _hash_of(path: Path, changed: int, size: int) -> str:
    """The hash is worked out anew when the time or the size of the file says so."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
