"""A tablet that nobody touches: it asks, in words, picture and sound, and then forgets."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from surveyapp.storage.tables import journeys
from surveyapp.workflows.tablets import tablet_code
from tests.journeys.house import SCHEME

pytestmark = pytest.mark.browser

IDLE, WARNING = 120, 60


@pytest.fixture
def start(house):
    """The address of the start page of the scheme's tablets."""
    return f"{house.url}/k/{tablet_code(house.site, SCHEME)}"


@pytest.fixture
def tablet(newcomer, start):
    """Somebody on their way through the residents' survey on a shared tablet, in Urdu; the
    clock of the browser moves when the test says so."""

    def somebody(language="ur"):
        visitor = newcomer(language)
        visitor.page.clock.install()
        visitor.page.goto(start)
        visitor.page.click(".needs-script")
        visitor.page.click(f'button[value="{language}"]')
        visitor.page.locator("form.cards button.card").last.click()
        visitor.choose("easy")
        return visitor

    return somebody


def under_way(house):
    with house.site.store.reading() as connection:
        return connection.execute(select(func.count()).select_from(journeys)).scalar_one()


def is_asked(visitor):
    return visitor.page.locator("#still-there").is_visible()


def test_requirement_41_who_is_idle_is_asked_over_the_whole_screen(tablet):
    visitor = tablet()
    visitor.page.clock.run_for((IDLE - 1) * 1000)
    assert not is_asked(visitor)
    visitor.page.clock.run_for(2000)
    assert is_asked(visitor)
    box = visitor.page.locator("#still-there").bounding_box()
    assert (box["width"], box["height"]) == (1024, 768)
    assert visitor.page.locator("#still-there img").is_visible()
    button = visitor.page.locator("#still-there button")
    assert button.evaluate("button => button === document.activeElement")
    assert visitor.page.locator("html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize("act", ["tap", "key", "escape", "button"])
def test_requirement_41_any_key_or_tap_goes_on_for_as_long_as_wanted(tablet, act):
    visitor = tablet()
    for _ in range(3):
        visitor.page.clock.run_for((IDLE + WARNING - 2) * 1000)
        assert is_asked(visitor)
        {
            "tap": lambda: visitor.page.mouse.click(20, 20),
            "key": lambda: visitor.page.keyboard.press("a"),
            "escape": lambda: visitor.page.keyboard.press("Escape"),
            "button": lambda: visitor.page.click("#still-there button"),
        }[act]()
        assert not is_asked(visitor)
    assert visitor.path == "/choose/look"


def test_requirement_41_and_46_who_has_left_leaves_nothing(house, tablet, start):
    before = under_way(house)
    visitor = tablet()
    assert under_way(house) == before + 1
    address = visitor.page.url
    visitor.page.clock.run_for((IDLE + WARNING + 1) * 1000)
    visitor.page.wait_for_url(start)
    assert under_way(house) == before
    kept = {cookie["name"] for cookie in visitor.context.cookies() if cookie["path"] == "/"}
    assert kept == {"tablet"}
    assert visitor.page.locator("html").get_attribute("class") is None
    visitor.page.go_back()
    visitor.page.wait_for_url(start)
    visitor.page.goto(address)
    assert visitor.page.url == start


def test_requirement_41_without_a_network_the_start_page_returns_with_it(tablet, start):
    visitor = tablet()
    visitor.context.set_offline(True)
    visitor.page.clock.run_for((IDLE + 1) * 1000)
    assert is_asked(visitor)
    visitor.page.mouse.click(20, 20)
    visitor.context.set_offline(False)
    assert not is_asked(visitor)
    assert visitor.path == "/choose/look"


def test_the_question_sounds_where_sound_is_wanted(tablet):
    visitor = tablet()
    visitor.page.evaluate(
        """() => {
          window.notes = 0;
          const start = OscillatorNode.prototype.start;
          OscillatorNode.prototype.start = function (...when) {
            window.notes += 1;
            return start.apply(this, when);
          };
        }"""
    )
    visitor.page.mouse.click(5, 5)
    visitor.page.clock.run_for((IDLE + 1) * 1000)
    assert visitor.page.evaluate("window.notes") == 2


def test_requirement_41_nobody_is_asked_on_a_device_of_their_own(newcomer):
    visitor = newcomer("en")
    visitor.page.clock.install()
    visitor.be(answers={})
    visitor.open("residents", "/q/feel_safe")
    visitor.page.clock.run_for(24 * 3600 * 1000)
    assert visitor.path == "/q/feel_safe"
    assert not visitor.page.locator("dialog").count()


def test_the_start_page_can_be_installed(tablet, newcomer, start):
    """Chromium itself says what would keep it from the home screen."""
    visitor = tablet("en")
    visitor.page.goto(start)
    session = visitor.context.new_cdp_session(visitor.page)
    faults = [
        each["errorId"]
        for each in session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    ]
    assert not [each for each in faults if each != "in-incognito"], faults
