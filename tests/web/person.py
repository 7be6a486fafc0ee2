"""Somebody at a browser: reads a page, follows its links, fills in and presses what it offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse

from tests.inspector import InspectedClient, words_of

MOST_PAGES = 40
LOOKS = "How do you want it to look and sound?"


class Person:
    """One person at one device, who sees pages and never types an address.

    What a page doesn't offer can't be pressed: the test fails there, with the page's words.
    """

    def __init__(self, client: InspectedClient, address: str, **headers: str) -> None:
        self.client = client
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.visit(address)

    @property
    def words(self) -> str:
        """All the words on the page."""
        return words_of(self.page)

    @property
    def heading(self) -> str:
        """The heading of the page."""
        return words_of(self.page.h1)

    @property
    def chosen(self) -> list[str]:
        """The codes of the answers that are marked."""
        return [str(each["value"]) for each in self.page.select("input[checked]")]

    @property
    def offered(self) -> list[str]:
        """The words of every card, in order."""
        return [words_of(each) for each in self.page.select(".card-label")]

    @property
    def path(self) -> str:
        """Where the page stands."""
        return self.response.request.path

    def visit(self, address: str) -> TestResponse:
        """Open an address, and go where it leads."""
        return self._seen(self.client.get(address, headers=self.headers, follow_redirects=True))

    def again(self) -> TestResponse:
        """Load the page anew."""
        return self.visit(self.path)

    def follow(self, words: str) -> TestResponse:
        """Follow the link that begins with some words."""
        return self.visit(str(self._find("a[href]", words)["href"]).partition("#")[0])

    def can_follow(self, words: str) -> bool:
        """Whether the page has a link that begins with some words."""
        return any(words_of(each).startswith(words) for each in self.page.select("a[href]"))

    def mark(self, *labels: str) -> None:
        """Tick these answers; of radios the last one stays, as in a browser."""
        for words in labels:
            label = self._find("label.card", words)
            ticked = self.page.select_one(f"#{label['for']}")
            assert ticked is not None
            if ticked["type"] == "radio":
                self.untick()
            ticked["checked"] = ""

    def untick(self) -> None:
        """Take every mark away."""
        for each in self.page.select("input[checked]"):
            del each["checked"]

    def write(self, words: str) -> None:
        """Write in the field of the page."""
        field = self.page.select_one("textarea, input[inputmode]")
        assert field is not None, f"nothing to write in: {self.words}"
        if field.name == "textarea":
            field.string = words
        else:
            field["value"] = words

    def press(self, words: str) -> TestResponse:
        """Press the button that begins with some words."""
        return self.send(self.form(words))

    def answer(self, *labels: str) -> TestResponse:
        """Mark answers and go on."""
        self.mark(*labels)
        return self.press("Next")

    def form(self, words: str) -> tuple[str, dict[str, list[str]]]:
        """Where the form of a button leads, and what it carries; `send` sends it."""
        button = self._find("button", words)
        form = button.find_parent("form")
        assert isinstance(form, Tag)
        sent: dict[str, list[str]] = {}
        for field in form.select("input, textarea"):
            if field.name == "textarea":
                value = field.get_text()
            elif field.get("type") in ("radio", "checkbox") and not field.has_attr("checked"):
                continue
            else:
                value = str(field.get("value", ""))
            sent.setdefault(str(field["name"]), []).append(value)
        if button.get("name"):
            sent.setdefault(str(button["name"]), []).append(str(button["value"]))
        return str(button.get("formaction") or form["action"]), sent

    def send(self, form: tuple[str, dict[str, list[str]]]) -> TestResponse:
        """Send a form, and go where it leads."""
        action, sent = form
        return self._seen(
            self.client.post(action, data=sent, headers=self.headers, follow_redirects=True)
        )

    def begin(
        self,
        *,
        words: str = "Standard words",
        pictures: str = "",
        helper: str = "No, I do this on my own",
        chooser: str = "I choose my answers",
        language: str = "English",
    ) -> None:
        """Make the choices that the survey offers, up to the first question."""
        presses = {
            "Choose your language": language,
            "Which words do you want?": words,
            LOOKS: "Next",
            "Is somebody helping you?": helper,
            "Who chooses the answers?": chooser,
        }
        for _ in self.pages_until(lambda: self.heading not in presses):
            if self.heading == LOOKS and pictures:
                self.press(pictures)
            self.press(presses[self.heading])
        self.press("Yes, I will answer")
        if "Let us practise" in self.words:
            self.answer("Yes")

    def finish(self) -> None:
        """Skip what is left, and send."""
        for _ in self.pages_until(lambda: self.heading == "Check your answers"):
            self.press("Skip")
        self.press("Send my answers")

    def pages_until(self, is_there: Callable[[], bool]) -> Iterator[None]:
        """Once for each page on the way to somewhere; a way in circles fails."""
        for _ in range(MOST_PAGES):
            if is_there():
                return
            yield
        raise AssertionError(f"The way goes in circles, and comes to “{self.heading}” again.")

    def _find(self, selector: str, words: str) -> Tag:
        found = self.page.select(selector)
        for each in found:
            if words_of(each).startswith(words) and words:
                return each
        there = [words_of(each) for each in found]
        raise AssertionError(f"“{words}” is not on “{self.heading}”; there are: {there}")

    def _seen(self, response: TestResponse) -> TestResponse:
        self.response = response
        self.page = BeautifulSoup(response.get_data(as_text=True), "html.parser")
        return response
