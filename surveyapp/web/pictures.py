"""The pictures of questions, options and buttons."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, current_app
from markupsafe import Markup

from surveyapp.definitions.pictures import pictures_in_force
from surveyapp.web.security import lasting
from surveyapp.web.static_files import compressed

ADDRESS = re.compile(r"(?P<name>[a-z0-9-]+)\.(?P<hash>[0-9a-f]{8})(?P<ending>\.(svg|png))")


def add_to(app: Flask) -> None:
    """Serve the pictures in force, and give templates `picture(name)`.

    Raises `FaultsFound` where the symbol set of the deployment has a fault: a scale of which one
    face silently fell back to another drawing would mislead people.
    """
    settings = app.extensions["site"].settings
    in_force = pictures_in_force(settings.questionnaires / "pictures", settings.symbols)
    app.extensions["pictures"] = in_force

    @lru_cache(maxsize=1024)
    def picture(name: str, size: str = "") -> Markup:
        """A picture beside words that say the same: its alternative text is empty."""
        sized = f" picture-{size}" if size else ""
        return Markup('<img class="picture{}" src="{}" alt="" width="72" height="72">').format(
            sized, _address(name, in_force[name])
        )

    app.jinja_env.globals["picture"] = picture
    app.add_url_rule("/pictures/<file>", "picture", _serve)


def _serve(file: str) -> Response:
    """The picture, or 404; one whose address is of an older drawing is not kept."""
    found = ADDRESS.fullmatch(file)
    path = current_app.extensions["pictures"].get(found["name"]) if found else None
    if not found or not path or path.suffix != found["ending"]:
        abort(404)
    content, sha256 = _content(path)
    if path.suffix == ".svg":
        response = compressed(content, "image/svg+xml")
    else:
        response = Response(content, content_type="image/png")
    return lasting(response) if sha256 == found["hash"] else response


def _address(name: str, path: Path) -> str:
    return f"/pictures/{name}.{_content(path)[1]}{path.suffix}"


@lru_cache(maxsize=512)
def _content(path: Path) -> tuple[bytes, str]:
    content = path.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:8]
