"""The staff pages in a real browser: for every eye and hand, on every width, and on paper."""

from __future__ import annotations

import re
import threading
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from surveyapp.definitions.answers import Answer
from surveyapp.workflows.keyed_batches import open_batch
from surveyapp.workflows.keying import keep_sheet
from surveyapp.workflows.schemes import set_help
from surveyapp.workflows.surveys import name_contacts, survey_links
from tests.conftest import clock_that_stands
from tests.web.staff import (
    NAME,
    PASSWORD,
    RESULTS,
    application,
    begin,
    hold_extra_care,
    settings_for,
)

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice")
LANGUAGES = ("en", "cy", "ur")
PAPER = "/staff/surveys/residents-2027/paper/larch-court"
POSTER = "/staff/surveys/residents-2027/poster/larch-court"
PAGES = {
    "home": "/staff/",
    "results": RESULTS,
    "one scheme": f"{RESULTS}?scheme=larch-court",
    "one provider": f"{RESULTS}?provider=Oak%20Homes",
    "published": f"{RESULTS}?view=published",
    "nothing measured": "/staff/contracts/extra-care/2030",
    "fault": "/staff/contracts/no-such/2026",
    **{f"poster {language}": f"{POSTER}?language={language}" for language in LANGUAGES},
    **{f"paper {language}": f"{PAPER}?language={language}&words=easy" for language in LANGUAGES},
    "paper in standard words": PAPER,
    "keyed": "/staff/keyed",
    "batch": "/staff/keyed/BATCH",
    "keyed sheet": "/staff/keyed/BATCH/1",
    "keyed sheet to change": "/staff/keyed/BATCH/2?number=1",
    "differences": "/staff/keyed/BATCH/differences",
    "throw away": "/staff/keyed/BATCH/throw-away",
}
WIDTHS = (1360, 320)
LEAST_TARGET = 44
A4_MM = 210


@pytest.fixture(scope="module")
def address(fresh_database, tmp_path_factory):
    """A server over closed surveys of two providers, and an open one in three languages."""
    with (
        fresh_database("sqlite") as database,
        clock_that_stands() as clock,
        application(settings_for(database, tmp_path_factory.mktemp("instance"))) as app,
    ):
        site = app.extensions["site"]
        hold_extra_care(site, clock, {"larch-court": "Oak Homes"})
        begin(
            site, "residents", opens=date(2026, 4, 1), closes=date(2027, 3, 31),
            languages=LANGUAGES,
        )  # fmt: skip
        set_help(
            site,
            "larch-court",
            who_comes="Sam Hill from the advocacy service comes to you on Tuesdays and Fridays.",
            outside_person="Jo Field of Healthwatch, who does not work for the provider",
            telephone="01632 960 001",
        )
        key_twice(site)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


def key_twice(site):
    """Key a sheet in Urdu twice, otherwise in own words and in a choice."""
    name_contacts(
        site, "residents-2027", reader="Ada Reader", safeguarding_contact="01632 960 002"
    )
    link = survey_links(site, "residents-2027")["larch-court"]
    batch = open_batch(site, f"{link} ur E").key
    PAGES.update({name: path.replace("BATCH", batch) for name, path in PAGES.items()})
    for keying, (choice, words) in enumerate([("yes", "More soup"), ("no", "More soap")], 1):
        said = {"feel_safe": Answer((choice,)), "one_change": Answer(words=words)}
        keep_sheet(site, batch, said, keying_number=keying, number=1)


@pytest.fixture(scope="module")
def browser():
    own = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=list(ARGUMENTS), **own)
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=WIDTHS)
def page(request, browser, address):
    """A page of somebody who is signed in, at one width; a breach of the policy fails the test."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 900}, base_url=address
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/staff/sign-in")
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/staff/")
    yield page
    context.close()
    assert not [each for each in complaints if "status of 404" not in each]


def run_axe(page):
    """What axe holds against a page."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", list(TAGS))
    return [
        f"{each['id']} at {[node['target'] for node in each['nodes']]}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page, name):
    page.goto(PAGES[name])
    for details in page.query_selector_all("details:not([open]) > summary"):
        details.click()
    assert run_axe(page) == []


def test_axe_finds_nothing_on_the_sign_in_page_and_its_problems(browser, address):
    page = browser.new_page(base_url=address)
    page.goto("/staff/sign-in")
    assert run_axe(page) == []
    page.click("main button")
    page.wait_for_selector("[role=alert]")
    assert run_axe(page) == []
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(page, name):
    page.goto(PAGES[name])
    for details in page.query_selector_all("details:not([open]) > summary"):
        details.click()
    wide, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= shown


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_is_pressed_is_large_enough(page, name):
    page.goto(PAGES[name])
    small = page.evaluate(
        """least => [...document.querySelectorAll('a, button, input:not([type=hidden]), summary')]
            .filter(each => !each.matches('.skip'))
            .map(each => [each.textContent.trim(), each.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < least || box.height < least))
            .map(([words, box]) => `${words} ${box.width} x ${box.height}`)""",
        LEAST_TARGET,
    )
    assert small == []


def test_the_keyboard_comes_past_the_bar_by_one_key(page):
    page.goto(RESULTS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_chart_is_drawn_also_in_a_window_of_its_own(page):
    """A style that the policy refuses would leave it black."""
    page.goto(f"{RESULTS}/chart.svg")
    fill = page.evaluate("getComputedStyle(document.querySelector('path')).fill")
    assert fill == "rgb(255, 255, 255)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poster_is_one_sheet_of_paper(browser, address, language):
    page = browser.new_page(base_url=address)
    page.goto("/staff/sign-in")
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/staff/")
    page.goto(f"{POSTER}?language={language}")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    sheet, code = (
        page.evaluate(f"document.querySelector('{part}').getBoundingClientRect().width")
        for part in (".sheet", ".qr")
    )
    modules = int(page.get_attribute(".qr", "viewBox").split()[2])
    assert code / sheet * A4_MM * (modules - 8) / modules >= 35
    cut = page.evaluate(
        """[...document.querySelectorAll('.sheet *')]
            .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth)
            .map(each => each.className)"""
    )
    assert cut == []
    page.close()
