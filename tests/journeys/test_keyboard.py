"""By keyboard alone, by two switches alone, and with the focus always in sight."""

from __future__ import annotations

import secrets

import pytest

from tests.journeys.contrasts import NON_TEXT, contrast
from tests.journeys.house import offered_languages
from tests.journeys.test_answering import WHAT_WAS_SAID, stored, write_too_much
from tests.journeys.visitor import PAGES

pytestmark = pytest.mark.browser

LANGUAGES = offered_languages()
MOST_STEPS = 60

FOCUS = """() => {
  const here = document.activeElement;
  const ringed = here.matches('.option-input') ? here.nextElementSibling : here;
  const style = getComputedStyle(ringed), box = ringed.getBoundingClientRect();
  return {
    name: here === document.body ? '' : here.id || here.value || here.textContent.trim(),
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    colour: style.outlineColor,
    paper: getComputedStyle(document.body).backgroundColor,
    top: box.top, bottom: innerHeight - box.bottom, around: parseFloat(style.outlineWidth)
      + parseFloat(style.outlineOffset),
    isSeen: ringed.contains(document.elementFromPoint(box.left + box.width / 2,
                                                     box.top + box.height / 2)),
  };
}"""


def step_to(visitor, selector, *, key="Tab"):
    """Press a key until the focus is on an element."""
    for _ in range(MOST_STEPS):
        visitor.page.keyboard.press(key)
        if visitor.page.evaluate("known => document.activeElement.matches(known)", selector):
            return
    raise AssertionError(f"{key} never comes to {selector} on {visitor.path}")


def press(visitor, selector, key):
    """Step to a control, press it, and wait until another page is there."""
    step_to(visitor, selector)
    before = visitor.page.evaluate("performance.timeOrigin")
    visitor.page.keyboard.press(key)
    visitor.page.wait_for_function(
        "before => performance.timeOrigin !== before && document.readyState === 'complete'",
        arg=before,
    )


def choose_all(visitor, key):
    """The choices before the first question."""
    for choice in (visitor.language, "easy", "done", "none", "yes"):
        press(visitor, f'main button[value="{choice}"]', key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resident_answers_by_keyboard_alone(newcomer, house, language):
    """Requirement 37: Tab, Shift and Tab, arrows, Space and Enter."""
    visitor = newcomer(language)
    visitor.open()
    choose_all(visitor, "Enter")
    keyboard = visitor.page.keyboard
    step_to(visitor, "#answer-yes")
    keyboard.press("ArrowDown")
    assert visitor.is_marked("partly")
    press(visitor, ".control-main", "Enter")
    step_to(visitor, "#answer-yes")
    keyboard.press("Space")
    press(visitor, ".control-main", "Enter")
    step_to(visitor, "#answer-yes")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    assert visitor.is_marked("partly")
    press(visitor, ".control-main", "Space")
    for code in ("health", "sleep"):
        step_to(visitor, f"#answer-{code}")
        keyboard.press("Space")
    press(visitor, ".control-main", "Enter")
    step_to(visitor, ".control-main")
    step_to(visitor, "#answer-maybe, #answer-rather_not_say", key="Shift+Tab")
    visitor.page.locator("#answer-yes").focus()
    keyboard.press("ArrowDown")
    press(visitor, ".control-main", "Enter")
    step_to(visitor, "#answer-yes")
    for _ in range(3):
        keyboard.press("ArrowDown")
    assert visitor.is_marked("dont_know")
    press(visitor, ".control-main", "Enter")
    own = secrets.token_hex(6)
    step_to(visitor, "textarea")
    keyboard.type(own)
    press(visitor, ".control-main", "Enter")
    press(visitor, ".control-main", "Enter")
    assert visitor.path == "/thanks"
    assert stored(house, own)["answers"] == WHAT_WAS_SAID


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resident_answers_with_two_switches(newcomer, house, language):
    """Requirement 37: Tab and Space alone reach every answer, not only the first."""
    visitor = newcomer(language)
    visitor.open()
    choose_all(visitor, "Space")
    for codes in (("no",), ("yes",), ("partly",), ("health", "sleep"), ("maybe",), ("dont_know",)):
        for code in codes:
            step_to(visitor, f"#answer-{code}")
            visitor.page.keyboard.press("Space")
            assert visitor.is_marked(code)
        press(visitor, ".control-main", "Space")
    own = secrets.token_hex(6)
    step_to(visitor, "textarea")
    visitor.page.keyboard.type(own)
    press(visitor, ".control-main", "Space")
    press(visitor, ".control-main", "Space")
    assert visitor.path == "/thanks"
    assert stored(house, own)["answers"] == WHAT_WAS_SAID


def test_two_switches_can_change_an_answer_that_was_given(newcomer):
    """Requirement 37: also to one that stands before it."""
    visitor = newcomer("en")
    visitor.come_to("question", answers={"would_recommend": _answer("no")})
    assert visitor.is_marked("no")
    step_to(visitor, "#answer-yes")
    visitor.page.keyboard.press("Space")
    assert visitor.is_marked("yes")
    assert visitor.page.locator("input:checked").count() == 1


@pytest.mark.parametrize(
    ("control", "path"),
    [
        ('.foot a[href$="/q/improved_aspects"]', "/q/improved_aspects"),
        ('.foot a[href$="/stop"]', "/stop"),
        ('.foot a[href$="/help"]', "/help"),
        (".tool-help", "/help"),
        ('.foot button[value="skip"]', "/q/knows_how_to_complain"),
    ],
    ids=["back", "stop", "help", "tell someone", "skip"],
)
@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_every_control_of_a_question_answers_to_either_key(newcomer, control, path, key):
    """Requirement 37."""
    visitor = newcomer("en")
    visitor.come_to("question")
    press(visitor, control, key)
    assert visitor.path == path


def test_the_focus_goes_from_the_answers_to_next_back_and_help(newcomer):
    """Requirement 37: in this order, once round, and without a trap."""
    visitor = newcomer("en")
    visitor.come_to("question")
    names = []
    for _ in range(MOST_STEPS):
        visitor.page.keyboard.press("Tab")
        name = visitor.page.evaluate(FOCUS)["name"]
        if not name or name in names:
            break
        names.append(name)
    answers = ["yes", "maybe", "no", "dont_know", "rather_not_say"]
    ordered = [f"answer-{code}" for code in answers] + ["next"]
    start = names.index("answer-yes")
    assert names[start : start + 6] == ordered
    assert names[start + 6 :] == ["Back", "skip", "Stop now", "I need help"]


def test_shift_and_tab_go_back_the_same_way(newcomer):
    visitor = newcomer("en")
    visitor.come_to("question")
    step_to(visitor, ".control-main")
    names = []
    for _ in range(5):
        visitor.page.keyboard.press("Shift+Tab")
        names.append(visitor.page.evaluate(FOCUS)["name"])
    codes = ("rather_not_say", "dont_know", "no", "maybe", "yes")
    assert names == [f"answer-{code}" for code in codes]


@pytest.mark.parametrize("contrasted", ["no-preference", "more"])
def test_the_focus_is_ringed_and_in_sight_on_every_page(newcomer, contrasted):
    """Requirements 30 and 40: a ring of 3 px or more at 3:1, and nothing over what it rings."""
    visitor = newcomer("en", contrast=contrasted)
    told = []
    for name in PAGES:
        visitor.come_to(name)
        seen = set()
        for _ in range(MOST_STEPS):
            visitor.page.keyboard.press("Tab")
            here = visitor.page.evaluate(FOCUS)
            if not here["name"] or here["name"] in seen:
                break
            seen.add(here["name"])
            if here["ring"] < 3 or contrast(here["colour"], here["paper"]) < NON_TEXT:
                told.append(f"{name}, no ring: {here}")
            if min(here["top"], here["bottom"]) < here["around"] or not here["isSeen"]:
                told.append(f"{name}, out of sight: {here}")
        assert seen, f"{name}: nothing takes the focus"
    assert not told, "\n".join(told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_after_an_error_the_focus_is_on_its_summary(newcomer, language, scripts):
    """Requirement 40."""
    visitor = newcomer(language, java_script_enabled=scripts)
    visitor.come_to("own words")
    write_too_much(visitor)
    visitor.next()
    visitor.page.wait_for_selector("#problem-summary:focus")
    link = visitor.page.locator("#problem-summary a")
    link.press("Enter")
    visitor.page.wait_for_selector("textarea:focus, textarea:target")


def test_after_a_change_of_page_the_focus_is_at_the_top(newcomer):
    """Requirement 40: the title is read first."""
    visitor = newcomer("en", width=320, height=568)
    visitor.come_to("question")
    visitor.answer("no")
    visitor.page.wait_for_selector("#hint")
    assert visitor.page.evaluate("document.activeElement === document.body")
    assert visitor.page.evaluate("scrollY") == 0


def _answer(code):
    from surveyapp.definitions.answers import Answer

    return Answer((code,))
