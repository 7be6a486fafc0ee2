"""Recorded speech: the hash that ties a file to the words that it reads.

The hash stands in the name of the file, such as `feel_safe-0a1b2c3d4e5f.mp3`. Words that change
have another hash, so that what was said of the old ones can never be played for the new ones.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

TYPES = {"mp3": "audio/mpeg", "opus": "audio/ogg", "ogg": "audio/ogg", "wav": "audio/wav"}
"""The content type of each kind of file; where a text has several, the first kind is played."""

FILE = re.compile(rf"[A-Za-z0-9_-]+-(?P<text>[0-9a-f]{{12}})\.(?P<ending>{'|'.join(TYPES)})")

ON_PAGES = (
    "Are you still there?",
    "Touch the screen to go on.",
    "Let us practise. We do not keep this answer.",
    "You can choose more than one.",
    "Is somebody hurting you? Do not write it here. It may be read late.",
    "Do you want to answer?",
    "Thank you",
    "What happens next",
)
"""What respondents' pages say aloud beside the words of a questionnaire."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text that is read aloud in one language, and the name that its file begins with."""

    code: str
    words: str

    @property
    def text(self) -> str:
        """The hash of its words."""
        return text_hash(self.words)

    @property
    def stem(self) -> str:
        """The name of its file without the ending."""
        return f"{self.code}-{self.text}"


def text_hash(words: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of a text.

    Neither the way in which a letter is composed nor the number of blanks makes a difference.

    >>> text_hash("Do you  like tea?") == text_hash("Do you like tea? ")
    True
    """
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:12]


def spoken_code(name: str) -> str:
    """A name for the file of a text, for people: only the hash counts.

    >>> spoken_code("Are you still there?")
    'are-you-still-there'
    """
    return re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-")


def text_of(file: Path) -> str | None:
    """The hash of the text that a file reads, as its name says; None where it says none."""
    found = FILE.fullmatch(file.name)
    return found["text"] if found else None
