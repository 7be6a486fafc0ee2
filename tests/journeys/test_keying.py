"""Ten sheets of paper, keyed twice by keyboard alone, settled, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from surveyapp.storage.tables import keyed_sheets, loads, own_words, responses
from surveyapp.workflows.accounts import add_account
from surveyapp.workflows.clock import today
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.loading import load_population
from surveyapp.workflows.results import contract_results
from surveyapp.workflows.surveys import create_survey, open_survey, survey_links
from tests.journeys.conftest import opened_context
from tests.journeys.house import SCHEME, offered_languages

pytestmark = pytest.mark.browser

NAME, PASSWORD = "Ada Keyer", "three random words"
FIXED_KEYS = 9
"""One key for each of six choices, Enter after the list and the own words, Enter to save."""

numbers = count(1)


@dataclass(frozen=True)
class OnPaper:
    """What stands on one sheet: a mark for each question, and the own words."""

    safe: str
    better: str = "1"
    aspects: str = ""
    recommend: str = "1"
    complain: str = "9"
    words: str = ""
    helper: str = "1"
    chooser: str = "1"

    @property
    def keys(self) -> list[str]:
        """The keys of the sheet, without the one that saves it."""
        typed = [self.safe, self.better, *self.aspects, "Enter", self.recommend, self.complain]
        return [*typed, *self.words, "Enter", self.helper, self.chooser]


SHEETS = [
    *[OnPaper("1", aspects="28") for _ in range(5)],
    OnPaper("1", better="3", words="More soup"),
    OnPaper("2", aspects="1458", helper="4"),
    OnPaper("3", helper="3", chooser="2"),
    OnPaper("9", better="0", aspects="9", recommend="2"),
    OnPaper("3", complain="3"),
]


@dataclass
class Keyer:
    """Somebody who keys, and how many keys they have pressed."""

    page: Page
    pressed: int = 0
    sheets: list[int] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press some keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def press_through(self, *keys: str) -> None:
        """Press keys of which the last leads to another page."""
        before = self.page.evaluate("performance.timeOrigin")
        self.press(*keys)
        self.page.wait_for_function(
            "before => performance.timeOrigin !== before && document.readyState === 'complete'",
            arg=before,
        )

    def tab_to(self, selector: str) -> None:
        """Step with Tab until the focus is on an element."""
        for _ in range(60):
            self.press("Tab")
            if self.page.evaluate("known => document.activeElement.matches(known)", selector):
                return
        raise AssertionError(f"Tab never comes to {selector}")

    def key_sheet(self, sheet: OnPaper) -> None:
        """Key one sheet, and count the keys that it took."""
        before = self.pressed
        self.press_through(*sheet.keys, "Enter")
        self.sheets.append(self.pressed - before)

    @property
    def has(self) -> str:
        """What the focus is on."""
        return self.page.evaluate("(document.activeElement.closest('.key-row, button') || {}).id")


@pytest.fixture
def survey(house):
    """An open survey of residents with a population, of its own for each test."""
    code = f"paper-{next(numbers)}"
    create_survey(
        house.site,
        code,
        questionnaire="residents",
        contract="extra-care",
        schemes=[SCHEME],
        opens=today(),
        closes=today() + timedelta(days=30),
        languages=[each for each in ("en", "ur") if each in offered_languages()],
        reader="Ada Reader, the council",
        safeguarding_contact="Safeguarding team, 01632 960 002",
    )
    open_survey(house.site, code)
    people = f"scheme,audience,eligible\n{SCHEME},residents,40\n".encode()
    load_population(house.site, code, people)
    return code


@contextmanager
def signed_in(chromium, house, **settings) -> Iterator[Page]:
    """A page of somebody who has signed in."""
    name = f"{NAME} {next(numbers)}"
    add_account(house.site, name, PASSWORD)
    with opened_context(chromium, house, width=1280, height=900, **settings) as context:
        page = context.new_page()
        page.goto(f"{house.url}/staff/sign-in")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/staff/")
        yield page


@pytest.fixture
def keyer(chromium, house):
    with signed_in(chromium, house) as page:
        yield Keyer(page)


def open_batch(keyer, house, survey, print_="en E"):
    """Type the code of a sheet."""
    keyer.page.goto(f"{house.url}/staff/keyed")
    link = survey_links(house.site, survey)[SCHEME]
    keyer.press_through(*f"{link[:4]} {link[4:]} {print_}", "Enter")
    return keyer.page.url


def test_ten_sheets_keyed_twice_by_keyboard_alone_are_counted(house, chromium, keyer, survey):
    batch = open_batch(keyer, house, survey)
    keyer.tab_to(f"a[href$='{batch[-12:]}/1']")
    keyer.press_through("Enter")
    for sheet in SHEETS:
        keyer.key_sheet(sheet)
    expected = [FIXED_KEYS + len(sheet.aspects + sheet.words) for sheet in SHEETS]
    assert keyer.sheets == expected

    with signed_in(chromium, house) as page:
        second = Keyer(page)
        page.goto(f"{batch}/2")
        for sheet in [*SHEETS[:9], OnPaper("1", complain="3")]:
            assert "More soup" not in page.content()
            second.key_sheet(sheet)
        assert "Every sheet is keyed twice." in page.inner_text("main")

    keyer.page.goto(batch)
    assert "1 of 80 values differ, 1.2 %. 1 is to be settled." in keyer.page.inner_text("main")
    keyer.tab_to("a[href$=differences]")
    keyer.press_through("Enter")
    keyer.tab_to("[type=radio]")
    keyer.press("Space")
    keyer.tab_to("form button:not(.bar-button)")
    keyer.press_through("Enter")
    assert "All of them are settled." in keyer.page.inner_text("main")
    keyer.tab_to("main form button")
    keyer.press_through("Enter")
    told = keyer.page.inner_text(".key-done")
    assert "10 sheets are loaded" in told
    assert "Strike through the numbers" in told

    close_survey(house.site, survey)
    safe = figures(house, survey)
    # The contract counts no answer that a helper chose, nor “I do not know”.
    assert (safe.numerator, safe.denominator, safe.returned) == (6, 8, 10)


def figures(house, survey):
    """The indicator of feeling safe, on this survey alone."""
    ending = today() + timedelta(days=31)
    found = contract_results(house.site, "extra-care", str((today() + timedelta(days=30)).year),
                             as_of=ending)  # fmt: skip
    assert survey in [each.code for each in found.surveys]
    return found.indicators[0]


def test_what_was_keyed_is_what_is_stored_and_no_number_with_it(house, keyer, survey):
    batch = open_batch(keyer, house, survey, "ur E")
    keyer.page.goto(f"{batch}/1")
    for sheet in SHEETS[5:8]:
        keyer.key_sheet(sheet)
    keyer.page.goto(batch)
    keyer.tab_to("main form button")
    keyer.press_through("Enter")
    with house.site.store.reading() as connection:
        of_batch = select(keyed_sheets).where(keyed_sheets.c.batch == batch[-12:])
        assert not connection.execute(of_batch).all()
        load = select(loads.c.id).where(loads.c.survey == survey, loads.c.kind == "responses")
        rows = connection.execute(
            select(responses.c.language, responses.c.presentation, responses.c.helper).where(
                responses.c.load == load.scalar_subquery()
            )
        ).all()
        words = connection.execute(select(own_words.c.words)).scalars().all()
    assert sorted(map(tuple, rows)) == [
        ("ur", "easy", "none"),
        ("ur", "easy", "staff"),
        ("ur", "proxy", "family"),
    ]
    assert "More soup" in words


def test_keys_go_back_empty_and_tell_what_there_is_not(house, keyer, survey):
    keyer.page.goto(f"{open_batch(keyer, house, survey)}/1")
    page = keyer.page
    keyer.press("1")
    assert keyer.has == "row-wellbeing_improved"
    keyer.press("Backspace")
    assert keyer.has == "row-feel_safe"
    assert page.is_checked("#row-feel_safe [value=yes]")
    keyer.press("3")
    keyer.press("Shift+Tab")
    assert page.is_checked("#row-feel_safe [value=no]")
    keyer.press("Delete")
    assert page.is_checked("#row-feel_safe [value='']")
    keyer.press("7")
    assert keyer.has == "row-feel_safe"
    assert (
        page.inner_text(".key-told") == "“7” stands beside no box here. It can be: 1, 2, 3, 9, 0."
    )
    keyer.press("Enter", "2")
    assert page.inner_text(".key-told") == ""
    keyer.press("1", "4", "1")
    assert page.is_checked("#row-improved_aspects [value=home]")
    assert not page.is_checked("#row-improved_aspects [value=health]")
    keyer.press("9")
    assert not page.is_checked("#row-improved_aspects [value=home]")
    keyer.press("Enter", "1", "1", *"Tea")
    keyer.press("Backspace", "Backspace", "Backspace")
    assert keyer.has == "row-one_change"
    keyer.press("Backspace")
    assert keyer.has == "row-knows_how_to_complain"


def test_without_scripts_it_is_a_plain_form(house, chromium, survey):
    with signed_in(chromium, house, java_script_enabled=False) as page:
        page.goto(f"{house.url}/staff/keyed")
        page.fill("#code", f"{survey_links(house.site, survey)[SCHEME]} en S")
        page.click("main form button")
        page.click("text=Key sheets")
        page.check("#row-feel_safe [value=yes]")
        page.check("#row-improved_aspects [value=home]")
        page.fill("textarea", "More soup")
        page.click(".key-save")
        assert "Sheet 1 is kept." in page.inner_text("main")
        page.click("text=Change it")
        assert page.is_checked("#row-feel_safe [value=yes]")
        assert page.input_value("textarea") == "More soup"
        page.click("text=Back to the batch")
        page.click("text=Load 1 sheet")
        assert "1 sheet is loaded" in page.inner_text("main")
