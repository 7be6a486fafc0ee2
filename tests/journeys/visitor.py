"""Somebody in front of a browser, and every type of page that they can come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

from tests.journeys.house import SAID, House


class Visitor:
    """One person, one browser, one page at a time. They find their way by shapes, not words, so
    that they can do it in any language."""

    def __init__(self, house: House, context: BrowserContext, language: str) -> None:
        self.house = house
        self.context = context
        self.language = language
        self.page: Page = context.new_page()

    def come_to(self, name: str, **choices: Any) -> None:
        """Come to a type of page, as somebody who is nearly through."""
        choices = {"answers": SAID, **choices}
        self.be(**choices)
        PAGES[name](self, choices)

    def open(self, survey: str = "residents", page: str = "") -> None:
        """Open a page of a survey by its address."""
        self.page.goto(self.house.url + self.house.path(survey) + page)

    def be(self, survey: str = "residents", **choices: Any) -> str:
        """Take the place of somebody who is on their way, and give their cookie."""
        choices = {"language": self.language, **choices}
        cookie = self.house.park(survey, **choices)
        self.context.add_cookies(
            [
                {
                    "name": "visit",
                    "value": cookie,
                    "domain": "127.0.0.1",
                    "path": self.house.path(survey),
                    "httpOnly": True,
                    "sameSite": "Lax",
                }
            ]
        )
        return cookie

    def choose(self, value: str) -> None:
        """Press a big button by what it stands for."""
        self.page.locator(f'main button[value="{value}"]').click()

    def card(self, code: str) -> Locator:
        """The card of an answer."""
        return self.page.locator(f'label[for="answer-{code}"]')

    def answer(self, *codes: str) -> None:
        """Tap some cards, and go on."""
        for code in codes:
            self.card(code).click()
        self.next()

    def next(self) -> None:
        """Press the main button of the page."""
        self.page.locator("main .control-main").click()

    def is_marked(self, code: str) -> bool:
        """Whether an answer is marked."""
        return self.page.locator(f"#answer-{code}").is_checked()

    def clear(self) -> None:
        """Forget every cookie."""
        self.context.clear_cookies()

    @property
    def heading(self) -> str:
        """The words of the one heading."""
        return self.page.locator("h1").inner_text()

    @property
    def path(self) -> str:
        """The address within the survey, such as `/q/feel_safe`."""
        return self.page.evaluate("location.pathname.replace(/^\\/s\\/[A-Z]+/, '')")


Choices = dict[str, Any]


def _at(path: str) -> Callable[[Visitor, Choices], None]:
    def visit(visitor: Visitor, choices: Choices) -> None:
        visitor.open("residents", path)

    return visit


def _with_a_problem(path: str, field: str) -> Callable[[Visitor, Choices], None]:
    """Send what no page of ours offers, and see the page that tells so."""

    def visit(visitor: Visitor, choices: Choices) -> None:
        visitor.open("residents", path)
        visitor.page.eval_on_selector(
            field, "field => { field.value = 'x'.repeat(2001); field.checked = true }"
        )
        visitor.next()
        visitor.page.wait_for_selector("#problem-summary")

    return visit


def _start(visitor: Visitor, choices: Choices) -> None:
    visitor.clear()
    visitor.open()


def _chooser(visitor: Visitor, choices: Choices) -> None:
    visitor.be(**{**choices, "helper": "family"})
    visitor.open("residents", "/choose/chooser")


def _proxy(visitor: Visitor, choices: Choices) -> None:
    visitor.be(**{**choices, "helper": "family", "chooser": "helper"})
    visitor.open("residents", "/choose/consent")


def _agreement(visitor: Visitor, choices: Choices) -> None:
    visitor.be("staff", **{**choices, "answers": {}, "words": None})
    visitor.open("staff", "/q/well_led")


def _number(visitor: Visitor, choices: Choices) -> None:
    visitor.be("number", **{**choices, "answers": {}, "words": None})
    visitor.open("number", "/q/cups_a_day")


def _number_with_a_problem(visitor: Visitor, choices: Choices) -> None:
    _number(visitor, choices)
    visitor.page.locator("#answer").fill("a lot")
    visitor.next()
    visitor.page.wait_for_selector("#problem-summary")


def _lost(visitor: Visitor, choices: Choices) -> None:
    visitor.open("residents", "/q/feel_safe")
    visitor.page.eval_on_selector("[name=token]", "field => { field.value = 'x' }")
    visitor.next()
    visitor.page.wait_for_selector("main:not(:has(form))")


def _thanks(visitor: Visitor, choices: Choices) -> None:
    visitor.be(**choices)
    visitor.open("residents", "/check")
    visitor.next()
    visitor.page.wait_for_url("**/thanks*")


def _goodbye(visitor: Visitor, choices: Choices) -> None:
    visitor.open("residents", "/stop")
    visitor.choose("drop")
    visitor.page.wait_for_selector("main:not(:has(form))")


def _closed(visitor: Visitor, choices: Choices) -> None:
    visitor.open("closed", f"?language={visitor.language}")


def _draft(visitor: Visitor, choices: Choices) -> None:
    visitor.open("draft")


def _front_door(visitor: Visitor, choices: Choices) -> None:
    visitor.page.goto(visitor.house.url)


def _no_survey_s_statement(visitor: Visitor, choices: Choices) -> None:
    visitor.page.goto(visitor.house.url + "/accessibility")


def _wrong_code(visitor: Visitor, choices: Choices) -> None:
    visitor.page.goto(visitor.house.url + "/?code=ABCDEFGH")


def _invitation(visitor: Visitor, choices: Choices) -> None:
    visitor.clear()
    visitor.page.goto(visitor.house.invitation())


def _code_used(visitor: Visitor, choices: Choices) -> None:
    _invitation(visitor, choices)
    address = visitor.page.url
    visitor.choose(visitor.language)
    visitor.clear()
    visitor.page.goto(address)


def _code_on_a_shared_device(visitor: Visitor, choices: Choices) -> None:
    visitor.page.goto(visitor.house.invitation())


def _rest(visitor: Visitor, choices: Choices) -> None:
    visitor.be("home-care", **{**choices, "answers": {}})
    visitor.open("home-care", "/rest/same_carers")


def _come_back(visitor: Visitor, choices: Choices) -> None:
    _rest(visitor, choices)
    visitor.choose("rest")
    visitor.page.wait_for_selector(".code-shown")


def _back_again(visitor: Visitor, choices: Choices) -> None:
    _come_back(visitor, choices)
    code = visitor.page.locator(".code-shown").inner_text().replace(" ", "")
    visitor.open("home-care", f"/back/{code}")


def _tablet_start(visitor: Visitor, choices: Choices) -> None:
    visitor.clear()
    visitor.page.goto(visitor.house.tablet())
    visitor.page.click(".needs-script")
    visitor.page.wait_for_selector(".tablet-start h1")


def _tablet_register(visitor: Visitor, choices: Choices) -> None:
    visitor.clear()
    visitor.page.goto(visitor.house.tablet())


def _tablet_surveys(visitor: Visitor, choices: Choices) -> None:
    _tablet_start(visitor, choices)
    visitor.choose(visitor.language)
    visitor.page.wait_for_selector("[name=survey]")


def _still_there(visitor: Visitor, choices: Choices) -> None:
    _tablet_surveys(visitor, choices)
    visitor.page.locator("form.cards button.card").last.click()
    visitor.page.wait_for_selector("#still-there", state="attached")
    visitor.page.evaluate("document.getElementById('still-there').showModal()")


def _nowhere(visitor: Visitor, choices: Choices) -> None:
    visitor.page.goto(visitor.house.url + "/nowhere")


PAGES: dict[str, Callable[[Visitor, Choices], None]] = {
    "front door": _front_door,
    "wrong code": _wrong_code,
    "nowhere": _nowhere,
    "start": _start,
    "language": _at("/choose/language"),
    "words": _at("/choose/words"),
    "look": _at("/choose/look"),
    "helper": _at("/choose/helper"),
    "chooser": _chooser,
    "consent": _at("/choose/consent"),
    "consent of a helper": _proxy,
    "practice": _at("/choose/practice"),
    "question": _at("/q/would_recommend"),
    "question with an answer": _at("/q/feel_safe"),
    "question with a hint": _at("/q/knows_how_to_complain"),
    "question with a problem": _with_a_problem("/q/feel_safe", "#answer-yes"),
    "five options": _agreement,
    "several": _at("/q/improved_aspects"),
    "several with a problem": _with_a_problem("/q/improved_aspects", "#answer-home"),
    "own words": _at("/q/one_change"),
    "own words with a problem": _with_a_problem("/q/one_change", "textarea"),
    "number": _number,
    "number with a problem": _number_with_a_problem,
    "check": _at("/check"),
    "stop": _at("/stop"),
    "help": _at("/help"),
    "about": _at("/about"),
    "accessibility statement": _at("/accessibility"),
    "accessibility statement of no survey": _no_survey_s_statement,
    "rest": _rest,
    "come back": _come_back,
    "back again": _back_again,
    "invitation": _invitation,
    "code used": _code_used,
    "code on shared device": _code_on_a_shared_device,
    "lost": _lost,
    "thanks": _thanks,
    "goodbye": _goodbye,
    "closed": _closed,
    "draft": _draft,
    "tablet start": _tablet_start,
    "tablet register": _tablet_register,
    "tablet surveys": _tablet_surveys,
    "still there": _still_there,
}
"""Every type of page of a respondent."""

QUESTIONS = tuple(
    name for name in PAGES if name.startswith(("question", "several", "own", "five"))
)
"""The pages that ask."""

STANDARD_ONLY = ("five options", "number", "number with a problem")
"""The pages of questionnaires that have no easy words."""

WITHOUT_CHOICES = (
    "front door",
    "accessibility statement of no survey",
    "wrong code",
    "nowhere",
    "start",
    "closed",
    "draft",
    "invitation",
    "code used",
    "tablet start",
    "tablet register",
    "tablet surveys",
    "still there",
)
"""The pages of those who have not chosen yet."""
