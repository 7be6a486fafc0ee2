"""A whole miniature without a fault, made from strings, which each test breaks in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from surveyapp.definitions.library import read_library
from surveyapp.definitions.linter import RULES
from surveyapp.definitions.linter.subject import read_subject

EASY_WORDS = """
# The words of the miniature.
a about again answer ask at be can choose come cup day different do drink easy feel find for
good help here hot i if in is it know like likes make many me milk more my name no not now of
or partly read right say see something stop tea tell that the there think this time to want warm
we week what when will with would wrong yes you your last one
"""

SCALES = """
[yes_partly_no]
options = [
    { code = "yes", score = 2, picture = "face-yes", standard = "Yes" },
    { code = "partly", score = 1, picture = "face-partly", standard = "Partly" },
    { code = "no", score = 0, picture = "face-no", standard = "No" },
]

[drinks]
options = [
    { code = "tea", picture = "tea", standard = "Tea" },
    { code = "milk", picture = "milk", standard = "Milk", easy = "Warm milk" },
]

[silences]
options = [
    { code = "dont_know", picture = "dont-know", standard = "I do not know" },
    { code = "rather_not_say", picture = "quiet", standard = "I do not want to say" },
    { code = "does_not_apply", picture = "not-me", standard = "This is not about me" },
]
"""

BANK = """
[practice]
type = "choose_one"
scale = "yes_partly_no"
silences = ["dont_know", "rather_not_say"]
picture = "cup"
standard = "Do you like tea?"
easy = "Do you like tea?"
script = "This is about tea."

[hot_tea]
type = "choose_one"
scale = "yes_partly_no"
silences = ["dont_know", "rather_not_say"]
picture = "hot-tea"
standard = "Are you satisfied with how hot the beverages are?"
easy = "Is your beverage hot?"
proxy = "Is the tea hot enough for the person you support?"
hint = { easy = "A beverage is something you drink." }
glossary = ["beverage"]
script = "This is about your tea. There is no right or wrong answer."
prompts = ["Think of the tea here.", "Would you like me to read it again?"]

[which_drinks]
type = "choose_several"
scale = "drinks"
silences = ["dont_know", "rather_not_say"]
picture = "which-drinks"
standard = "Which drinks do you like?"
easy = "What do you like to drink?"
script = "You can choose more."

[one_change]
type = "own_words"
picture = "change"
standard = "What one thing would you change?"
easy = "What do you want to be different?"
script = "You can say what you like."
"""

TEAROOM = """
audience = "residents"
presentations = ["standard", "easy"]
practice = "practice"
title = { standard = "What you think of the tea", easy = "Your tea" }
glossary = ["council"]

[consent]
standard = ["It is your choice. You can stop at any time."]
easy = ["You can say no.", "The council is here to help you."]

[next]
standard = ["We count all the answers together."]
easy = ["The council will read your answers."]

[[sections]]
questions = ["hot_tea", "which_drinks"]
rest = true

[[sections]]
questions = ["one_change"]
"""

PICTURES = (
    "face-yes", "face-partly", "face-no", "tea", "milk", "dont-know", "quiet", "not-me", "cup",
    "hot-tea", "which-drinks", "change",
)  # fmt: skip

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><path d="M1 1h9"/></svg>'


@dataclass
class Miniature:
    """The files of the miniature, to be broken and mended."""

    folder: Path

    def replace(self, file: str, old: str, new: str) -> None:
        """Change words that stand in a file."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} holds no “{old}”"
        path.write_text(text.replace(old, new), encoding="utf-8")

    @contextmanager
    def broken(self, file: str, old: str, new: str) -> Iterator[None]:
        """Change words of a file, and mend it again."""
        path = self.folder / file
        whole = path.read_text(encoding="utf-8")
        self.replace(file, old, new)
        yield
        path.write_text(whole, encoding="utf-8")

    def add(self, file: str, text: str) -> None:
        """Write lines at the end of a file."""
        path = self.folder / file
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def told(self, rule: str) -> list[str]:
        """What one rule tells."""
        library, _ = read_library(self.folder)
        subject, _ = read_subject(library)
        return [str(fault) for fault in RULES[rule].find(subject)]


@pytest.fixture
def miniature(tmp_path):
    folder = tmp_path / "questionnaires"
    (folder / "questions").mkdir(parents=True)
    (folder / "pictures").mkdir()
    files = {
        "easy_words.txt": EASY_WORDS,
        "scales.toml": SCALES,
        "questions/bank.toml": BANK,
        "tearoom.toml": TEAROOM,
        **{f"pictures/{name}.svg": SVG for name in PICTURES},
        "pictures/manifest.toml": "".join(
            f'[{name}]\nmeaning = "The {name}"\nfile = "{name}.svg"\n'
            'licence = "CC0-1.0"\ncredit = "drawn for a test"\n\n'
            for name in PICTURES
        ),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Miniature(folder)
