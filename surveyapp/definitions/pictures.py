"""The pictures in force: our own, and those of a symbol set that a deployment may put before them.

A set is a folder with a `manifest.toml`: a table for each picture, of which the name is one of
ours, with its `file`, `licence` and `credit`, and perhaps its `meaning`.
"""

from __future__ import annotations

import difflib
import hashlib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from surveyapp.definitions.picture_files import PROBLEMS
from surveyapp.errors import Fault, FaultsFound

MANIFEST = "manifest.toml"
NEEDED = ("file", "licence", "credit")
KEYS = (*NEEDED, "meaning")


@dataclass(frozen=True)
class Picture:
    """One picture of a set."""

    name: str
    file: Path
    licence: str
    credit: str


def pictures_in_force(folder: Path, symbols: Path | None = None) -> dict[str, Path]:
    """The file of every picture by its name; what a symbol set has wins over ours.

    Raises `FaultsFound` with all that is wrong with the set.
    """
    own = own_pictures(folder)
    if symbols is None:
        return own
    return own | {each.name: each.file for each in load_symbols(symbols, own)}


def own_pictures(folder: Path) -> dict[str, Path]:
    """The pictures that we ship, by their names."""
    return {path.stem: path for path in sorted(folder.glob("*.*")) if path.suffix in PROBLEMS}


def load_symbols(folder: Path, names: Collection[str]) -> list[Picture]:
    """The pictures of a set without a fault; `names` are those that it may replace."""
    faults: list[Fault] = []
    tables = _load_manifest(folder, faults)
    faults.extend(_table_faults(folder, tables, names))
    if faults:
        raise FaultsFound(faults)
    return [
        Picture(name, folder / stated["file"], stated["licence"], stated["credit"])
        for name, stated in tables.items()
    ]


def credit_lines(pictures: Collection[Picture]) -> list[str]:
    """One line for each source of a set: how many pictures, who is named, which licence."""
    sources: dict[tuple[str, str], int] = {}
    for each in pictures:
        source = (each.credit, each.licence)
        sources[source] = sources.get(source, 0) + 1
    return [f"{credit} ({licence}): {count}" for (credit, licence), count in sources.items()]


def partly_replaced(
    scales: Mapping[str, Collection[str | None]], names: Collection[str]
) -> Iterator[str]:
    """A notice for each scale of which a set draws some options and we draw the others."""
    for scale, pictures in scales.items():
        drawn = [name for name in pictures if name]
        ours = [name for name in drawn if name not in names]
        if ours and len(ours) < len(drawn):
            yield f"SYMBOLS: the scale “{scale}” mixes two sets; ours: {', '.join(ours)}."


def _load_manifest(folder: Path, faults: list[Fault]) -> dict[str, Any]:
    place = f"SYMBOLS {folder.name}/{MANIFEST}"
    try:
        tables = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(place, f"this is no readable TOML: {error}.", "Mend that place."))
    except OSError as error:
        faults.append(
            Fault(place, f"can't be read: {error.strerror}.", "Name a folder with a manifest.")
        )
    else:
        if not tables:
            faults.append(Fault(place, "it names no picture.", "Add a table for each."))
        return tables
    return {}


def _table_faults(
    folder: Path, tables: Mapping[str, Any], names: Collection[str]
) -> Iterator[Fault]:
    shown: dict[str, str] = {}
    for name, stated in tables.items():
        place = f"SYMBOLS {folder.name}/{MANIFEST} {name}"
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            remedy = f"Perhaps it is “{near[0]}”." if near else "Take it out."
            yield Fault(place, "we have no picture of this name.", remedy)
        if not isinstance(stated, dict):
            yield Fault(place, "this is no table.", f"Write it as [{name}].")
            continue
        yield from _key_faults(place, stated)
        path = _file(folder, stated.get("file"))
        if path is None:
            continue
        if path.suffix not in PROBLEMS or not path.is_file():
            yield Fault(
                place, f"there is no SVG or PNG “{path.name}”.", "Add it beside the manifest."
            )
            continue
        content = path.read_bytes()
        for problem in PROBLEMS[path.suffix](content):
            yield Fault(place, f"{path.name} can't be shown: {problem}.", "Save it anew without.")
        other = shown.setdefault(hashlib.sha256(content).hexdigest(), name)
        if other != name:
            yield Fault(
                place, f"“{other}” has the same picture.", "A picture has one meaning; take two."
            )


def _key_faults(place: str, stated: Mapping[str, Any]) -> Iterator[Fault]:
    for key in NEEDED:
        value = stated.get(key)
        if not (isinstance(value, str) and value.strip()):
            yield Fault(f"{place}.{key}", "it has no words.", f'Write `{key} = "…"`.')
    for key in stated:
        if key not in KEYS:
            yield Fault(f"{place}.{key}", "there is no such key.", f"Keys are: {', '.join(KEYS)}.")
    file = stated.get("file")
    if isinstance(file, str) and file.strip() and _file(Path(), file) is None:
        yield Fault(
            f"{place}.file",
            f"“{file}” leads out of the folder.",
            "Name a file beside the manifest.",
        )


def _file(folder: Path, name: object) -> Path | None:
    """The path of a plain file name; None for anything that leads elsewhere."""
    if not isinstance(name, str) or not name.strip():
        return None
    return folder / name if name == Path(name).name and "\\" not in name else None
