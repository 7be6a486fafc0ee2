"""Pages are tiny: the first under 40 KB, later ones under 8 KB, usable in two seconds on a slow
tablet, and nothing jumps.

Bytes are counted as they travel, compressed as far as the server compresses them. The line and
the processor are slowed down in the browser itself, by a factor, so that the outcome depends on
the page more than on the machine; the time is that of the browser's own clock.
"""

from __future__ import annotations

import gzip

import pytest

pytestmark = pytest.mark.browser

FIRST_PAGE, LATER_PAGE = 40_000, 8_000
SLOW_LINE = {
    "offline": False,
    "latency": 100,
    "downloadThroughput": 50_000,
    "uploadThroughput": 25_000,
}
"""400 kbit/s, and a tenth of a second there and back."""

USABLE_SECONDS = 2.0
LATER = ("/choose/words", "/choose/look", "/choose/consent", "/q/feel_safe", "/q/improved_aspects",
         "/q/one_change", "/check", "/stop", "/help")  # fmt: skip


class Scales:
    """What each answer weighs gzipped; a file that is kept for a year is weighed once."""

    def __init__(self, page):
        self.kept = set()
        self.bytes = {}
        page.on("response", self._weigh)

    def _weigh(self, response):
        if response.status != 200 or response.url in self.kept:
            return
        self.bytes[response.url] = len(gzip.compress(response.body()))
        if "immutable" in response.headers.get("cache-control", ""):
            self.kept.add(response.url)

    def weight(self):
        """The bytes since this was asked last."""
        total = sum(self.bytes.values())
        self.bytes = {}
        return total


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_first_page_weighs_less_than_40_kb_and_later_ones_less_than_8(newcomer, language):
    visitor = newcomer(language)
    scales = Scales(visitor.page)
    visitor.open()
    visitor.page.wait_for_load_state("networkidle")
    assert 0 < scales.weight() < FIRST_PAGE
    visitor.be()
    for path in LATER:
        visitor.open("residents", path)
        visitor.page.wait_for_load_state("networkidle")
        assert 0 < scales.weight() < LATER_PAGE, path


def test_pictures_styles_and_scripts_are_compressed_and_kept_for_a_year(newcomer):
    visitor = newcomer("en")
    seen = []
    visitor.page.on("response", lambda response: seen.append((response.url, response.headers)))
    visitor.be()
    visitor.open("residents", "/q/feel_safe")
    visitor.page.wait_for_load_state("networkidle")
    files = [(url, headers) for url, headers in seen if "/assets/" in url or "/pictures/" in url]
    assert len(files) >= 8
    for url, headers in files:
        assert "immutable" in headers["cache-control"], url
        assert headers.get("content-encoding") == "gzip", url
    seen.clear()
    visitor.open("residents", "/q/would_recommend")
    visitor.page.wait_for_load_state("networkidle")
    again = {url for url, _ in seen} & {url for url, _ in files}
    assert all(visitor.page.evaluate(
        "url => performance.getEntriesByName(url).every(each => each.transferSize === 0)", url
    ) for url in again)  # fmt: skip


@pytest.mark.parametrize("path", ["", "/q/feel_safe"])
def test_a_page_is_usable_in_two_seconds_on_a_slow_tablet(newcomer, path):
    """4× slower processor, 400 kbit/s, nothing in the cache; usable is when it is parsed, styled
    and painted, and its script has run."""
    visitor = newcomer("en")
    visitor.be()
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    session.send("Network.emulateNetworkConditions", SLOW_LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    if not path:
        visitor.clear()
    visitor.open("residents", path)
    visitor.page.wait_for_load_state("load")
    visitor.page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    seconds = visitor.page.evaluate(
        """() => Math.max(
          performance.getEntriesByName("first-contentful-paint")[0].startTime,
          performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd) / 1000"""
    )
    assert seconds < USABLE_SECONDS


@pytest.mark.parametrize("path", ["/choose/look", "/q/feel_safe", "/q/improved_aspects", "/help"])
@pytest.mark.parametrize("width", [1024, 360])
def test_nothing_jumps_while_a_page_loads(newcomer, path, width):
    visitor = newcomer("en", width=width, height=640)
    visitor.page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => {
          for (const each of list.getEntries()) window.shift += each.value;
        }).observe({type: "layout-shift", buffered: true});"""
    )
    visitor.be()
    visitor.open("residents", path)
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.page.evaluate("window.shift") == 0
