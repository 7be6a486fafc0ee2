"""Rules 5, 6, 7 and 10: words that everybody knows, written out, in plain active sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveyapp.definitions.linter.english import is_one_of, sentences, words
from surveyapp.definitions.linter.subject import CONSENT, HINT, LABEL, TITLE, Subject, Words
from surveyapp.definitions.linter.syllables import reading_grade, syllable_count
from surveyapp.errors import Fault

MOST_SYLLABLES = 3
HIGHEST_GRADE = 6.0

CAPITALS = re.compile(r"\b[A-Z]{2,}s?\b")
EMPHASIS = re.compile(r"</?\w+[^>]*>|\*\w[^*]*\*|(?<!\w)_\w[^_]*_(?!\w)")
ABBREVIATION = re.compile(
    r"\b(?:[a-z]\.){2,}|\b(?:etc|approx|asap|dept|appt|info|mins?|hrs?|wks?|tel|vs|admin|ref)\b",
    re.IGNORECASE,
)
CONTRACTION = re.compile(
    r"\b\w+(?:n['’]t|['’](?:re|ve|ll|m|d))\b"
    r"|\b(?:it|that|there|here|what|who|where|how|let|he|she)['’]s\b",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|get|gets|got)(?: \w+ly| not)? (?:\w+ed|given|told|made"
    r"|done|seen|known|taken|written|kept|held|shown|asked|paid|sent|put|read|said|spoken|brought"
    r"|chosen|found|left|met|run|taught|heard)\b(?! (?:to (?:be|do)|about)\b)",
    re.IGNORECASE,
)
NOT_PASSIVE = re.compile(r"\b(?:tired|worried|scared|interested|ashamed|need|bored|excited)\b")
METAPHORS = re.compile(
    r"\b(?:have your say|on board|in the loop|on the same page|at the end of the day|step up"
    r"|touch base|safe hands|extra mile|hear your voice|your voice heard|voices?|journey|pathway"
    r"|barriers?|gaps?|bridge|build(?:ing)? on|open door|hand in hand|big picture|shape"
    r"|safety net|stand in (?:your|the) way|on top of things|keep an eye|feel at home)\b",
    re.IGNORECASE,
)


def hard_words(subject: Subject) -> Iterator[Fault]:
    """Words of easy texts that are neither everyday words nor explained."""
    for text in subject.easy:
        for word in dict.fromkeys(words(text.english)):
            if word.isdigit() or is_one_of(word, text.glossary | subject.easy_words):
                continue
            yield text.fault(
                f"“{word}” is no easy word.",
                "Say it in easy words; or explain it in the easy hint (for a question) or consent "
                "(for a questionnaire) and name it in `glossary`.",
            )
    yield from _unexplained_words(subject)


def _unexplained_words(subject: Subject) -> Iterator[Fault]:
    for code in subject.library.questions:
        hints = [text for text in subject.question_words(code) if text.part == HINT]
        place = f"{subject.place(code)}.glossary"
        yield from _without_sentence(
            place, subject.library.questions[code].glossary, hints, "hint.easy"
        )
    for code, stated in subject.library.questionnaires.items():
        lines = [text for text in subject.own_words(code) if text.part == CONSENT]
        yield from _without_sentence(
            f"{code}.toml glossary", stated.glossary, lines, "consent.easy"
        )


def _without_sentence(
    place: str, glossary: list[str], texts: list[Words], where: str
) -> Iterator[Fault]:
    """The words of a glossary that no easy sentence beside it holds, and so none explains."""
    said = [
        word
        for text in texts
        if text.presentation == "easy"
        for sentence in sentences(text.english)
        if len(words(sentence)) > 1
        for word in words(sentence)
    ]
    for word in glossary:
        if not any(is_one_of(each, {word.lower()}) for each in said):
            yield Fault(
                place, f"no sentence of `{where}` explains “{word}”.", "Write one, or take it out."
            )


def written_signs(subject: Subject) -> Iterator[Fault]:
    """Capitals, markup and abbreviations in any text; contractions in easy ones."""
    for text in subject.words:
        for pattern, what, remedy in (
            (CAPITALS, "is in capitals", "Write it small, or in full."),
            (ABBREVIATION, "is an abbreviation", "Write it in full."),
        ):
            for found in pattern.findall(text.english):
                if found.lower() not in text.glossary:
                    yield text.fault(f"“{found}” {what}.", remedy)
        if mark := EMPHASIS.search(text.english):
            yield text.fault(f"“{mark[0]}” is markup.", "Write plain text.")
        short = CONTRACTION.search(text.english) if text.presentation == "easy" else None
        if short:
            yield text.fault(f"“{short[0]}” is a contraction.", "Write both words in full.")


def reading_level(subject: Subject) -> Iterator[Fault]:
    """Words of many syllables, and questionnaires above the reading grade."""
    for text in subject.easy:
        for word in dict.fromkeys(words(text.english)):
            syllables = syllable_count(word)
            if syllables > MOST_SYLLABLES and not is_one_of(word, text.glossary):
                yield text.fault(
                    f"“{word}” has {syllables} syllables.",
                    f"{MOST_SYLLABLES} are the most, unless `glossary` names it.",
                )
    for code, stated in subject.library.questionnaires.items():
        if "easy" not in stated.presentations:
            continue
        # Labels and titles are no sentences, and would make the grade lower than it is.
        read = [
            words(sentence)
            for text in subject.easy_words_of(code)
            if text.presentation == "easy" and text.part not in (LABEL, TITLE)
            for sentence in sentences(text.english)
        ]
        grade = reading_grade(read)
        if grade > HIGHEST_GRADE:
            yield Fault(
                f"{code}.toml",
                f"its easy texts have reading grade {grade:.1f}.",
                f"Grade {HIGHEST_GRADE:.0f} is the highest: use shorter words and sentences.",
            )


def passive_sentences(subject: Subject) -> Iterator[Fault]:
    """Easy sentences that seem not to say who does it."""
    for text in subject.easy:
        found = PASSIVE.search(text.english)
        if found and not NOT_PASSIVE.search(found[0]):
            yield text.fault(f"“{found[0]}” seems passive.", "Say who does it.")


def metaphors(subject: Subject) -> Iterator[Fault]:
    """Easy texts with a figure of speech, which some people take at its word."""
    for text in subject.easy:
        if found := METAPHORS.search(text.english):
            yield text.fault(f"“{found[0]}” is a figure of speech.", "Say what it means.")
