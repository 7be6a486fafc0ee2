"""What a picture looks like: without colours, and where the system chooses the colours."""

from __future__ import annotations

import io
from itertools import combinations

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from surveyapp.definitions.library import load_library
from surveyapp.definitions.pictures import own_pictures
from surveyapp.settings import load_settings

pytestmark = pytest.mark.browser

QUESTIONNAIRES = load_settings({}).questionnaires
OWN = own_pictures(QUESTIONNAIRES / "pictures")
SIDE = 128
DIFFERENT = 0.15
"""Which part of two shapes, laid on each other, may belong to only one of them at most before
they count as two shapes. A circle and the square round it differ by 0.21."""


def scales():
    """The options of each scale with scores, by the pictures that people tell them apart by."""
    library = load_library(QUESTIONNAIRES)
    return {
        name: [option.picture for option in scale.options]
        for name, scale in library.scales.items()
        if all(option.score is not None for option in scale.options)
    }


@pytest.fixture(scope="module")
def grey(chromium):
    """Gives a drawing as Chromium shows it without colours, from 0 to 255."""
    page = chromium.new_page(viewport={"width": SIDE, "height": SIDE})

    def shown(drawing: str) -> np.ndarray:
        page.set_content(
            f"<style>body{{margin:0;background:#fff}}svg{{display:block;width:{SIDE}px;"
            f"filter:grayscale(1)}}</style>{drawing}"
        )
        return np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("L"))

    yield shown
    page.close()


@pytest.fixture
def outline(grey):
    """Gives the outline of a drawing, filled: what is left when colours and details are gone."""

    def shape(drawing: str) -> np.ndarray:
        filled = ndimage.binary_fill_holes(grey(drawing) < 128)
        high, wide = (np.flatnonzero(filled.any(axis=axis)) for axis in (1, 0))
        cut = filled[high[0] : high[-1] + 1, wide[0] : wide[-1] + 1]
        # The same shape in another size or place is no other shape.
        return np.asarray(Image.fromarray(cut).resize((64, 64)))

    return shape


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """Which part of two shapes belongs to only one of them, from 0 to 1."""
    return float((one ^ other).sum() / (one | other).sum())


def drawing_of(name: str) -> str:
    """The text of a picture of ours."""
    return OWN[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("scale", ["yes_partly_no", "yes_maybe_no", "agreement"])
def test_22_the_pictures_of_a_scale_differ_by_shape_and_not_only_by_colour(outline, scale):
    for one, other in combinations(scales()[scale], 2):
        told = f"{one} and {other}"
        assert difference(outline(drawing_of(one)), outline(drawing_of(other))) > DIFFERENT, told


def test_22_every_scale_with_scores_is_looked_at():
    assert set(scales()) == {"yes_partly_no", "yes_maybe_no", "agreement"}


@pytest.mark.parametrize(
    "change",
    [
        lambda drawing: drawing,
        lambda drawing: drawing.replace("#fff6d6", "#a0e0a0"),
        lambda drawing: drawing.replace("#fff6d6", "#c05030").replace("#1b2330", "#203a80"),
        lambda drawing: drawing.replace('viewBox="0 0 72 72"', 'viewBox="-9 -4 90 90"'),
        lambda drawing: drawing.replace("M21 40A15.5 15.5 0 0 0 51 40Z", "M24 47H48"),
    ],
    ids=["the same", "another tint", "other colours", "smaller", "another mouth"],
)
def test_22_the_same_shape_in_another_tint_or_size_does_not_pass(outline, change):
    face = drawing_of("face-yes")
    assert difference(outline(face), outline(change(face))) < DIFFERENT / 3


@pytest.mark.parametrize("name", OWN)
def test_22_a_picture_has_ink_that_is_seen_without_colours(grey, name):
    # 3:1 against white is a grey of at most 148; a twentieth of the field is a few lines.
    ink = grey(drawing_of(name)) < 148
    assert 0.02 < ink.mean() < 0.75


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_32_pictures_keep_a_light_ground_where_the_system_chooses_the_colours(newcomer, colours):
    visitor = newcomer(forced_colors="active", color_scheme=colours)
    visitor.come_to("question")
    pictures = visitor.page.locator("main img.picture:visible")
    assert pictures.count() >= 4
    for picture in pictures.all():
        shown = Image.open(io.BytesIO(picture.screenshot())).convert("L")
        width, height = shown.size
        # The corners are round: the ground is looked at a little within them, at the edges.
        edges = [(width // 2, 1), (1, height // 2), (width - 2, height // 2)]
        assert max(shown.getpixel(edge) for edge in edges) > 240
        assert shown.getextrema()[0] < 80, "ink on the light ground"
