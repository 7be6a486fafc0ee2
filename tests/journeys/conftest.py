"""A real Chromium in front of the real server; whatever leaves the host fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.journeys.house import House, running_house
from tests.journeys.visitor import Visitor

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TABLET = {"width": 1024, "height": 768}
EXPECTED_STATUSES = ("status of 400", "status of 404", "ERR_INTERNET_DISCONNECTED")
"""What the console says of a page that tells a problem, or of a network that a test cuts."""

Newcomer = Callable[..., Visitor]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The server with its surveys, one for each process that runs tests."""
    with running_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium where there is one, else Playwright's own."""
    own = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=list(ARGUMENTS), **own)
        yield browser
        browser.close()


@contextmanager
def opened_context(
    chromium: Browser,
    house: House,
    *,
    language: str = "en",
    width: int = TABLET["width"],
    height: int = TABLET["height"],
    **settings: Any,
) -> Iterator[BrowserContext]:
    """A fresh browser, of which nothing may be asked of another host (requirement 52).

    Nor may the browser complain of anything, such as a breach of the content security policy.
    """
    elsewhere: list[str] = []
    complaints: list[str] = []
    context = chromium.new_context(
        locale=language, viewport={"width": width, "height": height}, **settings
    )
    context.set_default_timeout(20_000)
    context.on("request", lambda request: _note_host(request.url, house, elsewhere))
    context.on("console", lambda message: _note_complaint(message, complaints))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    try:
        yield context
    finally:
        context.close()
    assert not elsewhere, f"asked of another host: {sorted(set(elsewhere))}"
    assert not complaints, complaints


@pytest.fixture
def newcomer(house: House, chromium: Browser) -> Iterator[Newcomer]:
    """Gives somebody with a fresh browser: `newcomer("ur", width=320, height=568)`."""
    with ExitStack() as contexts:

        def somebody(language: str = "en", **settings: Any) -> Visitor:
            opened = opened_context(chromium, house, language=language, **settings)
            return Visitor(house, contexts.enter_context(opened), language)

        yield somebody


def _note_host(url: str, house: House, elsewhere: list[str]) -> None:
    if urlsplit(url).netloc != urlsplit(house.url).netloc:
        elsewhere.append(url)


def _note_complaint(message: Any, complaints: list[str]) -> None:
    expected = any(status in message.text for status in EXPECTED_STATUSES)
    if message.type in ("error", "warning") and not expected:
        complaints.append(message.text)
