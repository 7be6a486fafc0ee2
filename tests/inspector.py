"""The inspector: what every page owes to everyone, looked at whenever a test visits a page.

`InspectedClient` is a Flask client that reads each answer before the test does. A rule is one
function that yields what it finds wrong; all the faults of a page are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from http.cookies import SimpleCookie
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.validator import leave_page

TOKENS = ("token", "csrf_token")
"""The hidden field that shows that a form came from our page: respondents', and staff's."""

UNKIND_WORDS = ("invalid", "failed", "required", "illegal", "forbidden")
"""Words that blame. No page for respondents says them (requirement 43)."""

PHRASING_ONLY = "h1, h2, h3, h4, h5, h6, p, span, button, label, dt, b, strong, em, bdi, cite"
BLOCKS = "div, p, ul, ol, dl, table, section, nav, header, main, form, fieldset, h1, h2, h3, h4"
"""What the parser puts up with inside phrasing, and the standard does not."""

CHANGING = re.compile(
    r'(?P<token>name="(csrf_)?token"[^>]* value=")[^"]+|(?P<place>/s/)[A-Z]{8}', re.ASCII
)
"""What differs each time in pages that are the same: the token, and the code of the survey."""

LABELLED = "input:not([type=hidden], [type=submit], [type=button]), select, textarea"
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form", "list")


@dataclass(frozen=True)
class Page:
    """One answer of the server that a browser would show as a page."""

    text: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as a tree."""
        return BeautifulSoup(self.text, "html.parser")

    @property
    def is_for_respondents(self) -> bool:
        """Whether it is one of the large, round pages."""
        return self.soup.select_one("body.respondent") is not None


def words_of(tag: Tag | None) -> str:
    """The words of an element, with single blanks between them."""
    return " ".join(tag.get_text().split()) if tag else ""


def valid_html(page: Page) -> Iterator[str]:
    """The strict parser finds nothing, and no block stands where only words may."""
    parser = html5lib.HTMLParser()
    parser.parse(page.text)
    for (line, _), kind, facts in parser.errors:
        yield f"line {line}: {kind} {facts or ''}".rstrip()
    for parent in page.soup.select(PHRASING_ONLY):
        for inside in parent.select(BLOCKS):
            yield f"<{inside.name}> stands inside <{parent.name}>"
    for legend in page.soup.select("legend"):
        for inside in legend.select(BLOCKS):
            if inside.name not in ("h1", "h2", "h3", "h4") or inside.parent is not legend:
                yield f"<{inside.name}> stands inside <legend>"


def one_heading_that_begins_the_title(page: Page) -> Iterator[str]:
    """Requirement 27: exactly one h1, and the title starts with it; only a page that tells of
    a problem may say so before."""
    headings = [words_of(each) for each in page.soup.select("h1")]
    if len(headings) != 1:
        yield f"{len(headings)} h1: {headings}"
        return
    title = words_of(page.soup.title)
    if page.soup.select_one("[role=alert]"):
        title = title.partition(": ")[2] or title
    if not headings[0] or not title.startswith(headings[0]):
        yield f"the title “{words_of(page.soup.title)}” does not begin with “{headings[0]}”"


def headings_in_steps(page: Page) -> Iterator[str]:
    """No level of headings is left out on the way down; a summary of problems stands before."""
    before = 1 if page.soup.select_one("[role=alert] h2") else 0
    for heading in page.soup.select("h1, h2, h3, h4, h5, h6"):
        level = int(heading.name[1])
        if level > before + 1:
            yield f"h{level} “{words_of(heading)}” follows h{before}"
        before = level


def ids_and_what_refers_to_them(page: Page) -> Iterator[str]:
    """No id stands twice, and everything that names one finds it."""
    ids = [str(each["id"]) for each in page.soup.select("[id]")]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    yield from (f"the id “{each}” stands twice" for each in twice)
    for name in REFERENCES:
        for each in page.soup.select(f"[{name}]"):
            for referred in str(each[name]).split():
                if referred not in ids:
                    yield f'{name}="{referred}" leads to nothing'
    for each in page.soup.select("a[href^='#']"):
        if str(each["href"])[1:] not in ids:
            yield f"the link {each['href']} leads to nothing"


def names_for_all_that_can_be_used(page: Page) -> Iterator[str]:
    """Every input has a label, every button and link has words, every picture has alt."""
    soup = page.soup
    for field in soup.select(LABELLED):
        label = soup.select_one(f'label[for="{field.get("id")}"]') or field.find_parent("label")
        if not (words_of(label) or field.get("aria-label") or field.get("aria-labelledby")):
            yield f"no label: {field}"
    for each in soup.select("button, a[href], summary"):
        pictured = any(image.get("alt") for image in each.select("img"))
        if not (words_of(each) or each.get("aria-label") or pictured):
            yield f"no words: {each}"
    yield from (f"no alt: {image}" for image in soup.select("img:not([alt])"))


def language_and_direction(page: Page) -> Iterator[str]:
    """Requirement 47: the page says its language and the direction of its writing."""
    html = page.soup.html
    if html is None or not html.get("lang") or html.get("dir") not in ("ltr", "rtl"):
        yield "html has no lang, or no dir"


def nothing_inline(page: Page) -> Iterator[str]:
    """Requirements 24 and 52: no script, style or handler in the page, and all files are ours."""
    for script in page.soup.select("script:not([src])"):
        if script.get("type") != "application/json":
            yield "a script stands in the page"
    if page.soup.select("style"):
        yield "a style stands in the page"
    for each in page.soup.find_all(True):
        for name, value in each.attrs.items():
            if name == "style" or name.startswith("on"):
                yield f"{name} stands on <{each.name}>"
            if name in ("src", "srcset", "poster") and not str(value).startswith("/"):
                yield f"<{each.name}> takes {value} from elsewhere"
    for link in page.soup.select("link[href]"):
        if not str(link["href"]).startswith("/"):
            yield f"<link> takes {link['href']} from elsewhere"


def tokens_in_forms(page: Page) -> Iterator[str]:
    """Every form that changes something carries a token; every other is a plain question."""
    for form in page.soup.select("form"):
        carried = [each for each in form.select("input[type=hidden]") if each.get("value")]
        has_token = any(each.get("name") in TOKENS for each in carried)
        if str(form.get("method", "get")).lower() == "post" and not has_token:
            yield f"the form to {form.get('action')} carries no token"
        if str(form.get("method", "get")).lower() == "get" and has_token:
            yield f"the form to {form.get('action')} puts its token into the address"


def landmarks(page: Page) -> Iterator[str]:
    """One main part, with the heading in it; several navigations have names of their own."""
    if len(page.soup.select("main")) != 1 or not page.soup.select("main h1"):
        yield "there is no one main part that holds the heading"
    named = [each.get("aria-label") for each in page.soup.select("nav")]
    if len(named) > 1 and (None in named or len(set(named)) < len(named)):
        yield f"navigations that can't be told apart: {named}"


def kind_words(page: Page) -> Iterator[str]:
    """Requirement 43: no respondent reads a word that blames."""
    if page.is_for_respondents:
        shown = words_of(page.soup).lower()
        yield from (f"the page says “{word}”" for word in UNKIND_WORDS if word in shown)


PAGE_RULES: tuple[Callable[[Page], Iterator[str]], ...] = (
    valid_html,
    one_heading_that_begins_the_title,
    headings_in_steps,
    ids_and_what_refers_to_them,
    names_for_all_that_can_be_used,
    language_and_direction,
    nothing_inline,
    tokens_in_forms,
    landmarks,
    kind_words,
)


def header_faults(response: TestResponse) -> Iterator[str]:
    """What every answer says to the browser, page or not."""
    headers = response.headers
    policy = [part.split() for part in headers.get("Content-Security-Policy", "").split(";")]
    sources = {part[0]: part[1:] for part in policy if part}
    if sources.get("default-src") != ["'none'"]:
        yield "the content security policy does not begin with nothing"
    for name in ("style-src", "script-src"):
        if sources.get(name, ["'none'"]) not in (["'self'"], ["'none'"]):
            yield f"{name} is {sources[name]}"
    for name in ("base-uri", "frame-ancestors"):
        if sources.get(name) != ["'none'"]:
            yield f"{name} is open"
    if sources.get("form-action") != ["'self'"]:
        yield "forms may be sent elsewhere"
    if headers.get("Referrer-Policy") != "same-origin":
        yield "Referrer-Policy is not same-origin"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "X-Content-Type-Options is not nosniff"
    is_page = response.mimetype == "text/html"
    if is_page and "no-store" not in headers.get("Cache-Control", ""):
        yield f"a page may be stored: {headers.get('Cache-Control')}"
    for line in headers.getlist("Set-Cookie"):
        for cookie in SimpleCookie(line).values():
            is_kept = bool(cookie.value)
            if is_kept and not (cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict")):
                yield f"the cookie {cookie.key} is open to scripts or other sites"


@lru_cache(maxsize=4096)
def page_faults(text: str) -> tuple[str, ...]:
    """Everything that is wrong with a page; one that many tests visit is read once."""
    page = Page(text)
    return tuple(fault for rule in PAGE_RULES for fault in rule(page))


def faults_of(response: TestResponse) -> list[str]:
    """Everything that is wrong with an answer of the server."""
    found = list(header_faults(response))
    if response.status_code >= 500:
        found.append(f"the server failed with {response.status_code}")
    is_page = response.mimetype == "text/html" and not 300 <= response.status_code < 400
    if is_page and response.get_data():
        text = CHANGING.sub(r"\g<token>\g<place>X", response.get_data(as_text=True))
        leave_page(text, response.request.path)
        found.extend(page_faults(text))
    return found


class InspectedClient(FlaskClient):
    """A client that shows every answer to the inspector before the test sees it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a request; an answer with a fault fails the test that made it."""
        response = super().open(*args, **kwargs)
        faults = faults_of(response)
        asked = response.request
        assert not faults, f"{asked.method} {asked.path}\n" + "\n".join(f"- {f}" for f in faults)
        return response
