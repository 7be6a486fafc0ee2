"""All the definitions together: scales, the question bank, the questionnaires.

`load_library` reads the folder `questionnaires/` and either gives a library in which every
reference holds, or raises every fault at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from surveyapp.definitions.answers import SILENCES
from surveyapp.definitions.files import OptionFile, QuestionFile, QuestionnaireFile, ScaleFile
from surveyapp.definitions.question_types import QUESTION_TYPES
from surveyapp.definitions.questionnaire import (
    PRESENTATIONS,
    FollowUp,
    Option,
    Question,
    Questionnaire,
)
from surveyapp.definitions.reading import load_toml, validated
from surveyapp.definitions.wording import (
    Text,
    option_texts,
    question_texts,
    questionnaire_texts,
)
from surveyapp.errors import Fault, FaultsFound, NotKnownError

Tables = TypeVar("Tables", ScaleFile, QuestionFile)


@dataclass(frozen=True)
class Library:
    """Everything that can be asked, read from files in which every reference holds."""

    folder: Path
    scales: dict[str, ScaleFile]
    questions: dict[str, QuestionFile]
    questionnaires: dict[str, QuestionnaireFile]
    files: dict[str, str] = field(default_factory=dict)
    """The file of the bank in which each question stands, such as `questions/living_here.toml`."""

    def questionnaire(self, code: str) -> Questionnaire:
        """The facts of one questionnaire; a code that names none is an error with the list."""
        if code not in self.questionnaires:
            names = ", ".join(sorted(self.questionnaires))
            raise NotKnownError(f"There is no questionnaire “{code}”. There are: {names}.")
        stated = self.questionnaires[code]
        sections = tuple(
            tuple(self.question(name) for name in self._with_follow_ups(section.questions))
            for section in stated.sections
        )
        return Questionnaire(
            code=code,
            audience=stated.audience,
            presentations=tuple(stated.presentations),
            sections=sections,
            practice=self.question(stated.practice) if stated.practice else None,
            reverse_half=stated.reverse_half,
            rests_after=tuple(
                asked[-1].code
                for section, asked in zip(stated.sections, sections, strict=True)
                if section.rest
            ),
        )

    def question(self, code: str) -> Question:
        """The facts of one question of the bank."""
        stated = self.questions[code]
        follow_up = stated.follow_up
        return Question(
            code=code,
            type=stated.type,
            scale=stated.scale,
            options=_options(self.scales[stated.scale].options if stated.scale else []),
            silences=_options(
                option
                for option in self.scales["silences"].options
                if option.code in stated.silences
            ),
            picture=stated.picture,
            follow_up=FollowUp(follow_up.question, tuple(follow_up.after)) if follow_up else None,
            largest=stated.largest,
        )

    def option_labels(self, code: str) -> dict[str, str]:
        """The English label of each option of a question, in the order of its scale."""
        scale = self.questions[code].scale
        options = self.scales[scale].options if scale else []
        return {option.code: option.standard for option in options}

    def texts(self, code: str) -> Iterator[Text]:
        """Every English text that one questionnaire shows, in each of its presentations."""
        stated = self.questionnaires[code]
        questionnaire = self.questionnaire(code)
        asked = list(questionnaire.questions)
        if questionnaire.practice:
            asked.insert(0, questionnaire.practice.code)
        scales = dict.fromkeys(self.questions[name].scale for name in asked)
        for presentation in stated.presentations:
            yield from questionnaire_texts(code, stated, presentation)
            for name in asked:
                yield from question_texts(name, self.questions[name], presentation)
            for scale in (*scales, "silences"):
                if scale:
                    yield from option_texts(scale, self.scales[scale].options, presentation)

    def pictures(self) -> Iterator[tuple[str, str]]:
        """Every picture that a definition names, with the place that names it."""
        for name, scale in self.scales.items():
            for option in scale.options:
                if option.picture:
                    yield option.picture, f"scales.toml {name}.{option.code}"
        for name, question in self.questions.items():
            if question.picture:
                yield question.picture, f"questions {name}"

    def _with_follow_ups(self, codes: list[str]) -> Iterator[str]:
        for code in codes:
            yield code
            follow_up = self.questions[code].follow_up
            if follow_up:
                yield follow_up.question


def load_library(folder: Path) -> Library:
    """Read every definition of `folder`; raise `FaultsFound` with all that is wrong."""
    library, faults = read_library(folder)
    if faults:
        raise FaultsFound(faults)
    return library


def read_library(folder: Path) -> tuple[Library, list[Fault]]:
    """What of `folder` can be read, and every fault of its shape and its references."""
    faults: list[Fault] = []
    bank, files = _load_bank(folder, faults)
    library = Library(
        folder=folder,
        scales=_load_tables(folder / "scales.toml", ScaleFile, faults),
        questions=bank,
        questionnaires=_load_questionnaires(folder, faults),
        files=files,
    )
    if not faults:
        faults.extend(_reference_faults(library))
    return library, faults


def _options(stated: Iterator[OptionFile] | list[OptionFile]) -> tuple[Option, ...]:
    return tuple(Option(option.code, option.picture, option.score) for option in stated)


def _load_tables(path: Path, model: type[Tables], faults: list[Fault]) -> dict[str, Tables]:
    found = {}
    for code, table in load_toml(path, faults).items():
        fact = validated(model, table, place=f"{path.name} {code}", faults=faults)
        if fact:
            found[code] = fact
    return found


def _load_bank(
    folder: Path, faults: list[Fault]
) -> tuple[dict[str, QuestionFile], dict[str, str]]:
    bank: dict[str, QuestionFile] = {}
    files: dict[str, str] = {}
    for path in sorted((folder / "questions").glob("*.toml")):
        for code, question in _load_tables(path, QuestionFile, faults).items():
            if code in bank:
                faults.append(
                    Fault(
                        f"{path.name} {code}",
                        "this code stands in the bank twice.",
                        "A question lives once; take one of the two out.",
                    )
                )
            bank[code] = question
            files[code] = f"questions/{path.name}"
    return bank, files


def _load_questionnaires(folder: Path, faults: list[Fault]) -> dict[str, QuestionnaireFile]:
    found = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == "scales.toml":
            continue
        stated = validated(
            QuestionnaireFile, load_toml(path, faults), place=path.name, faults=faults
        )
        if stated:
            found[path.stem] = stated
    return found


def _reference_faults(library: Library) -> Iterator[Fault]:
    if "silences" not in library.scales:
        yield Fault("scales.toml", "the table [silences] is missing.", "Add it.")
        return
    for name, scale in library.scales.items():
        codes = [option.code for option in scale.options]
        if len(set(codes)) < len(codes):
            yield Fault(f"scales.toml {name}", "a code stands twice.", "Codes differ in a scale.")
    for code, question in library.questions.items():
        yield from _question_faults(library, code, question)
    for code, questionnaire in library.questionnaires.items():
        yield from _questionnaire_faults(library, code, questionnaire)


def _question_faults(library: Library, code: str, stated: QuestionFile) -> Iterator[Fault]:
    place = f"questions {code}"
    if stated.type not in QUESTION_TYPES:
        known = ", ".join(QUESTION_TYPES)
        yield Fault(place, f"there is no type “{stated.type}”.", f"It can be: {known}.")
        return
    if stated.scale and stated.scale not in library.scales:
        known = ", ".join(library.scales)
        yield Fault(place, f"there is no scale “{stated.scale}”.", f"There are: {known}.")
        return
    for silence in stated.silences:
        if silence not in SILENCES:
            known = ", ".join(SILENCES)
            yield Fault(place, f"there is no silence “{silence}”.", f"It can be: {known}.")
    if stated.follow_up and stated.follow_up.question not in library.questions:
        yield Fault(
            f"{place} follow_up",
            f"there is no question “{stated.follow_up.question}” in the bank.",
            "Correct the code, or add the question.",
        )
    question = library.question(code)
    for problem in QUESTION_TYPES[stated.type].faults(question):
        yield Fault(place, f"{problem}.")
    for answer in question.follow_up.after if question.follow_up else ():
        if not question.allows(answer):
            yield Fault(f"{place} follow_up", f"“{answer}” is no answer of this question.")


def _questionnaire_faults(
    library: Library, code: str, stated: QuestionnaireFile
) -> Iterator[Fault]:
    place = f"{code}.toml"
    for presentation in stated.presentations:
        if presentation not in PRESENTATIONS:
            known = ", ".join(PRESENTATIONS)
            yield Fault(
                place, f"there is no presentation “{presentation}”.", f"It can be: {known}."
            )
    named = [name for section in stated.sections for name in section.questions]
    practice = [stated.practice] if stated.practice else []
    for name in dict.fromkeys([*named, *practice]):
        if name not in library.questions:
            yield Fault(
                place,
                f"there is no question “{name}” in the bank.",
                "Correct the code, or add the question under questions/.",
            )
    follow_ups = [called for each in named if (called := _follow_up(library, each))]
    for name in dict.fromkeys([*named, *follow_ups, *practice]):
        yield from _wording_faults(library, name, stated.presentations, place)
    for name in dict.fromkeys(follow_ups):
        if _follow_up(library, name):
            yield Fault(
                f"questions {name}",
                f"{place} asks it as a follow-up, and it has a follow-up of its own.",
                "Ask it by itself, or take its follow-up out.",
            )
    asked = [*named, *follow_ups]
    for name in dict.fromkeys(asked):
        if asked.count(name) > 1:
            yield Fault(place, f"“{name}” is asked twice.", "Ask each question once.")


def _follow_up(library: Library, code: str) -> str | None:
    """The question of the bank that a question calls, or None."""
    stated = library.questions.get(code)
    follow_up = stated.follow_up.question if stated and stated.follow_up else None
    return follow_up if follow_up in library.questions else None


def _wording_faults(
    library: Library, name: str, presentations: list[str], place: str
) -> Iterator[Fault]:
    """What a question lacks to be shown in each presentation of a questionnaire."""
    stated = library.questions.get(name)
    for presentation in ("easy", "proxy"):
        if stated and presentation in presentations and not getattr(stated, presentation):
            yield Fault(
                f"questions {name}",
                f"{place} shows it in {presentation} wording.",
                f"Add `{presentation} = …`.",
            )
