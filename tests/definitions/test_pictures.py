"""The pictures in force: what each question needs, and what a symbol set may put before ours."""

from __future__ import annotations

import hashlib
import struct
import tomllib
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import pytest

from surveyapp.definitions.freezing import frozen
from surveyapp.definitions.library import load_library
from surveyapp.definitions.picture_files import PROBLEMS, png_problems, svg_problems
from surveyapp.definitions.pictures import (
    Picture,
    credit_lines,
    load_symbols,
    own_pictures,
    partly_replaced,
    pictures_in_force,
)
from surveyapp.errors import FaultsFound
from surveyapp.settings import load_settings

QUESTIONNAIRES = load_settings({}).questionnaires
PICTURES = QUESTIONNAIRES / "pictures"
OWN = own_pictures(PICTURES)
MANIFEST = tomllib.loads((PICTURES / "manifest.toml").read_text(encoding="utf-8"))
THINNEST = 2.0
CIRCLE = '<circle cx="8" cy="8" r="6"/>'


def svg(inside: str = CIRCLE, *, root: str = 'viewBox="0 0 16 16"', before: str = "") -> str:
    """A small drawing."""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'


def png(width: int, height: int) -> bytes:
    """The beginning of a PNG, as far as anybody reads it here."""
    header = struct.pack(">II", width, height) + bytes([8, 6, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header


@pytest.fixture(scope="module")
def library():
    """The questionnaires that we ship."""
    return load_library(QUESTIONNAIRES)


@pytest.fixture
def symbols(tmp_path):
    """Gives the folder of a symbol set: `symbols(face_yes={"file": ...}, files={...})`."""

    def folder(tables: dict[str, dict[str, str]], files: dict[str, str | bytes]) -> Path:
        root = tmp_path / "symbols"
        root.mkdir()
        lines = []
        for name, stated in tables.items():
            lines.append(f"[{name}]")
            lines.extend(f'{key} = "{value}"' for key, value in stated.items())
        (root / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (root / name).write_bytes(data)
        return root

    return folder


def entry(file: str, **changed: str) -> dict[str, str]:
    """A table of a manifest without a fault, but for what is changed."""
    return {"file": file, "licence": "CC BY 4.0", "credit": "Example Symbols", **changed}


def faults_of(folder: Path) -> list[str]:
    """Every fault of a set, as it is told, without the place before its name."""
    with pytest.raises(FaultsFound) as found:
        load_symbols(folder, OWN)
    start = f"SYMBOLS {folder.name}/manifest.toml "
    return [str(fault).removeprefix(start) for fault in found.value.faults]


def used_in(questionnaire):
    """Each use of a picture in a questionnaire: what for, and which."""
    uses = {}
    for code, question in questionnaire.questions.items():
        uses[code] = question.picture
        for option in question.options:
            uses[f"{question.scale} {option.code}"] = option.picture
        for silence in question.silences:
            uses[f"silences {silence.code}"] = silence.picture
    return uses


# Requirement 19: each question and option of easy read has a picture that we may ship.


def test_19_each_easy_question_and_option_has_a_picture_with_licence_and_credit(library):
    needed = set()
    for code, stated in library.questionnaires.items():
        if "easy" in stated.presentations:
            questionnaire = library.questionnaire(code)
            needed |= set(used_in(questionnaire).values())
            needed.add(questionnaire.practice.picture)
    assert None not in needed
    assert needed
    for name in needed:
        assert OWN[name].suffix in PROBLEMS
        assert MANIFEST[name]["licence"].strip()
        assert MANIFEST[name]["credit"].strip()


# Requirement 23: a picture has one meaning.


def test_23_no_two_options_of_a_question_share_a_picture(library):
    for code in library.questions:
        question = library.question(code)
        shown = [each.picture for each in (*question.options, *question.silences) if each.picture]
        assert len(shown) == len(set(shown)), code


def test_23_no_picture_has_two_meanings_in_a_questionnaire(library):
    for code in library.questionnaires:
        counted = Counter(used_in(library.questionnaire(code)).values())
        del counted[None]
        assert [name for name, uses in counted.items() if uses > 1] == [], code


# Requirement 24: an SVG is safe, and has a viewBox.


@pytest.mark.parametrize("name", OWN)
def test_24_nothing_is_wrong_with_a_picture_of_ours(name):
    path = OWN[name]
    assert list(PROBLEMS[path.suffix](path.read_bytes())) == []


@pytest.mark.parametrize(
    ("drawing", "problem"),
    [
        (svg(root=""), "it has no viewBox"),
        (svg(root='viewBox="0 0 16"'), "it has no viewBox"),
        (svg("<script>alert(1)</script>"), "it holds a script"),
        (svg('<circle r="4" onclick="alert(1)"/>'), "it holds a script"),
        (svg("<foreignObject/>"), "it holds a foreignObject"),
        (svg('<p xmlns="http://www.w3.org/1999/xhtml">No.</p>'), "it holds a foreignObject"),
        (svg('<image href="https://example.org/a.png"/>'), "outside itself"),
        (svg('<image href="other.png"/>'), "outside itself"),
        (
            svg('<use x:href="a.svg#b" xmlns:x="http://www.w3.org/1999/xlink"/>'),
            "outside itself",
        ),
        (svg('<a href="javascript:alert(1)"/>'), "outside itself"),
        (svg('<circle r="4" fill="url(https://example.org/a.svg#b)"/>'), "outside itself"),
        (svg('<circle r="4" style="fill:url( \'a.svg#b\' )"/>'), "outside itself"),
        (svg("<style>@import 'https://example.org/a.css';</style>"), "outside itself"),
        (svg(r"<style>circle{fill:u\72l(https://example.org/a)}</style>"), "outside itself"),
        (svg(before='<?xml-stylesheet href="a.css"?>'), "outside itself"),
        (svg('<animate attributeName="r" to="9"/>'), "it moves"),
        (svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "it declares entities"),
        ("<svg", "it is no readable SVG"),
        ("<html/>", "it is no readable SVG"),
        (svg().encode("utf-16").decode("latin-1"), "it is no readable SVG"),
    ],
)
def test_24_what_a_page_may_not_show_is_told(drawing, problem):
    (told,) = svg_problems(drawing.encode("latin-1"))
    assert problem in told


@pytest.mark.parametrize(
    "drawing",
    [
        svg(),
        svg(root='viewBox="0,0,1e2,.5"'),
        svg('<linearGradient id="a"/><circle r="4" fill="url(#a)"/>'),
        svg('<g id="a"/><use href="#a"/>'),
        svg('<image href="data:image/png;base64,AAAA"/>'),
        svg(before='<?xml version="1.0" encoding="utf-8"?>'),
        svg(root='viewBox="0 0 9 9" xmlns:i="urn:i" i:export-filename="C:\\drawings\\a.png"'),
    ],
)
def test_24_what_drawing_programs_usually_write_is_no_fault(drawing):
    assert list(svg_problems(drawing.encode())) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (png(127, 500), "127 × 500 px, which is less than 128"),
        (png(500, 127), "500 × 127 px, which is less than 128"),
        (b"\x89PNG", "no readable PNG"),
        (b"GIF89a", "no readable PNG"),
    ],
)
def test_19_a_png_that_is_too_small_or_none_is_told(content, problem):
    (told,) = png_problems(content)
    assert problem in told
    assert list(png_problems(png(128, 128))) == []


# Requirement 21: a picture is at least 64 px, and so its lines must hold at 64 px.


def thinnest_line(drawing: str) -> float:
    """The thinnest line of a drawing in px, where it is shown at 64 px."""
    root = ElementTree.fromstring(drawing)
    assert not [each for each in root.iter() if each.get("transform")], "a line would be scaled"
    width = float(root.get("viewBox").split()[2])
    stated = [float(each.get("stroke-width")) for each in root.iter() if each.get("stroke-width")]
    return min(stated) * 64 / width


@pytest.mark.parametrize("name", OWN)
def test_21_lines_have_two_pixels_where_a_picture_has_64(name):
    assert thinnest_line(OWN[name].read_text(encoding="utf-8")) >= THINNEST


def test_21_a_line_that_is_too_thin_is_noticed():
    drawing = OWN["face-yes"].read_text(encoding="utf-8").replace('width="3.5"', 'width="2"')
    assert thinnest_line(drawing) < THINNEST


# A symbol set of a deployment.


def test_without_a_set_every_picture_is_ours():
    assert pictures_in_force(PICTURES) == OWN
    assert set(OWN) == set(MANIFEST)


def test_19_what_a_set_has_wins_and_everything_else_stays_ours(symbols):
    folder = symbols(
        {"face-yes": entry("happy.svg"), "face-no": entry("sad.png", meaning="No")},
        {"happy.svg": svg(), "sad.png": png(256, 256)},
    )
    in_force = pictures_in_force(PICTURES, folder)
    assert in_force["face-yes"] == folder / "happy.svg"
    assert in_force["face-no"] == folder / "sad.png"
    assert {name for name in in_force if in_force[name] != OWN[name]} == {"face-yes", "face-no"}


def test_19_every_fault_of_a_set_is_told_at_once(symbols):
    tables = {
        "face-yes": entry("missing.svg"),
        "face-no": {"file": "same.svg"},
        "face-partly": entry("same.svg", licence=" ", colour="red"),
        "face-oui": entry("unsafe.svg"),
        "thumb-yes": entry("small.png"),
        "thumb-no": entry("../secret.svg"),
        "stop": entry("drawing.gif"),
    }
    folder = symbols(
        tables,
        {
            "same.svg": svg(),
            "unsafe.svg": svg("<script/>", root=""),
            "small.png": png(64, 64),
            "drawing.gif": b"GIF89a",
        },
    )
    told = faults_of(folder)
    expected = [
        "face-yes: there is no SVG or PNG “missing.svg”.",
        "face-no.licence: it has no words.",
        "face-no.credit: it has no words.",
        "face-partly.licence: it has no words.",
        "face-partly.colour: there is no such key.",
        "face-partly: “face-no” has the same picture.",
        "face-oui: we have no picture of this name.",
        "face-oui: unsafe.svg can't be shown: it has no viewBox.",
        "face-oui: unsafe.svg can't be shown: it holds a script.",
        "thumb-yes: small.png can't be shown: it has 64 × 64 px, which is less than 128.",
        "thumb-no.file: “../secret.svg” leads out of the folder.",
        "stop: there is no SVG or PNG “drawing.gif”.",
    ]
    assert len(told) == len(expected)
    for fault, start in zip(told, expected, strict=True):
        assert fault.startswith(start)


def test_23_two_files_with_one_drawing_are_one_picture_with_two_meanings(symbols):
    folder = symbols(
        {"face-yes": entry("a.svg"), "face-no": entry("b.svg")}, {"a.svg": svg(), "b.svg": svg()}
    )
    assert [fault.split(".")[0] for fault in faults_of(folder)] == [
        "face-no: “face-yes” has the same picture"
    ]


def test_a_name_that_is_nearly_ours_is_told_with_ours(symbols):
    (fault,) = faults_of(symbols({"face-yess": entry("a.svg")}, {"a.svg": svg()}))
    assert fault.endswith("Perhaps it is “face-yes”.")


@pytest.mark.parametrize("manifest", [None, "", "[broken", 'face-yes = "a.svg"'])
def test_a_set_without_a_manifest_that_can_be_read_is_told(tmp_path, manifest):
    if manifest is not None:
        (tmp_path / "manifest.toml").write_text(manifest, encoding="utf-8")
    with pytest.raises(FaultsFound, match="SYMBOLS"):
        pictures_in_force(PICTURES, tmp_path)


def test_the_credit_lines_of_a_set_name_each_source_once():
    file = Path("a.svg")
    pictures = [
        Picture("face-yes", file, "CC BY 4.0", "Example Symbols"),
        Picture("face-no", file, "CC BY 4.0", "Example Symbols"),
        Picture("stop", file, "CC0-1.0", "Another"),
    ]
    assert credit_lines(pictures) == ["Example Symbols (CC BY 4.0): 2", "Another (CC0-1.0): 1"]


def test_13_a_scale_that_would_mix_two_sets_is_told():
    scales = {"faces": ["face-yes", "face-no"], "thumbs": ["thumb-yes"], "bare": [None]}
    (notice,) = partly_replaced(scales, ["face-yes", "thumb-yes"])
    assert "“faces” mixes two sets; ours: face-no" in notice


def test_a_survey_keeps_the_hash_of_the_picture_that_is_in_force(library, symbols, tmp_path):
    folder = symbols({"face-yes": entry("happy.svg")}, {"happy.svg": svg()})
    how = {"contract_questions": ()}
    ours = frozen(library, "residents", tmp_path, ["en"], **how).pictures
    theirs = frozen(library, "residents", tmp_path, ["en"], symbols=folder, **how).pictures
    assert theirs["face-yes"] == hashlib.sha256(svg().encode()).hexdigest()
    assert {name for name in ours if ours[name] != theirs[name]} == {"face-yes"}
