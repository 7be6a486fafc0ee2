"""Rules 7, 13 and 49 for translations: whole, unbroken, and read by a person or called a draft.

A text that is not translated yet is no fault: the language is not offered, and that is a notice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Message

from surveyapp.definitions.catalogue import reviewer
from surveyapp.errors import Fault

MOST_WORDS = 20
"""Words in a sentence of an easy text; other languages need more of them than English."""

GAP = re.compile(r"%\(\w+\)[sd]")
TAG = re.compile(r"</?\w[^<>]*>")
BROKEN = re.compile(r"%(?!\(\w+\)[sd]|%|\s|$)")
END_OF_SENTENCE = re.compile(r"[.!?…]+(?=[\s”’»\"')]|$)|[۔؟।॥。！？።]")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of languages that are written without blanks; two of them are about a word."""


@dataclass(frozen=True)
class Translations:
    """One catalogue, and what of the English a rule needs to judge it."""

    language: str
    domain: str
    header: str
    messages: tuple[Message, ...]
    easy: frozenset[tuple[str, str]]
    """The context and the English of each easy text."""

    scales: dict[str, tuple[tuple[str, ...], ...]]
    """For each scale its English labels, standard and easy."""

    def fault(self, message: Message, problem: str, remedy: str) -> Fault:
        """A fault of one translation."""
        english = english_of(message)
        place = f"{self.language}/{self.domain}.po"
        return Fault(f"{place} {message.context or ''}".strip() + f" “{english}”", problem, remedy)


def english_of(message: Message) -> str:
    """The English text of an entry; the first where it has a singular and a plural."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def strings_of(message: Message) -> list[str]:
    """What stands in an entry as translation, in each of its plural forms; fuzzy ones count not,
    because nobody is shown them."""
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return [] if message.fuzzy else [str(each) for each in strings if each]


def headers(catalogue: Translations) -> Iterator[Fault]:
    """Catalogues that say neither who reviewed them, and when, nor that they are a draft."""
    place = f"{catalogue.language}/{catalogue.domain}.po"
    stated = reviewer(catalogue.header)
    if stated is None and not re.search(r"\bdraft\b", catalogue.header, re.IGNORECASE):
        yield Fault(
            place,
            "its first lines say neither `draft` nor `Reviewed by`.",
            "Write “# Reviewed by NAME, DATE.”, or “# draft, not yet reviewed”.",
        )
    elif stated is not None and not re.search(r"\d{4}", stated):
        yield Fault(place, "the review has no date.", "Write “# Reviewed by NAME, DATE.”.")


def placeholders(catalogue: Translations) -> Iterator[Fault]:
    """Translations whose gaps for a number or a name are not those of the English."""
    for message in catalogue.messages:
        plural = not isinstance(message.id, str)
        wanted = Counter(GAP.findall(message.id[-1] if plural else str(message.id)))
        for string in strings_of(message):
            held = Counter(GAP.findall(string))
            # One form of a plural may say its number as a word, as English does with “one”.
            if (held - wanted) or (not plural and held != wanted):
                named = " ".join(wanted) or "none"
                yield catalogue.fault(
                    message, f"its placeholders are not those of “{string}”.", f"Keep: {named}."
                )
            elif wanted and BROKEN.search(string):
                yield catalogue.fault(
                    message, f"a placeholder of “{string}” is broken.", "Write %(name)s whole."
                )


def markup(catalogue: Translations) -> Iterator[Fault]:
    """Translations whose tags are not those of the English."""
    for message in catalogue.messages:
        wanted = Counter(TAG.findall(english_of(message)))
        for string in strings_of(message):
            stray = len(re.findall(r"[<>]", TAG.sub("", string)))
            if Counter(TAG.findall(string)) != wanted or stray:
                named = " ".join(wanted) or "no tag"
                yield catalogue.fault(
                    message, f"its markup is not that of “{string}”.", f"Keep: {named}."
                )


def equal_labels(catalogue: Translations) -> Iterator[Fault]:
    """Options of one scale that are translated by the same words."""
    known = {(message.context, english_of(message)): message for message in catalogue.messages}
    for scale, presentations in catalogue.scales.items():
        for labels in presentations:
            said: dict[str, str] = {}
            for label in labels:
                message = known.get((f"scale {scale}", label))
                for string in strings_of(message) if message else ():
                    other = said.setdefault(string.casefold(), label)
                    if message and other != label:
                        yield catalogue.fault(
                            message, f"“{string}” means “{other}” too.", "Make them differ."
                        )


def long_sentences(catalogue: Translations) -> Iterator[Fault]:
    """Easy texts with a sentence that is long in that language."""
    for message in catalogue.messages:
        if (message.context, english_of(message)) not in catalogue.easy:
            continue
        for string in strings_of(message):
            for sentence in END_OF_SENTENCE.split(string):
                count = word_count(sentence)
                if count > MOST_WORDS:
                    yield catalogue.fault(
                        message, f"a sentence has {count} words.", f"{MOST_WORDS} are enough."
                    )


def word_count(sentence: str) -> int:
    """The words of a sentence; letters of a script without blanks count as half a word."""
    unspaced = len(UNSPACED.findall(sentence))
    return len(UNSPACED.sub(" ", sentence).split()) + (unspaced + 1) // 2


def english_left(catalogue: Translations) -> Iterator[Fault]:
    """Sentences that were copied from the English and not translated."""
    for message in catalogue.messages:
        english = english_of(message)
        if len(GAP.sub("", english).split()) > 2 and english in strings_of(message):
            yield catalogue.fault(message, "it stands there in English.", "Translate it.")
