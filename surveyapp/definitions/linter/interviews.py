"""Rule 9: what an interviewer says, so that each says the same and none leans on anybody.

That a question has the wordings of its questionnaires is seen when the library is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveyapp.definitions.linter.subject import PROMPT, SCRIPT, Subject
from surveyapp.errors import Fault

LEADING = re.compile(
    r"\b(?:surely|of course|obviously|most people|(?:best|right|correct|good) answer"
    r"|(?:would|do|is|are|did|was)n['’]t (?:you|it|they)"
    r"|you (?:would|must|should) (?:say|choose))\b",
    re.IGNORECASE,
)


def scripts(subject: Subject) -> Iterator[Fault]:
    """Questions that an interviewer may have to read out, and has no words for."""
    for code, stated in subject.library.questions.items():
        if stated.easy and not stated.script:
            yield Fault(
                subject.place(code),
                "an interviewer has no script for it.",
                "Add `script = …`: what it is about, in one easy sentence.",
            )
        for text in subject.question_words(code):
            leading = LEADING.search(text.english)
            no_right = "no right" in text.english.lower()
            if text.part in (SCRIPT, PROMPT) and leading and not no_right:
                yield text.fault(f"“{leading[0]}” leans on people.", "Ask without a lead.")


def leading_prompts(subject: Subject) -> Iterator[Fault]:
    """Prompts that name some options and leave others out, as if those named were better."""
    for code, stated in subject.library.questions.items():
        scale = subject.scale(stated)
        labels = [
            {label.lower() for label in (option.easy, option.standard) if label}
            for option in (scale.options if scale else [])
        ]
        for text in subject.question_words(code):
            if text.part != PROMPT:
                continue
            named = [each for each in labels if any(_names(text.english, label) for label in each)]
            if named and len(named) < len(labels):
                yield text.fault(
                    f"it names “{min(named[0])}” and leaves other options out.",
                    "Name all of the options, or none.",
                )


def _names(prompt: str, label: str) -> bool:
    """Whether a prompt names a label; “no” before another word (“no hurry”) is not the option."""
    after = r"(?=[”’\"'),.;:?!]|$| or\b| and\b)" if label == "no" else r"\b"
    return bool(re.search(rf"\b{re.escape(label)}{after}", prompt, re.IGNORECASE))
