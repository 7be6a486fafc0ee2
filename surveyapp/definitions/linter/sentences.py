"""Rules 1, 2, 3, 4 and 8: sentences, and questions that ask one plain thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveyapp.definitions.linter.english import sentences, words
from surveyapp.definitions.linter.subject import HINT, LABEL, PROMPT, SCRIPT, STEM, Subject, Words
from surveyapp.errors import Fault

MOST_WORDS, MANY_WORDS = 15, 12

JOINING = re.compile(r"\b(?:and|or)\b|/", re.IGNORECASE)
NEGATIVE = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|neither|nor|cannot|no longer"
    r"|un(?:able|aware|certain|clear|comfortable|fair|friendly|happy|healthy|helpful|important"
    r"|kind|likely|necessary|pleasant|safe|satisfied|sure|well)|dis(?:satisfied|pleased))\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
TURNING = re.compile(
    r"\b(?:without|unless|hardly|rarely|avoid|stop|prevent|refuse|lack|fail|deny)(?:s|ed|ing)?\b",
    re.IGNORECASE,
)
"""Words that turn a question round, so that “No” to it means yes."""

NUMBERS_IN_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)(?:teen|ty)|twenty|forty|hundred|thousand|million|dozen)\b",
    re.IGNORECASE,
)
HARD_NUMBERS = {
    "a percentage": re.compile(r"%|\bper ?cent(?:age)?\b", re.IGNORECASE),
    "a date with slashes": re.compile(r"\b\d{1,4}/\d{1,2}/\d{1,4}\b"),
    "a fraction": re.compile(
        r"[¼½¾⅓⅔]|(?<![\d/])\d+/\d+(?![\d/])|\b(?:half|quarters?|thirds?)\b", re.IGNORECASE
    ),
    "a Roman numeral": re.compile(r"\b(?=[IVXLCDM]{2,})[CDM]*[XLC]*(?:IX|IV|V?I{0,3})\b|\b[VX]\b"),
}
VAGUE = re.compile(
    r"\b(?:usually|normally|generally|on average|recently|lately|these days|in the past)\b",
    re.IGNORECASE,
)
HOW_OFTEN = re.compile(r"\bhow often\b", re.IGNORECASE)
TIME_FRAME = re.compile(
    r"\b(?:(?:in|over|during|within|for) the (?:last|past) (?:\d+ |\w+ )?\w+"
    r"|(?:this|last) (?:week|month|year)|since (?:the|your|their) last \w+)",
    re.IGNORECASE,
)


def long_sentences(subject: Subject) -> Iterator[Fault]:
    """Sentences of easy texts with more words than anybody takes in."""
    for text, sentence, count in _easy_sentences(subject):
        if count > MOST_WORDS:
            yield text.fault(
                f"a sentence has {count} words: “{sentence}”",
                f"Say it in {MOST_WORDS} words at most, or in two sentences.",
            )
    for text in subject.easy:
        if text.part == STEM and len(sentences(text.english)) > 1:
            yield text.fault(
                "the question has more than one sentence.",
                "Ask in one sentence; put what explains it in `hint`.",
            )


def rather_long_sentences(subject: Subject) -> Iterator[Fault]:
    """Sentences of easy texts that are allowed and would be better shorter."""
    for text, sentence, count in _easy_sentences(subject):
        if MANY_WORDS < count <= MOST_WORDS:
            yield text.fault(
                f"a sentence has {count} words: “{sentence}”", f"{MANY_WORDS} are easier."
            )


def _easy_sentences(subject: Subject) -> Iterator[tuple[Words, str, int]]:
    for text in subject.easy:
        for sentence in sentences(text.english):
            yield text, sentence, len(words(sentence))


def joined_questions(subject: Subject) -> Iterator[Fault]:
    """Questions that ask two things at once, or that are no question."""
    for code, stated in subject.library.questions.items():
        stems = [text for text in subject.question_words(code) if text.part == STEM]
        for text in stems:
            if text.english.count("?") != 1:
                yield text.fault("a question has one question mark.", "Ask one thing, once.")
            joining = JOINING.search(text.english)
            if joining and not stated.joined:
                yield text.fault(
                    f"“{joining[0]}” joins two things in one question.",
                    "Ask about one of them, or say in `joined` why both belong together.",
                )
        if stated.joined and not any(JOINING.search(text.english) for text in stems):
            yield Fault(
                f"{subject.place(code)}.joined",
                "it says why two things are asked at once, and none are.",
                "Take the key out.",
            )


def negative_questions(subject: Subject) -> Iterator[Fault]:
    """Questions that deny something, by themselves or together with an option."""
    for code, stated in subject.library.questions.items():
        scale = subject.scale(stated)
        denying = [
            option.standard
            for option in (scale.options if scale else [])
            if NEGATIVE.search(option.standard) or option.standard.startswith("Dis")
        ]
        for text in subject.question_words(code):
            if text.part != STEM:
                continue
            found, turning = NEGATIVE.search(text.english), TURNING.search(text.english)
            if found:
                yield text.fault(f"“{found[0]}” makes the question negative.", "Ask for what is.")
            elif turning and denying:
                yield text.fault(
                    f"“{turning[0]}” and the option “{denying[0]}” deny twice.",
                    "Turn the question round.",
                )


def hard_numbers(subject: Subject) -> Iterator[Fault]:
    """Numbers in easy texts that are large, or written in another way than as digits."""
    for text in subject.easy:
        for number in re.findall(r"\d[\d,]*", text.english):
            if int(number.replace(",", "")) > 100:
                yield text.fault(f"the number {number} is large.", "Say it without the number.")
        for kind, pattern in HARD_NUMBERS.items():
            if found := pattern.search(text.english):
                yield text.fault(f"“{found[0]}” is {kind}.", "Say it in easy words.")
        if found := NUMBERS_IN_WORDS.search(text.english):
            yield text.fault(f"“{found[0]}” is a number in letters.", "Write it in digits.")


def time_frames(subject: Subject) -> Iterator[Fault]:
    """Times that are vague, stated twice, or not the same in all of a questionnaire."""
    for code, stated in subject.library.questions.items():
        asked = [text for text in subject.question_words(code) if text.presentation == "easy"]
        for text in asked:
            if found := VAGUE.search(text.english):
                yield text.fault(f"“{found[0]}” names no time.", "Say “in the last 4 weeks”.")
            if text.part == STEM and HOW_OFTEN.search(text.english) and not stated.scale:
                yield text.fault("“how often” has no options.", "Name how often in options.")
        shown = [text for text in asked if text.part in (STEM, HINT)]
        if len([frame for text in shown for frame in TIME_FRAME.findall(text.english)]) > 1:
            yield shown[-1].fault("the time is stated more than once.", "State it once.")
    for code in subject.library.questionnaires:
        yield from _different_frames(subject, code)


def _different_frames(subject: Subject, code: str) -> Iterator[Fault]:
    frames: dict[str, str] = {}
    for text in subject.easy_words_of(code):
        if text.presentation == "easy" and text.part in (STEM, HINT, SCRIPT, PROMPT, LABEL):
            for frame in TIME_FRAME.findall(text.english):
                frames.setdefault(frame.lower(), text.place)
    if len(frames) > 1:
        named = ", ".join(f"“{frame}” ({place})" for frame, place in frames.items())
        yield Fault(f"{code}.toml", f"it asks about different times: {named}.", "Ask about one.")
