"""Answer cards and controls: big, in the right order, and safe under an unsteady hand."""

from __future__ import annotations

import pytest

from tests.journeys.house import offered_languages

pytestmark = pytest.mark.browser

LANGUAGES = offered_languages()
SIZES = ((1024, 768), (320, 568))


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("size", SIZES, ids=["tablet", "phone"])
def test_the_four_corners_and_the_picture_of_a_card_select_it(newcomer, language, size):
    """Requirement 35: the whole card is the label."""
    visitor = newcomer(language, width=size[0], height=size[1])
    visitor.come_to("question")
    for code in ("yes", "maybe", "no", "dont_know", "rather_not_say"):
        visitor.card(code).scroll_into_view_if_needed()
        width = visitor.card(code).bounding_box()["width"]
        corners = [(2, 2), (width - 2, 2), (2, -2), (width - 2, -2)]
        along = [(across, 40) for across in range(8, int(width), 40)]
        for across, down in corners + along:
            unmark(visitor)
            box = visitor.card(code).bounding_box()
            top = box["y"] + (box["height"] if down < 0 else 0)
            visitor.page.mouse.click(box["x"] + across, top + down)
            assert visitor.is_marked(code), f"{code}: nothing happens at {across}, {down} of {box}"


def unmark(visitor):
    """Take every mark away."""
    visitor.page.evaluate(
        "document.querySelectorAll('input:checked').forEach(each => { each.checked = false })"
    )


def test_another_tap_changes_the_answer(newcomer):
    """Requirement 15."""
    visitor = newcomer("en")
    visitor.come_to("question")
    visitor.card("yes").click()
    visitor.card("no").click()
    assert visitor.page.locator("input:checked").count() == 1
    assert visitor.is_marked("no")


def test_a_question_fits_a_tablet_without_scrolling(newcomer):
    """Three answers, and both ways to say nothing."""
    visitor = newcomer("en", width=1024, height=768)
    for words in ("easy", "standard"):
        visitor.come_to("question", words=words)
        assert visitor.page.evaluate("document.documentElement.scrollHeight") <= 768, words


def test_selecting_does_not_move_on(newcomer):
    """Requirement 38: only Next does."""
    visitor = newcomer("en")
    visitor.come_to("question")
    moves = []
    visitor.page.on("framenavigated", lambda frame: moves.append(frame.url))
    for code in ("yes", "maybe", "no", "dont_know"):
        visitor.card(code).click()
        assert visitor.path == "/q/would_recommend"
    visitor.page.locator("#answer-dont_know").press("ArrowUp")
    assert visitor.is_marked("no")
    assert moves == []


def test_a_card_acts_when_the_finger_leaves_it_and_not_when_it_slides_off(newcomer):
    """Requirement 36."""
    visitor = newcomer("en")
    visitor.come_to("question")
    mouse, box = visitor.page.mouse, visitor.card("yes").bounding_box()
    mouse.move(box["x"] + 50, box["y"] + 40)
    mouse.down()
    assert not visitor.is_marked("yes")
    mouse.move(box["x"] + 50, box["y"] - 120)
    mouse.up()
    assert not visitor.is_marked("yes")
    mouse.move(box["x"] + 50, box["y"] + 40)
    mouse.down()
    mouse.up()
    assert visitor.is_marked("yes")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_an_answer_is_its_words_alone(newcomer, language):
    """Requirement 20: a picture beside words adds nothing for a screen reader."""
    visitor = newcomer(language)
    for name in ("question", "several", "five options"):
        visitor.come_to(name)
        role = "checkbox" if name == "several" else "radio"
        words = visitor.page.locator(".card-label").all_inner_texts()
        assert len(set(words)) == len(words) >= 5
        for each in words:
            answer = visitor.page.get_by_role(role, name=each, exact=True)
            assert answer.count() == 1, f"{name}: {each}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_from_right_to_left_are_mirrored(newcomer, language):
    """Requirement 48: arrows, the main button, and numbers that keep their order."""
    visitor = newcomer(language)
    visitor.come_to("question")
    is_rtl = language in ("ar", "ur")
    turned = visitor.page.evaluate("getComputedStyle(document.querySelector('.arrow')).transform")
    assert turned == ("matrix(-1, 0, 0, 1, 0, 0)" if is_rtl else "none")
    main = visitor.page.locator(".control-main").bounding_box()
    for other in visitor.page.locator(".foot .control:not(.control-main)").all():
        assert (other.bounding_box()["x"] > main["x"]) == is_rtl
    visitor.come_to("help")
    order = visitor.page.evaluate(
        """() => {
          const text = document.querySelector('.telephone bdi').firstChild;
          return [...text.data].map((_, place) => {
            const one = document.createRange();
            one.setStart(text, place); one.setEnd(text, place + 1);
            return one.getBoundingClientRect().left;
          });
        }"""
    )
    assert order == sorted(order), "a telephone number is read from the left in every language"
