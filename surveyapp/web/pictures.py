"""The pictures of questions, options and buttons."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, current_app
from markupsafe import Markup

from surveyapp.web.security import lasting

NAME = re.compile(r"(?P<name>[a-z0-9-]+)\.[0-9a-f]{8}\.svg")


def add_to(app: Flask) -> None:
    """Serve the pictures, and give templates `picture(name)`."""
    folder = app.extensions["site"].settings.questionnaires / "pictures"

    @lru_cache(maxsize=1024)
    def picture(name: str, size: str = "") -> Markup:
        """A picture beside words that say the same: its alternative text is empty."""
        sized = f" picture-{size}" if size else ""
        return Markup('<img class="picture{}" src="{}" alt="" width="72" height="72">').format(
            sized, _address(folder, name)
        )

    app.jinja_env.globals["picture"] = picture
    app.add_url_rule("/pictures/<file>", "picture", _serve)


def _serve(file: str) -> Response:
    found = NAME.fullmatch(file)
    folder = current_app.extensions["site"].settings.questionnaires / "pictures"
    if not found or not (folder / f"{found['name']}.svg").is_file():
        abort(404)
    return lasting(Response(_content(folder, found["name"])[0], content_type="image/svg+xml"))


def _address(folder: Path, name: str) -> str:
    return f"/pictures/{name}.{_content(folder, name)[1]}.svg"


@lru_cache(maxsize=512)
def _content(folder: Path, name: str) -> tuple[bytes, str]:
    content = (folder / f"{name}.svg").read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:8]
