"""Rules 19, 20, 23 and 24: pictures that are there, ours to ship, harmless, and mean one thing."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.definitions.linter.english import words
from surveyapp.definitions.linter.subject import Subject
from surveyapp.definitions.picture_files import PROBLEMS
from surveyapp.definitions.pictures import own_pictures
from surveyapp.errors import Fault

LICENCES = ("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "MIT", "OGL-UK-3.0", "public domain")
"""The licences under which a picture may be handed on."""

MOST_WORDS_OF_MEANING = 12


def missing_pictures(subject: Subject) -> Iterator[Fault]:
    """Pictures that nothing names, that are not drawn, or that we may not hand on."""
    library = subject.library
    for code, stated in library.questions.items():
        if stated.easy and not stated.picture:
            yield Fault(subject.place(code), "it has no picture.", "Add `picture = …`.")
    for name in sorted(subject.easy_scales & set(library.scales)):
        for option in library.scales[name].options:
            if not option.picture:
                place = f"scales.toml {name}.{option.code}"
                yield Fault(place, "it has no picture.", "Add `picture = …`.")
    drawn = own_pictures(library.folder / "pictures")
    for name, place in _named(subject):
        if name not in drawn:
            yield Fault(place, f"there is no picture “{name}”.", f"Draw pictures/{name}.svg.")
        elif name not in subject.manifest:
            yield Fault(
                place,
                f"pictures/manifest.toml does not know “{name}”.",
                "Add its table: meaning, file, licence and credit.",
            )
    yield from _unlicensed(subject)


def _named(subject: Subject) -> Iterator[tuple[str, str]]:
    for name, scale in subject.library.scales.items():
        for option in scale.options:
            if option.picture:
                yield option.picture, f"scales.toml {name}.{option.code}"
    for name, question in subject.library.questions.items():
        if question.picture:
            yield question.picture, f"{subject.place(name)}.picture"


def _unlicensed(subject: Subject) -> Iterator[Fault]:
    for name, entry in subject.manifest.items():
        place = f"pictures/manifest.toml {name}"
        for key in ("meaning", "file", "licence", "credit"):
            if not str(entry.get(key, "")).strip():
                yield Fault(f"{place}.{key}", "it is missing.", "Add the key.")
        licence = entry.get("licence")
        if licence and licence not in LICENCES:
            known = ", ".join(LICENCES)
            yield Fault(
                f"{place}.licence", f"“{licence}” is none that we ship.", f"It can be: {known}."
            )


def meanings(subject: Subject) -> Iterator[Fault]:
    """Meanings that are too long to be read aloud where a picture stands alone."""
    for name, entry in subject.manifest.items():
        count = len(words(str(entry.get("meaning", ""))))
        if count > MOST_WORDS_OF_MEANING:
            yield Fault(
                f"pictures/manifest.toml {name}.meaning",
                f"it has {count} words.",
                f"{MOST_WORDS_OF_MEANING} are the most.",
            )


def shared_pictures(subject: Subject) -> Iterator[Fault]:
    """Pictures that mean two things in one question or in one questionnaire."""
    scales = subject.library.scales
    for code, stated in subject.library.questionnaires.items():
        asked = [name for section in subject.asked(stated) for name in section]
        if stated.practice in subject.library.questions:
            asked.insert(0, stated.practice or "")
        users: dict[str, list[str]] = {}
        used = dict.fromkeys(subject.library.questions[name].scale for name in asked)
        for scale in (*used, "silences"):
            for option in scales[scale].options if scale in scales else ():
                users.setdefault(option.picture or "", []).append(f"{scale}.{option.code}")
        for name in asked:
            users.setdefault(subject.library.questions[name].picture or "", []).append(name)
        for picture, named in users.items():
            if picture and len(named) > 1:
                yield Fault(
                    f"{code}.toml",
                    f"the picture “{picture}” means {' and '.join(named)}.",
                    "Give each of them a picture of its own.",
                )
    meant: dict[str, str] = {}
    for name, entry in subject.manifest.items():
        meaning = str(entry.get("meaning", "")).casefold()
        if meaning and meaning in meant:
            yield Fault(
                f"pictures/manifest.toml {name}.meaning",
                f"it is the meaning of “{meant[meaning]}” too.",
                "Draw one thing in one way.",
            )
        meant.setdefault(meaning, name)


def drawings(subject: Subject) -> Iterator[Fault]:
    """Everything in a picture file that acts, moves, or points outside it."""
    for path in own_pictures(subject.library.folder / "pictures").values():
        for problem in PROBLEMS[path.suffix](path.read_bytes()):
            yield Fault(f"pictures/{path.name}", f"{problem}.", "Draw it with plain shapes alone.")
