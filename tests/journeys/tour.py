"""A tour of every type of page with a tape measure, and what it saw.

Each page is opened once in a language, with or without pictures, in easy or standard words;
then it is measured in windows of several widths. The tests in `test_every_page.py` judge it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.visitor import PAGES, Visitor

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")

TABLET = (1024, 768)
ZOOMED = (320, 256)
"""What 1280×1024 leaves at 400 %."""

SIZES = (TABLET, ZOOMED, (640, 900), (768, 1024), (1920, 1080))
SPACED_SIZES = (ZOOMED, (640, 900))

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
"""WCAG 1.4.12, put in where a strict content security policy lets it."""

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice")


@dataclass(frozen=True)
class Plan:
    """In which language, words and picture mode a tour is made."""

    language: str
    words: str
    pictures: bool
    size: str = "normal"
    colours: str = "soft"

    def __str__(self) -> str:
        pictures = "with pictures" if self.pictures else "without"
        return f"{self.language}, {self.words}, {pictures}, {self.size}, {self.colours}"

    @property
    def choices(self) -> dict[str, str]:
        """What somebody has chosen who sees it so."""
        pictures = "on" if self.pictures else "off"
        looks = {"pictures": pictures, "size": self.size, "colours": self.colours}
        return {"words": self.words, **looks}


@dataclass(frozen=True)
class Sight:
    """One type of page: itself, and its measures at each size of window."""

    name: str
    violations: list[str]
    undecided: list[str]
    page: dict[str, Any]
    at: dict[tuple[int, int], dict[str, Any]]
    spaced: dict[tuple[int, int], list[str]]


def make_tour(visitor: Visitor, plan: Plan) -> list[Sight]:
    """See every type of page."""
    sights = []
    for name in PAGES:
        _resize(visitor.page, TABLET)
        visitor.come_to(name, **plan.choices)
        sights.append(_seen(visitor.page, name))
    return sights


def _seen(page: Page, name: str) -> Sight:
    page.evaluate(AXE_SCRIPT)
    page.evaluate(MEASURE)
    found = page.evaluate(
        """tags => axe.run({runOnly: {type: 'tag', values: tags},
                            resultTypes: ['violations', 'incomplete']})""",
        list(TAGS),
    )
    at = {}
    for size in SIZES:
        _resize(page, size)
        at[size] = page.evaluate("measure.all()")
    _space_out(page)
    spaced = {}
    for size in SPACED_SIZES:
        _resize(page, size)
        spaced[size] = page.evaluate("measure.sticksOut()")
    return Sight(
        name=name,
        violations=_told(found["violations"]),
        undecided=_told(found["incomplete"]),
        page=page.evaluate("measure.page()"),
        at=at,
        spaced=spaced,
    )


def _resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _space_out(page: Page) -> None:
    page.evaluate(
        """text => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          document.adoptedStyleSheets = [sheet];
        }""",
        SPACING,
    )


def _told(results: list[Any]) -> list[str]:
    return [
        f"{result['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for result in results
        for node in result["nodes"]
    ]
