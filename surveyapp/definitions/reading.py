"""Reading TOML that people write: every fault with its file, its key and a remedy."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from surveyapp.errors import Fault

Model = TypeVar("Model", bound=BaseModel)


def load_toml(path: Path, faults: list[Fault]) -> dict[str, Any]:
    """The tables of a TOML file; where it can't be read, a fault and no tables."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(path.name, f"this is no readable TOML: {error}.", "Mend that place."))
    except OSError as error:
        faults.append(Fault(path.name, f"can't be read: {error.strerror}."))
    return {}


def validated(model: type[Model], table: Any, *, place: str, faults: list[Fault]) -> Model | None:
    """The table as `model`; where it doesn't fit, a fault for each key and None."""
    try:
        return model.model_validate(table)
    except ValidationError as error:
        for detail in error.errors():
            key = _key(table, detail["loc"])
            faults.append(
                Fault(f"{place} {key}".strip(), f"{detail['msg']}.", _remedy(detail["type"]))
            )
        return None


def _key(table: Any, path: tuple[int | str, ...]) -> str:
    """The place in a file as a person finds it: an entry of a list by its own code."""
    names = []
    for part in path:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            table = {}
        own = table if isinstance(table, dict) and isinstance(part, int) else {}
        names.append(str(own.get("ref") or own.get("code") or part))
    return ".".join(names)


def _remedy(kind: str) -> str:
    remedies = {
        "extra_forbidden": "Take the key out, or correct its name.",
        "missing": "Add the key.",
    }
    return remedies.get(kind, "")
