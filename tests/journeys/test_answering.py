"""The residents' questionnaire from the poster to thank you, as people really come to it."""

from __future__ import annotations

import secrets

import pytest
from sqlalchemy import select

from surveyapp.storage.tables import answers, own_words, responses
from tests.journeys.house import offered_languages

pytestmark = pytest.mark.browser

LANGUAGES = offered_languages()
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)


def stored(house, words):
    """The response that holds these own words, with its answers by question."""
    with house.site.store.reading() as connection:
        query = select(responses).join(own_words, own_words.c.response == responses.c.id)
        row = connection.execute(query.where(own_words.c.words == words)).one()
        given = connection.execute(select(answers).where(answers.c.response == row.id)).all()
    found = dict(row._mapping)
    found["answers"] = {
        question: sorted(each.option for each in given if each.question == question)
        for question in {each.question for each in given}
    }
    return found


def begin(visitor, *, words="easy", pictures="on", helper="none"):
    """Choose language, words, pictures and helper, agree, and practise."""
    for choice in (visitor.language, words, f"pictures:{pictures}", "done", helper):
        visitor.choose(choice)
    visitor.choose("yes")
    if words == "easy":
        visitor.answer("partly")


def answer_everything(visitor):
    """Answer each question, and give the own words that were written."""
    own = f"Mwy o gerddoriaeth – اور موسیقی – {secrets.token_hex(4)}"
    visitor.answer("yes")
    visitor.answer("partly")
    visitor.answer("health", "sleep")
    visitor.answer("maybe")
    visitor.answer("dont_know")
    visitor.page.locator("textarea").fill(own)
    visitor.next()
    assert visitor.path == "/check"
    assert own in visitor.page.locator(".answers").inner_text()
    visitor.next()
    visitor.page.wait_for_url("**/thanks*")
    return own


def write_too_much(visitor):
    """More than one answer can hold."""
    visitor.page.locator("textarea").fill("x" * 2001)


@pytest.mark.parametrize(("words", "widest"), [("easy", 24), ("standard", 32)])
@pytest.mark.parametrize("size", ["normal", "biggest"])
def test_what_is_written_stands_in_lines_as_short_as_those_that_are_read(
    newcomer, words, widest, size
):
    """Requirement 26: the field is no wider than a line of the page, however wide the window."""
    visitor = newcomer(width=1920)
    visitor.come_to("own words", words=words, size=size)
    ems = visitor.page.locator("textarea").evaluate(
        """field => {
          const style = getComputedStyle(field);
          const around = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
          return (field.clientWidth - around) / parseFloat(style.fontSize);
        }"""
    )
    assert 20 < ems < widest + 0.1


WHAT_WAS_SAID = {
    "feel_safe": ["yes"],
    "wellbeing_improved": ["partly"],
    "improved_aspects": ["health", "sleep"],
    "would_recommend": ["maybe"],
    "knows_how_to_complain": ["dont_know"],
    "one_change": ["words"],
}


def test_residents_are_offered_english_welsh_and_urdu():
    assert set(LANGUAGES) >= {"en", "cy", "ur"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resident_answers_in_their_language(newcomer, house, language):
    visitor = newcomer(language)
    visitor.open()
    begin(visitor)
    response = stored(house, answer_everything(visitor))
    assert visitor.page.locator("html").get_attribute("lang") == language
    assert response["language"] == language
    assert response["presentation"] == "easy"
    assert response["standing"] == "complete"
    assert response["answers"] == WHAT_WAS_SAID


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_works_with_scripts_off(newcomer, house, language):
    """Requirement 39: the whole survey, an error, and the end."""
    visitor = newcomer(language, java_script_enabled=False)
    visitor.open()
    begin(visitor, words="standard", pictures="off")
    visitor.answer("no")
    visitor.page.locator('.foot a[href*="/q/feel_safe"]').click()
    assert visitor.is_marked("no"), "requirement 42: Back keeps the answer"
    visitor.answer("yes")
    visitor.answer("partly")
    visitor.answer("health", "sleep")
    visitor.answer("maybe")
    visitor.answer("dont_know")
    write_too_much(visitor)
    visitor.next()
    assert visitor.page.locator("#problem-summary").is_visible()
    own = f"{language} {secrets.token_hex(4)}"
    visitor.page.locator("textarea").fill(own)
    visitor.next()
    visitor.next()
    visitor.page.wait_for_url("**/thanks*")
    assert stored(house, own)["answers"] == WHAT_WAS_SAID


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resident_answers_on_a_small_phone(newcomer, house, language):
    """Requirement 28: 320 px wide, by touch."""
    phone = {"user_agent": PHONE, "is_mobile": True, "has_touch": True}
    visitor = newcomer(language, width=320, height=568, **phone)
    visitor.open()
    begin(visitor)
    response = stored(house, answer_everything(visitor))
    assert response["mode"] == "self_phone"
    assert response["answers"] == WHAT_WAS_SAID


def test_a_browser_that_says_it_is_no_phone_is_counted_as_a_tablet(newcomer, house):
    visitor = newcomer("en", extra_http_headers={"Sec-CH-UA-Mobile": "?0"})
    visitor.open()
    begin(visitor)
    assert stored(house, answer_everything(visitor))["mode"] == "self_tablet"


def test_a_change_of_language_keeps_place_and_answers(newcomer):
    """Requirement 47: from any page, without reading the language that it is in."""
    visitor = newcomer("en")
    visitor.open()
    begin(visitor)
    visitor.answer("yes")
    visitor.page.locator(".tool").first.click()
    names = visitor.page.locator("main button .card-label").all_inner_texts()
    assert names[:1] == ["English"] and {"Cymraeg", "اردو"} <= set(names)
    for button in visitor.page.locator("main button").all():
        assert button.get_attribute("lang") == button.get_attribute("value")
    visitor.choose("ur")
    assert visitor.path == "/q/wellbeing_improved"
    assert visitor.page.locator("html").get_attribute("dir") == "rtl"
    visitor.page.locator('.foot a[href*="/q/feel_safe"]').click()
    assert visitor.is_marked("yes")


def test_two_taps_on_a_button_are_one_answer(newcomer, house):
    """Requirement 38: an impatient finger."""
    visitor = newcomer("en")
    visitor.open()
    for choice in ("en", "easy", "done", "none"):
        visitor.page.locator(f'main button[value="{choice}"]').dblclick(no_wait_after=True)
        visitor.page.wait_for_selector(f'main:not(:has(button[value="{choice}"]))')
    visitor.choose("yes")
    visitor.answer("yes")
    visitor.card("yes").click()
    visitor.page.locator(".control-main").dblclick(no_wait_after=True)
    visitor.page.wait_for_selector("#answer-partly:not(:checked)")
    assert visitor.path == "/q/wellbeing_improved"


def test_a_shared_tablet_shows_nothing_of_the_last_person(newcomer, house):
    """Requirement 46: Back, after the end, shows the start and never an answer."""
    visitor = newcomer("en")
    visitor.open(page="/tablet")
    begin(visitor)
    own = answer_everything(visitor)
    assert stored(house, own)["way_in"] == "kiosk"
    for _ in range(3):
        visitor.page.go_back()
        assert visitor.path in ("", "/choose/language")
        assert own not in visitor.page.content()
    assert visitor.page.evaluate("localStorage.length + sessionStorage.length") == 0
    cookies = visitor.context.cookies()
    assert [each["name"] for each in cookies if each["expires"] != -1] == []
