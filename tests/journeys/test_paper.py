"""The paper questionnaire as it is printed: large, by the writing's direction, nothing cut."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.journeys.house import SCHEME, offered_languages
from tests.journeys.test_keying import signed_in

pytestmark = pytest.mark.browser

PRINTED_WIDTH, PRINTED_HEIGHT = 643, 978
"""CSS pixels between the margins of A4."""

MM = 96 / 25.4
PT = 96 / 72
MOST_PAGES = 20

MEASURE = """() => {
  const box = each => each && each.getBoundingClientRect().toJSON();
  const shown = [...document.querySelectorAll('.paper *')].filter(each =>
    [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
  return {
    direction: document.documentElement.dir,
    type: shown.map(each => { const style = getComputedStyle(each); return {
      words: each.textContent.trim().slice(0, 40), mark: each.matches('.tick-mark'),
      size: parseFloat(style.fontSize), style: style.fontStyle, transform: style.textTransform,
      leading: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
      align: style.textAlign, isSaid: each.matches('.paper-said')}; }),
    ticks: [...document.querySelectorAll('.tick')].map(each => ({
      mark: box(each.querySelector('.tick-mark')), box: box(each.querySelector('.tick-box')),
      picture: box(each.querySelector('.picture')), words: box(each.querySelector('.tick-words')),
      edge: parseFloat(getComputedStyle(each.querySelector('.tick-box')).borderTopWidth)})),
    heads: [...document.querySelectorAll('.ask-head')].map(each => ({
      picture: box(each.querySelector('.picture')), words: box(each.querySelector('h2'))})),
    asked: [...document.querySelectorAll('.ask, .paper-last')].map(each => ({
      height: box(each).height, inside: getComputedStyle(each).breakInside})),
    broken: [...document.querySelectorAll('.paper img')].filter(each => !each.naturalWidth).length,
    sticksOut: [...document.querySelectorAll('.paper *')].filter(each => {
      const { left, right } = each.getBoundingClientRect();
      return right > innerWidth + 1 || left < -1; }).map(each => each.className),
  };
}"""

PRINTS = [
    pytest.param((language, words), id=f"{language} {words}")
    for language in offered_languages()
    for words in ("standard", "easy")
]


class Print:
    """One print of the residents' questionnaire: what was measured, and its pages."""

    def __init__(self, words: str, measured: dict[str, Any], pages: bytes) -> None:
        self.words = words
        self.measured = measured
        self.pages = pages

    def before(self, first: dict[str, float], second: dict[str, float]) -> bool:
        """Whether a box stands wholly before another, as the language is written."""
        rtl = self.measured["direction"] == "rtl"
        left, right = (second, first) if rtl else (first, second)
        return left["right"] <= right["left"] + 0.5


@pytest.fixture(scope="module", params=PRINTS)
def printed(request, house, chromium):
    language, words = request.param
    with signed_in(chromium, house) as page:
        page.goto(
            f"{house.url}/staff/surveys/residents/paper/{SCHEME}?language={language}&words={words}"
        )
        pages = page.pdf(prefer_css_page_size=True)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": PRINTED_WIDTH, "height": PRINTED_HEIGHT})
        yield Print(words, page.evaluate(MEASURE), pages)


def test_the_print_is_a4_upright_and_not_too_long(printed):
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed.pages)
    assert 1 < len(sizes) <= MOST_PAGES
    assert {(round(float(wide)), round(float(high))) for wide, high in sizes} == {(595, 842)}


def test_all_type_is_large_upright_and_starts_at_the_margin(printed):
    """Section 1.3: 14 pt on paper, 16 in easy words. The marks beside the boxes are the
    office's."""
    least = (16 if printed.words == "easy" else 14) * PT
    told = [
        text
        for text in printed.measured["type"]
        if text["style"] != "normal"
        or text["transform"] != "none"
        or not (text["align"] == "start" or text["isSaid"] or text["mark"])
        or text["size"] < (9 * PT if text["mark"] else min(least, 14 * PT))
        or (text["size"] < least - 0.1 and not text["mark"] and not is_office(text))
    ]
    assert not told


def is_office(text: dict[str, Any]) -> bool:
    """Whether it stands in the box for the office, where 14 pt are enough."""
    return abs(text["size"] - 14 * PT) < 0.1


def test_a_box_is_large_enough_for_a_hand_that_shakes(printed):
    """8 mm and more, with a strong edge and room around it."""
    ticks = printed.measured["ticks"]
    assert len(ticks) > 25
    for tick in ticks:
        assert min(tick["box"]["width"], tick["box"]["height"]) >= 8 * MM
        assert tick["edge"] >= 0.5 * MM
    for one, other in zip(ticks, ticks[1:], strict=False):
        assert other["box"]["top"] - one["box"]["bottom"] >= 3 * MM


def test_a_picture_stands_before_its_words_and_the_box_before_both(printed):
    """Requirements 21 and 48: in the direction of the writing, in one row, 12 mm or more."""
    for tick in printed.measured["ticks"]:
        assert printed.before(tick["mark"], tick["box"])
        picture = tick["picture"]
        assert (picture is not None) == (printed.words == "easy")
        assert printed.before(tick["box"], picture or tick["words"])
        if picture:
            assert printed.before(picture, tick["words"])
            assert min(picture["width"], picture["height"]) >= 12 * MM
            assert picture["top"] < (tick["words"]["top"] + tick["words"]["bottom"]) / 2
    pictured = [head for head in printed.measured["heads"] if head["picture"]]
    assert bool(pictured) == (printed.words == "easy")
    assert all(printed.before(head["picture"], head["words"]) for head in pictured)


def test_a_question_is_kept_together_and_fits_a_page(printed):
    for asked in printed.measured["asked"]:
        assert asked["inside"] == "avoid"
        assert asked["height"] <= PRINTED_HEIGHT


def test_nothing_is_cut_and_every_picture_is_there(printed):
    assert printed.measured["sticksOut"] == []
    assert printed.measured["broken"] == 0
