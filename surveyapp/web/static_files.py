"""Our own stylesheets and scripts, under addresses that hold the hash of their content."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort

from surveyapp.web.security import lasting

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
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
    return lasting(Response(_content(path)[0], content_type=TYPES[path.suffix]))


def _hashed(name: str) -> str:
    stem, _, ending = name.partition(".")
    return f"{stem}.{_content(FOLDER / name)[1]}.{ending}"


@lru_cache(maxsize=64)
def _content(path: Path) -> tuple[bytes, str]:
    content = path.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:8]
