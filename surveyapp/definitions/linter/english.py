"""English text taken apart: sentences, words, and the everyday words with their endings."""

from __future__ import annotations

import re
from collections.abc import Collection

END_OF_SENTENCE = re.compile(r"(?<=[.!?…])[”’\"')]*\s+")
WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")

ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"),
    ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""), ("y", ""), ("ers", ""),
    ("ers", "e"),
)  # fmt: skip
"""An ending of a word, and what stands in its place in the word that it was made from."""

DOUBLED = re.compile(r"([bdgklmnprt])\1$")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a label or a title without a full stop is one.

    >>> sentences("A goal is a wish. What is yours?")
    ['A goal is a wish.', 'What is yours?']
    """
    return [each for each in END_OF_SENTENCE.split(text.strip()) if WORD.search(each)]


def words(text: str) -> list[str]:
    """The words and the numbers of a text, in order; a hyphen parts two words."""
    return WORD.findall(text)


def base_words(word: str) -> list[str]:
    """The word in small letters, and what it may have been made from by an ending.

    >>> [each for each in base_words("stopped") if each in ("stop", "stopped")]
    ['stopped', 'stop']
    """
    whole = re.sub(r"['’]s?$", "", word.lower())
    found = [whole]
    for ending, instead in ENDINGS:
        stem = whole.removesuffix(ending)
        if stem != whole and len(stem) > 1:
            found.append(stem + instead)
            if not instead and DOUBLED.search(stem):
                found.append(stem[:-1])
    return found


def is_one_of(word: str, known: Collection[str]) -> bool:
    """Whether a word, or the word that it was made from, is one of the known ones."""
    return any(each in known for each in base_words(word))
