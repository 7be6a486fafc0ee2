"""What a rule looks at: the definitions that could be read, and their words with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from surveyapp.definitions.files import QuestionFile, QuestionnaireFile, ScaleFile
from surveyapp.definitions.library import Library
from surveyapp.definitions.reading import load_toml
from surveyapp.errors import Fault

EASY_WORDS = "easy_words.txt"
STEM, HINT, SCRIPT, PROMPT = "question", "hint", "script", "prompt"
LABEL, TITLE, CONSENT, NEXT = "label", "title", "consent", "next"


@dataclass(frozen=True, slots=True)
class Words:
    """One English text: where it stands, what it is, and the hard words explained beside it.

    `presentation` is `easy` for what people read or hear in easy read, also for what an
    interviewer says to them.
    """

    place: str
    presentation: str
    part: str
    english: str
    glossary: frozenset[str] = frozenset()

    def fault(self, problem: str, remedy: str) -> Fault:
        """A fault of this text."""
        return Fault(self.place, problem, remedy)


@dataclass(frozen=True)
class Subject:
    """All that can be judged. It may be half a library: a rule names what it finds in it."""

    library: Library
    easy_words: frozenset[str]
    manifest: dict[str, dict[str, Any]]

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """Every English text of every file, once for each presentation that it belongs to."""
        library = self.library
        return (
            *(each for code in library.questions for each in self.question_words(code)),
            *(each for code in library.scales for each in self.scale_words(code)),
            *(each for code in library.questionnaires for each in self.own_words(code)),
        )

    @cached_property
    def easy(self) -> tuple[Words, ...]:
        """The texts of easy read, on which most rules are strict."""
        return tuple(each for each in self.words if each.presentation == "easy")

    @cached_property
    def easy_scales(self) -> frozenset[str]:
        """The scales that easy questions are answered on; the silences always."""
        asked = (each.scale for each in self.library.questions.values() if each.easy)
        return frozenset({"silences", *(scale for scale in asked if scale)})

    def place(self, question: str) -> str:
        """Where a question stands, such as `questions/living_here.toml feel_safe`."""
        return f"{self.library.files.get(question, 'questions')} {question}"

    def scale(self, question: QuestionFile) -> ScaleFile | None:
        """The scale of a question, or None where it has none that could be read."""
        return self.library.scales.get(question.scale or "")

    def question_words(self, code: str) -> Iterator[Words]:
        """The texts of one question of the bank."""
        stated, place = self.library.questions[code], self.place(code)
        glossary = frozenset(each.lower() for each in stated.glossary)
        for presentation in ("standard", "easy", "proxy"):
            hint = getattr(stated.hint, presentation)
            stem = getattr(stated, presentation)
            if stem:
                yield Words(f"{place}.{presentation}", presentation, STEM, stem, glossary)
            if hint:
                yield Words(f"{place}.hint.{presentation}", presentation, HINT, hint, glossary)
        said_in = "easy" if stated.easy else "standard"
        if stated.script:
            yield Words(f"{place}.script", said_in, SCRIPT, stated.script, glossary)
        for number, prompt in enumerate(stated.prompts, 1):
            yield Words(f"{place}.prompts {number}", said_in, PROMPT, prompt, glossary)

    def scale_words(self, code: str) -> Iterator[Words]:
        """The labels of one scale: the standard ones, and those of easy read where it is used."""
        for option in self.library.scales[code].options:
            place = f"scales.toml {code}.{option.code}"
            yield Words(f"{place}.standard", "standard", LABEL, option.standard)
            if code in self.easy_scales:
                key = "easy" if option.easy else "standard"
                yield Words(f"{place}.{key}", "easy", LABEL, option.easy or option.standard)

    def own_words(self, code: str) -> Iterator[Words]:
        """The title, the consent and what happens next of one questionnaire."""
        stated = self.library.questionnaires[code]
        glossary = frozenset(each.lower() for each in stated.glossary)
        for presentation in stated.presentations:
            title = getattr(stated.title, presentation, None)
            place = f"{code}.toml title.{presentation if title else 'standard'}"
            yield Words(place, presentation, TITLE, title or stated.title.standard, glossary)
            for part in (CONSENT, NEXT):
                own = getattr(getattr(stated, part), presentation, [])
                place = f"{code}.toml {part}.{presentation if own else 'standard'}"
                for number, line in enumerate(own or getattr(stated, part).standard, 1):
                    yield Words(f"{place} {number}", presentation, part, line, glossary)

    def asked(self, stated: QuestionnaireFile) -> list[list[str]]:
        """The questions of each section that are in the bank, with their follow-ups."""
        return [list(self._with_follow_ups(section.questions)) for section in stated.sections]

    def _with_follow_ups(self, codes: list[str]) -> Iterator[str]:
        for code in codes:
            stated = self.library.questions.get(code)
            if stated:
                yield code
            if stated and stated.follow_up and stated.follow_up.question in self.library.questions:
                yield stated.follow_up.question

    def easy_words_of(self, code: str) -> Iterator[Words]:
        """Every easy text that one questionnaire shows, its practice question first."""
        stated = self.library.questionnaires[code]
        practice = [stated.practice] if stated.practice in self.library.questions else []
        for name in (*practice, *(name for section in self.asked(stated) for name in section)):
            yield from self.question_words(name or "")
        yield from self.own_words(code)


def read_subject(library: Library) -> tuple[Subject, list[Fault]]:
    """What the rules look at, and the faults of the two files that only they read."""
    faults: list[Fault] = []
    words: frozenset[str] = frozenset()
    try:
        lines = (library.folder / EASY_WORDS).read_text(encoding="utf-8").splitlines()
        stated = (line.split() for line in lines if not line.startswith("#"))
        words = frozenset(word.lower() for line in stated for word in line)
    except (OSError, UnicodeDecodeError) as error:
        faults.append(
            Fault(EASY_WORDS, f"can't be read: {error}.", "It lists the words of easy texts.")
        )
    manifest = load_toml(library.folder / "pictures" / "manifest.toml", faults)
    tables = {name: entry for name, entry in manifest.items() if isinstance(entry, dict)}
    return Subject(library, words, tables), faults
