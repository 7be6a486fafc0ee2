"""Syllables of an English word, and the school grade of an English text, by our own rule.

A group of vowels is a syllable, with the exceptions that everyday words make. The dictionary of
pronunciations is under a licence that we can't ship, so it stands in a test alone, which asserts
how many of the easy words are counted right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

VOWELS = re.compile(r"[aeiouy]+")

SILENT = re.compile(
    r"(?<=[aeiouy][^aeiouy])e(?=(?:ful|less|ly|ment|ness|thing|time|times|one|where|body|work|side"
    r"|ty|room|cake|some|board|man|men|berry|father|mother)s?$)"
    r"|(?<=[aeiouy]th)e(?=s$)|(?<=[aeiouy][^aeiouycgsxz])e(?=s$)|(?<=[aeiouy][^aeiouyc]t)e(?=s$)"
    r"|(?<=[^aeiouytd])e(?=d$)|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=rl)e$"
)
"""An e that nobody hears: like, likes, liked, careful, something."""

PARTED = re.compile(
    r"(?<![tscg])i(?=[ao])|(?<=[aeiou])ing|y(?=ing)|(?<=[^aeiouyc])i(?=er$|est$)|i(?=et)"
    r"|(?<=[cr])e(?=a(?:te|$|s$))|(?<=[dr])e(?=a$|as$)|o(?=e[mt])|(?<![qg])u(?=a)"
    r"|(?<=[aeiou][^aeiou])e(?=o[^aeu])|(?<=sc)i(?=en)|(?<=u)e(?=l$)|y(?=e[er])"
)
"""Two vowels that stand together and are heard apart: radio, going, happier, quiet, poem."""


def syllable_count(word: str) -> int:
    """How many syllables an English word has.

    >>> [syllable_count(word) for word in ("tea", "people", "something", "religion")]
    [1, 2, 2, 3]
    """
    letters = re.sub(r"['’]s?$", "", word.lower())
    letters = re.sub(r"[^a-z]", "", letters)
    heard = SILENT.sub("", letters) or letters
    return max(len(VOWELS.findall(heard)) + len(PARTED.findall(heard)), 1)


def reading_grade(sentences: Iterable[list[str]]) -> float:
    """The Flesch-Kincaid grade of sentences, each a list of its words; no sentence is grade 0.

    Source: Kincaid et al. 1975, 0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    counted = [words for words in sentences if words]
    word_count = sum(len(words) for words in counted)
    if not word_count:
        return 0.0
    syllables = sum(syllable_count(word) for words in counted for word in words)
    return 0.39 * word_count / len(counted) + 11.8 * syllables / word_count - 15.59
