"""The pictures that residents see are small, plain, harmless files, each with one meaning."""

import re
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

PICTURES = Path(__file__).resolve().parents[2] / "questionnaires" / "pictures"
FILES = sorted(PICTURES.glob("*.svg"))
MANIFEST = tomllib.loads((PICTURES / "manifest.toml").read_text(encoding="utf-8"))
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect"}
MOST_BYTES = 1200

every_picture = pytest.mark.parametrize("picture", FILES, ids=lambda path: path.stem)


def elements(picture: Path) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture.read_text(encoding="utf-8")).iter())


def tags(picture: Path) -> set[str]:
    return {element.tag.removeprefix(SVG) for element in elements(picture)}


def attributes(picture: Path) -> list[tuple[str, str]]:
    return [pair for element in elements(picture) for pair in element.attrib.items()]


def test_there_are_pictures_to_check():
    assert FILES


@every_picture
def test_a_picture_is_an_svg_that_scales(picture):
    root = elements(picture)[0]
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 72 72"


@every_picture
def test_a_picture_holds_nothing_but_shapes(picture):
    # So neither script, style, foreignObject, image, use nor text.
    assert tags(picture) - {"svg"} <= SHAPES


@every_picture
def test_a_picture_runs_no_script_when_it_is_touched(picture):
    assert not [name for name, _ in attributes(picture) if name.lower().startswith("on")]


@every_picture
def test_a_picture_refers_to_nothing_outside_itself(picture):
    assert not [name for name, _ in attributes(picture) if name.endswith(("href", "src", "base"))]
    assert not [value for _, value in attributes(picture) if re.search(r"url\s*\(|:", value)]
    text = picture.read_text(encoding="utf-8")
    assert not re.search(r"<!|<\?", text), "no doctype, entity, comment or prolog"


@every_picture
def test_a_picture_has_no_style_that_a_strict_page_would_refuse(picture):
    assert not [name for name, _ in attributes(picture) if name in {"style", "class", "id"}]


@every_picture
def test_a_picture_is_small_enough_for_a_slow_line(picture):
    assert picture.stat().st_size < MOST_BYTES


def test_the_manifest_and_the_folder_name_the_same_pictures():
    assert {entry["file"] for entry in MANIFEST.values()} == {path.name for path in FILES}
    assert all(entry["file"] == f"{name}.svg" for name, entry in MANIFEST.items())


def test_the_folder_holds_nothing_but_pictures_and_their_manifest():
    assert {path.name for path in PICTURES.iterdir()} == {
        "manifest.toml", *(path.name for path in FILES)
    }


def test_every_picture_has_a_meaning_a_licence_and_a_credit():
    for name, entry in MANIFEST.items():
        assert set(entry) == {"meaning", "file", "licence", "credit"}, name
        assert all(value.strip() for value in entry.values()), name


def test_every_meaning_is_a_few_words_and_belongs_to_one_picture():
    meanings = [entry["meaning"].casefold() for entry in MANIFEST.values()]
    assert len(meanings) == len(set(meanings))
    assert all(len(meaning.split()) <= 12 for meaning in meanings)


def test_no_two_pictures_are_the_same_drawing():
    drawings = [path.read_text(encoding="utf-8") for path in FILES]
    assert len(drawings) == len(set(drawings))
