"""Borders, marks and rings that can be seen; choices that differ by more than colour."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image, ImageChops

from tests.journeys.contrasts import NON_TEXT, TEXT, contrast
from tests.journeys.tour import MEASURE
from tests.journeys.visitor import PAGES

pytestmark = pytest.mark.browser

COLOURS = """() => {
  const card = document.querySelector('label[for="answer-yes"]');
  const mark = card.querySelector('.mark');
  const of = (element, name) => getComputedStyle(element)[name];
  return {
    paper: of(document.body, 'backgroundColor'),
    card: of(card, 'backgroundColor'),
    border: of(card, 'borderTopColor'),
    borderWidth: parseFloat(of(card, 'borderTopWidth')),
    mark: of(mark, 'borderTopColor'),
    fill: of(mark, 'backgroundImage'),
    shadow: of(card, 'boxShadow'),
    control: of(document.querySelector('.control:not(.control-main)'), 'borderTopColor'),
  };
}"""


@pytest.fixture(params=["no-preference", "more"])
def visitor(request, newcomer):
    """Somebody with ordinary or with high contrast."""
    return newcomer("en", contrast=request.param)


def test_borders_and_marks_stand_out(visitor):
    """Requirement 30: 3:1 against what lies on either side of them."""
    visitor.come_to("question")
    seen = visitor.page.evaluate(COLOURS)
    assert seen["borderWidth"] >= 2
    for name, colour, behind in (
        ("card on paper", seen["border"], seen["paper"]),
        ("card", seen["border"], seen["card"]),
        ("mark", seen["mark"], seen["card"]),
        ("control on paper", seen["control"], seen["paper"]),
    ):
        assert contrast(colour, behind) >= NON_TEXT, name


def test_a_chosen_card_stands_out_by_colour_border_and_mark(visitor):
    """Requirement 30: 3:1 against the same card unchosen, and a second sign beside the colour."""
    visitor.come_to("question")
    before = visitor.page.evaluate(COLOURS)
    visitor.card("yes").click()
    after = visitor.page.evaluate(COLOURS)
    assert before["fill"] == "none" and "radial-gradient" in after["fill"], "the circle is filled"
    filled = re.search(r"rgb\([^)]*\)", after["fill"])[0]
    assert contrast(filled, before["card"]) >= NON_TEXT
    assert before["shadow"] == "none" and "inset" in after["shadow"], "the border is doubled"
    assert contrast(after["border"], after["card"]) >= NON_TEXT
    assert contrast(after["border"], before["card"]) >= NON_TEXT


def test_with_high_contrast_all_text_still_has_7_to_1(newcomer):
    """Requirement 30."""
    visitor = newcomer("en", contrast="more")
    told = set()
    for name in PAGES:
        visitor.come_to(name)
        visitor.page.evaluate(MEASURE)
        for text in visitor.page.evaluate("measure.type()"):
            if contrast(text["colour"], text["background"]) < TEXT:
                told.add(f"{name}: {text}")
    assert not told, "\n".join(sorted(told))


def test_with_forced_colours_a_chosen_and_a_focused_card_still_differ(newcomer):
    """Requirement 32."""
    visitor = newcomer("en", forced_colors="active")
    visitor.come_to("question")
    plain = picture_of(visitor, "yes")
    visitor.card("yes").click()
    visitor.page.evaluate("document.activeElement.blur()")
    chosen = picture_of(visitor, "yes")
    assert changed_share(plain, chosen) > 0.02
    visitor.page.keyboard.press("Tab")
    visitor.page.locator("#answer-yes").focus()
    focused = picture_of(visitor, "yes")
    assert changed_share(chosen, focused) > 0.02


def test_in_grey_a_chosen_card_still_differs(newcomer):
    """Requirement 30: never by colour alone."""
    visitor = newcomer("en")
    visitor.come_to("question")
    plain = picture_of(visitor, "yes").convert("L")
    visitor.card("yes").click()
    visitor.page.evaluate("document.activeElement.blur()")
    assert changed_share(plain, picture_of(visitor, "yes").convert("L")) > 0.02


def picture_of(visitor, code):
    """A card as it looks, with what stands round it."""
    box = visitor.card(code).bounding_box()
    around = {
        "x": box["x"] - 12,
        "y": box["y"] - 12,
        "width": box["width"] + 24,
        "height": box["height"] + 24,
    }
    return Image.open(io.BytesIO(visitor.page.screenshot(clip=around))).convert("RGB")


def changed_share(one, other):
    """Which part of two pictures differs clearly, from 0 to 1."""
    difference = ImageChops.difference(one, other).convert("L")
    clear = sum(difference.histogram()[60:])
    return clear / (difference.width * difference.height)
