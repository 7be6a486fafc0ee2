"""The shape of the files under `questionnaires/`, as people write them.

Pydantic reads them strictly and reports every fault at once; `library.py` turns them into
facts. Nothing on a respondent's way imports this module.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A table in which an unknown key is a fault, not a guess."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionFile(Strict):
    """One option of a scale."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    standard: str = Field(min_length=1)
    easy: str | None = None
    picture: str | None = None
    score: int | None = None


class ScaleFile(Strict):
    """A scale: its options in order, or a list of them that has none."""

    ordered: bool = True
    options: list[OptionFile] = Field(min_length=1)


class FollowUpFile(Strict):
    """The question that is shown after certain answers."""

    question: str
    after: list[str] = Field(min_length=1)


class HintFile(Strict):
    """A sentence that explains a hard word, where a presentation needs one."""

    standard: str | None = None
    easy: str | None = None
    proxy: str | None = None


class QuestionFile(Strict):
    """One question of the bank.

    `joined` is the reason why it may ask about two things at once; `glossary` names the hard
    words that its easy hint explains.
    """

    type: str
    standard: str = Field(min_length=1)
    easy: str | None = None
    proxy: str | None = None
    hint: HintFile = HintFile()
    scale: str | None = None
    silences: list[str] = []
    picture: str | None = None
    script: str | None = None
    prompts: list[str] = Field(default=[], max_length=2)
    joined: str | None = Field(default=None, min_length=1)
    glossary: list[str] = []
    follow_up: FollowUpFile | None = None
    largest: int | None = Field(default=None, ge=1)


class TitleFile(Strict):
    """The name of a questionnaire, as its respondents read it."""

    standard: str = Field(min_length=1)
    easy: str | None = None
    proxy: str | None = None


class LinesFile(Strict):
    """Short sentences, one idea each."""

    standard: list[str] = Field(min_length=1)
    easy: list[str] = []
    proxy: list[str] = []


class SectionFile(Strict):
    """Questions that belong together; `rest` says that a page to rest on comes after them."""

    questions: list[str] = Field(min_length=1)
    rest: bool = False


class FilmFile(Strict):
    """A film in British Sign Language; the check names every part that it lacks at once."""

    file: str | None = None
    captions: str | None = None
    poster: str | None = None
    transcript: str | list[str] | None = None


class QuestionnaireFile(Strict):
    """One questionnaire for one audience; `glossary` names the hard words that its easy consent
    explains, `anonymity` is the class of every survey of it, `reverse_half` turns the order of
    its scales round for half of the people."""

    audience: str = Field(pattern=r"^[a-z][a-z_]*$")
    anonymity: Literal["anonymous", "confidential", "identified"] = "anonymous"
    presentations: list[str] = Field(min_length=1)
    practice: str | None = None
    reverse_half: bool = False
    title: TitleFile
    consent: LinesFile
    next: LinesFile
    glossary: list[str] = []
    film: FilmFile | None = None
    sections: list[SectionFile] = Field(min_length=1)
