"""The rooms and the one-way arrows between them, read from the imports of every module.

An arrow that points the wrong way fails by name: the module, the line, and what it may not do.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "surveyapp"
PURE_ROOMS = ("definitions", "answering", "responses", "statistics", "kpi", "reports")
ROOMS = (*PURE_ROOMS, "storage", "workflows", "web")
"""In the way of the data: a room may import itself and those before it."""

SHELL = ("flask", "werkzeug", "jinja2", "sqlalchemy", "alembic", "psycopg", "sqlite3")
CLOCKS = ("now", "utcnow", "today")
MAY_IMPORT_WEB = ("web", "cli", "__init__")
"""Itself, the commands that serve it, and the application that puts it together."""

NAMES_OF_NOTHING = ("utils", "helpers", "common", "misc", "utilities", "helper", "util")
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
GENERATED = PACKAGE / "storage" / "migrations" / "versions"
"""Alembic writes these, one statement after another; they are read once and never changed."""

SLOW_TO_IMPORT = ("scipy", "matplotlib", "pydantic", "numpy", "pandas")

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room that a module stands in, or the module itself where it stands beside them."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(tree: ast.AST, path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a module imports, anywhere in it, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            start = _package(path, node.level) if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}"


def _package(path: Path, level: int) -> list[str]:
    inside = ["surveyapp", *path.relative_to(PACKAGE).parts[:-1]]
    return inside[: len(inside) - level + 1]


def wrong_arrows(source: str, path: Path) -> list[str]:
    """What a module imports or calls that its room may not."""
    tree = ast.parse(source)
    room = room_of(path)
    found = []
    for line, name in imported(tree, path):
        first, _, rest = name.partition(".")
        target = rest.split(".")[0] if first == "surveyapp" else ""
        if target == "web" and room not in MAY_IMPORT_WEB:
            found.append((line, f"imports {name}, and the web is imported by nobody"))
        elif room in ROOMS and target == "cli":
            found.append((line, f"imports {name}, and the commands stand above every room"))
        elif room in ROOMS and target in ROOMS[ROOMS.index(room) + 1 :]:
            found.append((line, f"imports {name}, which is downstream"))
        elif room in PURE_ROOMS and first in SHELL:
            found.append((line, f"imports {name}, which a pure room does without"))
        elif room in PURE_ROOMS and first == "time":
            found.append((line, "imports a clock"))
    if room in PURE_ROOMS:
        found.extend((line, "reads a clock") for line in clock_calls(tree))
    place = path.relative_to(PACKAGE.parent)
    return [f"{place}:{line} {what}" for line, what in sorted(found)]


def clock_calls(tree: ast.AST) -> Iterator[int]:
    """The lines that ask `date` or `datetime` what the time is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            owner = ast.unparse(node.value).rsplit(".")[-1]
            if owner in ("date", "datetime"):
                yield node.lineno


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_room_is_there():
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert set(PURE_ROOMS) <= folders
    assert folders <= {*ROOMS, "cli"}, "a new folder needs its place in the way of the data"


def test_every_arrow_points_downstream():
    wrong = [each for path in MODULES for each in wrong_arrows(path.read_text("utf-8"), path)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("kpi", "from flask import Flask"),
        ("definitions", "import sqlalchemy.orm"),
        ("answering", "import time"),
        ("responses", "from time import monotonic"),
        ("reports", "from datetime import datetime; datetime.now()"),
        ("kpi", "import datetime; datetime.date.today()"),
        ("definitions", "from surveyapp.answering.modes import MODES"),
        ("definitions", "from surveyapp import answering"),
        ("statistics", "from ..kpi import tally"),
        ("kpi", "def work():\n    from surveyapp.storage import tallies"),
        ("kpi", "if TYPE_CHECKING:\n    from surveyapp.workflows.site import Site"),
        ("storage", "from surveyapp.workflows.site import Site"),
        ("workflows", "import surveyapp.web.pages"),
        ("reports", "from surveyapp.cli import main"),
    ],
)
def test_an_arrow_that_points_the_wrong_way_is_named(room, line):
    (named,) = wrong_arrows(line, PACKAGE / room / "planted.py")
    assert named.startswith(f"surveyapp/{room}/planted.py:")


def test_nothing_beside_the_rooms_imports_the_web_but_the_application():
    line = "from surveyapp.web import pages"
    assert wrong_arrows(line, PACKAGE / "settings.py")
    assert not wrong_arrows(line, PACKAGE / "__init__.py")


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("kpi", "from datetime import date\nday: date = date.max"),
        ("kpi", "from surveyapp.statistics import Stratum"),
        ("definitions", "import pydantic"),
        ("workflows", "import time; from datetime import datetime; datetime.now()"),
        ("storage", "import sqlalchemy"),
        ("cli", "from surveyapp.web import pages"),
        ("statistics", "from .errors import NoAnswersError"),
    ],
)
def test_an_arrow_that_points_the_right_way_is_not_named(room, line):
    assert wrong_arrows(line, PACKAGE / room / "planted.py") == []


def test_no_module_has_the_name_of_nothing():
    named = [path for path in MODULES if {path.stem, *path.parts} & set(NAMES_OF_NOTHING)]
    assert not named


def test_no_module_is_too_long_to_read_at_once():
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in MODULES
        if GENERATED not in path.parents
        and (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long


def test_no_function_is_too_long_to_read_at_once():
    long = {
        f"{path.relative_to(PACKAGE)} {node.name}": length(node)
        for path in MODULES
        if GENERATED not in path.parents
        for node in functions(ast.parse(path.read_text("utf-8")))
        if length(node) > LONGEST_FUNCTION
    }
    assert not long


def light_modules() -> list[str]:
    """What a respondent's page imports, as far as it is there."""
    answering = PACKAGE / "workflows" / "answering.py"
    return [
        "surveyapp",
        "surveyapp.workflows",
        "surveyapp.workflows.site",
        "surveyapp.answering.journey",
        "surveyapp.definitions.document",
        "surveyapp.storage.journeys",
        *(["surveyapp.workflows.answering"] if answering.exists() else []),
    ]


@pytest.mark.parametrize("module", light_modules())
def test_what_a_respondents_page_imports_carries_no_weight(module):
    program = (
        f"import sys, {module}\n"
        f"print(*sorted(set({SLOW_TO_IMPORT!r}) & {{name.split('.')[0] for name in sys.modules}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() == []
