"""Ways to reach somebody, written by people in one line: which of them can be pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass

EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+")
WEB = re.compile(r"https?://\S+")
TELEPHONE = re.compile(r"\+?[0-9(][0-9 ()-]{5,}")


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach somebody: its words, and where they lead if they can be pressed."""

    words: str
    address: str | None = None

    @property
    def leads_away(self) -> bool:
        """Whether pressing it leaves the pages for a site or a program of others."""
        return self.address is not None and not self.address.startswith("tel:")


def contacts(written: str) -> list[Contact]:
    """Each way in a line such as `answers@example.org; 01632 960 010; Town Hall, Exampleton`.

    >>> [each.address for each in contacts("a@example.org; 01632 960 010; 1 Example Street")]
    ['mailto:a@example.org', 'tel:01632960010', None]
    """
    return [_contact(part.strip()) for part in written.split(";") if part.strip()]


def _contact(words: str) -> Contact:
    if EMAIL.fullmatch(words):
        return Contact(words, f"mailto:{words}")
    if WEB.fullmatch(words):
        return Contact(words.partition("://")[2].rstrip("/"), words)
    if TELEPHONE.fullmatch(words):
        return Contact(words, "tel:" + re.sub(r"[^0-9+]", "", words))
    return Contact(words)


INFORMATION_COMMISSIONER = contacts("https://ico.org.uk/make-a-complaint/; 0303 123 1113")
EQUALITY_ADVISORY_SERVICE = contacts("https://www.equalityadvisoryservice.com/; 0808 800 0082")
