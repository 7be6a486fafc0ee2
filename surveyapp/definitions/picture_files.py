"""What is wrong with the file of a picture: unsafe, of no size, or not readable at all.

A picture is shown beside words, so it may neither run, nor load, nor move anything.
"""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator

SMALLEST_PNG = 128
SVG = "{http://www.w3.org/2000/svg}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NUMBER = r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?"
VIEW_BOX = re.compile(rf"\s*{NUMBER}([\s,]+{NUMBER}){{3}}\s*", re.IGNORECASE)
ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)|@import|\\", re.IGNORECASE)
"""In a style: an address that is no part of the file, or an escape that might hide one."""
WITHIN = re.compile(r"#|data:image/(png|jpeg);base64,")
PNG = re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR(.{8})", re.DOTALL)


def svg_problems(content: bytes) -> Iterator[str]:
    """Everything in an SVG that a page of ours may not show, each in a few words."""
    try:
        text = content.decode("utf-8-sig")
        if "\0" in text:
            raise ValueError
        if "<!ENTITY" in text:
            yield "it declares entities"
            return
        root = ElementTree.fromstring(text)
    except (ValueError, ElementTree.ParseError):
        yield "it is no readable SVG"
        return
    if root.tag != f"{SVG}svg":
        yield "it is no readable SVG"
        return
    if not VIEW_BOX.fullmatch(root.get("viewBox", "")):
        yield "it has no viewBox"
    elements = list(root.iter())
    tags = {element.tag.removeprefix(SVG) for element in elements}
    attributes = [pair for element in elements for pair in element.attrib.items()]
    if "script" in tags or any(name.lower().startswith("on") for name, _ in attributes):
        yield "it holds a script"
    if "foreignObject" in tags or any(tag.startswith(XHTML) for tag in tags):
        yield "it holds a foreignObject"
    if tags & {"animate", "animateMotion", "animateTransform", "set"}:
        yield "it moves"
    styles = "".join(element.text or "" for element in elements if element.tag == f"{SVG}style")
    if _refers_elsewhere(attributes) or ELSEWHERE.search(styles) or "<?xml-stylesheet" in text:
        yield "it refers to something outside itself"


def png_problems(content: bytes) -> Iterator[str]:
    """Everything that keeps a PNG from being shown as a picture."""
    found = PNG.match(content)
    if not found:
        yield "it is no readable PNG"
        return
    width, height = struct.unpack(">II", found[1])
    if min(width, height) < SMALLEST_PNG:
        yield f"it has {width} × {height} px, which is less than {SMALLEST_PNG}"


PROBLEMS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".svg": svg_problems,
    ".png": png_problems,
}


def _refers_elsewhere(attributes: list[tuple[str, str]]) -> bool:
    """Whether a reference leaves the file; notes that drawing programs keep in names of their
    own refer to nothing."""
    for name, value in attributes:
        space, _, local = name.rpartition("}")
        if local.lower() in ("href", "src", "base"):
            if not WITHIN.match(value.strip()):
                return True
        elif not space and ELSEWHERE.search(value):
            return True
    return False
