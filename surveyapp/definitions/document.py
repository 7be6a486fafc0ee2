"""The frozen document of a survey: every wording in every language that it offers.

`frozen` writes it when a survey opens; `read_document` gives a respondent's page what it needs
from the stored bytes, without the files, the catalogues or the models that validated them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from surveyapp.definitions.audio import text_hash
from surveyapp.definitions.questionnaire import FollowUp, Option, Question, Questionnaire

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a survey offers: its tag, its name in its own script, its direction."""

    code: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Several questions that make one figure, and the options that count in each."""

    parts: tuple[str, ...]
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is played, and the SHA-256 that its content had when the survey opened."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Film:
    """A film in British Sign Language, with its captions, its first picture and its words."""

    file: KeptFile
    captions: KeptFile
    poster: KeptFile
    transcript: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A frozen questionnaire with its words: `wording[language][presentation][key]`."""

    questionnaire: Questionnaire
    languages: tuple[Language, ...]
    wording: dict[str, dict[str, dict[str, str]]]
    pictures: dict[str, str]
    contract_questions: frozenset[str]
    """The questions that the contract asks, by which a form is returned, complete or blank."""
    keeps_capacity: bool = False
    """Whether a base of the contract needs to know whose capacity was assessed."""

    composites: dict[str, Whole] = field(default_factory=dict)
    """The figures of the contract that all parts of a composite make for each person."""

    audio: dict[str, dict[str, KeptFile]] = field(default_factory=dict)
    """What is recorded: `audio[language][hash of the text]`."""

    film: Film | None = None

    def language(self, code: str) -> Language:
        """The language of that tag; the first where the survey doesn't offer it."""
        return next((each for each in self.languages if each.code == code), self.languages[0])

    def words(self, language: str, presentation: str) -> dict[str, str]:
        """All the texts in one language and presentation, by key."""
        offered = self.wording[self.language(language).code]
        return offered.get(presentation) or offered[self.questionnaire.presentations[0]]

    def recording(self, language: str, words: str) -> KeptFile | None:
        """The file that reads these very words in a language, or None where there is none."""
        return self.audio.get(self.language(language).code, {}).get(text_hash(words))


def document_bytes(document: Document) -> bytes:
    """The document as canonical JSON: the same facts give the same bytes."""
    questionnaire = document.questionnaire
    stated = {
        "format": FORMAT,
        "questionnaire": {
            "code": questionnaire.code,
            "audience": questionnaire.audience,
            "presentations": questionnaire.presentations,
            "practice": asdict(questionnaire.practice) if questionnaire.practice else None,
            "sections": [
                [asdict(question) for question in section] for section in questionnaire.sections
            ],
            "rests_after": questionnaire.rests_after,
            "reverse_half": questionnaire.reverse_half,
        },
        "languages": [asdict(language) for language in document.languages],
        "wording": document.wording,
        "pictures": document.pictures,
        "contract_questions": sorted(document.contract_questions),
        "keeps_capacity": document.keeps_capacity,
        "composites": {code: asdict(whole) for code, whole in document.composites.items()},
        "audio": {
            language: {text: [file.name, file.sha256] for text, file in files.items()}
            for language, files in document.audio.items()
        },
        "film": asdict(document.film) if document.film else None,
    }
    return json.dumps(stated, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8"
    )


def document_hash(content: bytes) -> str:
    """The SHA-256 by which a document is known."""
    return hashlib.sha256(content).hexdigest()


def read_document(content: bytes) -> Document:
    """The document that `document_bytes` wrote."""
    stated = json.loads(content)
    questionnaire = stated["questionnaire"]
    practice = questionnaire["practice"]
    return Document(
        questionnaire=Questionnaire(
            code=questionnaire["code"],
            audience=questionnaire["audience"],
            presentations=tuple(questionnaire["presentations"]),
            practice=_question(practice) if practice else None,
            sections=tuple(
                tuple(_question(question) for question in section)
                for section in questionnaire["sections"]
            ),
            # A survey that was opened before there were rests keeps its document.
            rests_after=tuple(questionnaire.get("rests_after", ())),
            reverse_half=questionnaire.get("reverse_half", False),
        ),
        languages=tuple(Language(**language) for language in stated["languages"]),
        wording=stated["wording"],
        pictures=stated["pictures"],
        contract_questions=frozenset(stated["contract_questions"]),
        keeps_capacity=stated["keeps_capacity"],
        composites={
            code: Whole(tuple(whole["parts"]), tuple(whole["counted"]))
            for code, whole in stated["composites"].items()
        },
        # A survey that was opened before there was sound keeps its document.
        audio={
            language: {text: KeptFile(*file) for text, file in files.items()}
            for language, files in stated.get("audio", {}).items()
        },
        film=_film(stated.get("film")),
    )


def _film(stated: dict[str, Any] | None) -> Film | None:
    if stated is None:
        return None
    files = {name: KeptFile(**stated[name]) for name in ("file", "captions", "poster")}
    return Film(**files, transcript=tuple(stated["transcript"]))


def _question(stated: dict[str, Any]) -> Question:
    follow_up = stated["follow_up"]
    return Question(
        **{
            **stated,
            "options": tuple(Option(**option) for option in stated["options"]),
            "silences": tuple(Option(**option) for option in stated["silences"]),
            "follow_up": (
                FollowUp(follow_up["question"], tuple(follow_up["after"])) if follow_up else None
            ),
        }
    )
