"""Our own stylesheets and scripts, under addresses that hold the hash of their content.

A file of words or lines is sent compressed to every browser that says it can read that.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, request

from surveyapp.web.security import lasting

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


def add_to(app: Flask) -> None:
    """Serve the folder, and give templates `asset(name)`."""
    app.jinja_env.globals["asset"] = asset
    app.add_url_rule("/assets/<name>", "asset", _serve)
    app.add_url_rule("/favicon.ico", "favicon", lambda: _serve(_hashed("icon.svg")))


def asset(name: str) -> str:
    """The address of a file, which changes when the file does."""
    return f"/assets/{_hashed(name)}"


def _serve(name: str) -> Response:
    stem, _, rest = name.partition(".")
    plain = f"{stem}.{rest.partition('.')[2]}"
    path = FOLDER / plain
    if path.suffix not in TYPES or not path.is_file() or path.parent != FOLDER:
        abort(404)
    return lasting(compressed(_content(path)[0], TYPES[path.suffix]))


def compressed(content: bytes, content_type: str) -> Response:
    """The content, gzipped where the browser reads that."""
    response = Response(content, content_type=content_type, headers={"Vary": "Accept-Encoding"})
    if request.accept_encodings["gzip"]:
        response.set_data(_gzipped(content))
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=512)
def _gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _hashed(name: str) -> str:
    stem, _, ending = name.partition(".")
    return f"{stem}.{_content(FOLDER / name)[1]}.{ending}"


@lru_cache(maxsize=64)
def _content(path: Path) -> tuple[bytes, str]:
    content = path.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:8]
