"""A sheet of paper: what it asks, the marks beside its boxes, and what somebody keyed from it.

The paper and the screen on which it is keyed are drawn from the same questions with the same
marks, so that what is read beside a box is what is typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from surveyapp.answering.modes import CHOOSERS, HELPERS
from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.question_types import QUESTION_TYPES, UnreadableAnswerError
from surveyapp.definitions.questionnaire import Option, Question, Questionnaire
from surveyapp.responses.keyed import LANGUAGE_TAG, answers_that_stand
from surveyapp.responses.response import Response

OPTION_MARKS = "12345678abcdefghijklmnopqrstuvwxyz"
SILENCE_MARKS: Mapping[str, str] = {"dont_know": "9", "rather_not_say": "0", "does_not_apply": "-"}
"""The same on every question, and far from the options: a slip of the finger makes no answer."""

SILENCE_MARKS_OF_A_NUMBER: Mapping[str, str] = {
    "dont_know": "a",
    "rather_not_say": "b",
    "does_not_apply": "c",
}
"""Where digits are the answer, a digit can't stand for a silence."""

WORDS_LETTERS: Mapping[str, str] = {"standard": "S", "easy": "E", "proxy": "P"}
CODE = re.compile(r"(?P<link>(?:[A-Z][\s-]*){8})\s(?P<language>\S+)\s+(?P<words>[A-Z])", re.I)

HELPER, CHOOSER = "helper", "chooser"
"""What a sheet asks besides the questions. No question has these codes: they are columns of
the files that hold keyed forms."""


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What the code of a sheet names: the link of survey and scheme, the language, the words."""

    link: str
    language: str
    presentation: str

    def __str__(self) -> str:
        letter = WORDS_LETTERS[self.presentation]
        return f"{self.link[:4]} {self.link[4:]} {self.language} {letter}"


@dataclass(frozen=True)
class KeyedSheet:
    """What somebody keyed from one sheet, and what was settled where a second keying differs."""

    answers: Mapping[str, Answer]
    settled: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))

    def to_json(self) -> str:
        """The sheet as text that `from_json` reads back."""
        stated = {
            part: {code: answer.to_json() for code, answer in sorted(answers.items())}
            for part, answers in (("answers", self.answers), ("settled", self.settled))
        }
        return json.dumps(stated, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> KeyedSheet:
        """The sheet that `to_json` wrote."""
        stated = json.loads(text)
        return cls(
            *(
                {code: Answer.from_json(answer) for code, answer in stated[part].items()}
                for part in ("answers", "settled")
            )
        )


def sheet_questions(
    questionnaire: Questionnaire, presentation: str, *, open_questions: bool
) -> list[Question]:
    """All that a sheet asks, in order: the questions, who helped, and who chose.

    `open_questions` is False while nobody is named who reads what people write. A sheet in the
    words of a proxy asks only who chose, which is who fills it in.
    """
    asked = [
        question
        for question in questionnaire.questions.values()
        if open_questions or question.type != "own_words"
    ]
    if "proxy" not in questionnaire.presentations:
        return [*asked, _choice(HELPER, HELPERS)]
    if presentation == "proxy":
        return [*asked, _choice(HELPER, HELPERS[1:])]
    return [*asked, _choice(HELPER, HELPERS), _choice(CHOOSER, CHOOSERS)]


def _choice(code: str, options: tuple[str, ...]) -> Question:
    return Question(code, "choose_one", scale=code, options=tuple(map(Option, options)))


def marks(question: Question) -> dict[str, str]:
    """The mark beside each box by the code of its option: one key each, no two alike.

    >>> marks(Question("tea", "choose_one", options=(Option("yes"), Option("no")),
    ...                silences=(Option("dont_know"),)))
    {'yes': '1', 'no': '2', 'dont_know': '9'}
    """
    known = SILENCE_MARKS_OF_A_NUMBER if question.type == "number" else SILENCE_MARKS
    found = {
        option.code: mark for option, mark in zip(question.options, OPTION_MARKS, strict=False)
    }
    return found | {silence.code: known[silence.code] for silence in question.silences}


def read_marks(question: Question, typed: str) -> Answer:
    """The answer in marks as they stand on the paper, such as `2` or `1 4`; nothing typed is a
    question passed over. Own words and numbers are read as they stand."""
    codes = {mark: code for code, mark in marks(question).items()}
    if question.type == "own_words" or (question.type == "number" and typed.strip() not in codes):
        return QUESTION_TYPES[question.type].read_cell(question, typed)
    keys = [key for key in typed.lower() if key not in " ,;"]
    unknown = [key for key in keys if key not in codes]
    if unknown:
        raise UnreadableAnswerError(
            f"“{unknown[0]}” stands beside no box. It can be: {', '.join(codes)}."
        )
    if question.type == "choose_one" and len(keys) > 1:
        raise UnreadableAnswerError(
            "Only one box counts here. Leave it empty where two are ticked."
        )
    return QUESTION_TYPES[question.type].read_cell(question, ";".join(codes[key] for key in keys))


def marks_of(question: Question, answer: Answer) -> str:
    """An answer as `read_marks` reads it: marks, or own words and numbers as they stand."""
    if answer.words is not None:
        return answer.words
    if answer.number is not None:
        return str(answer.number)
    codes = answer.options or ((answer.silence,) if answer.is_chosen and answer.silence else ())
    return " ".join(marks(question)[code] for code in codes)


def read_sheet(
    questions: list[Question], sent: Mapping[str, list[str]]
) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers that a form sent, those that were given only; and by question what is wrong."""
    answers, problems = {}, {}
    for question in questions:
        try:
            answer = QUESTION_TYPES[question.type].read_form(question, sent.get(question.code, []))
        except UnreadableAnswerError as error:
            problems[question.code] = str(error)
            continue
        if answer.is_chosen:
            answers[question.code] = answer
    return answers, problems


def read_paper_code(typed: str) -> PaperCode | None:
    """What a code names, as people type it: small letters and gaps make no difference.

    >>> read_paper_code("abcd efgh ur e")
    PaperCode(link='ABCDEFGH', language='ur', presentation='easy')
    """
    found = CODE.fullmatch(typed.strip())
    presentations = {letter: name for name, letter in WORDS_LETTERS.items()}
    if not found or found["words"].upper() not in presentations:
        return None
    if not LANGUAGE_TAG.fullmatch(found["language"]):
        return None
    link = "".join(filter(str.isalpha, found["link"])).upper()
    return PaperCode(link, found["language"], presentations[found["words"].upper()])


def response_of(
    sheet: KeyedSheet, questionnaire: Questionnaire, *, scheme: str, language: str, words: str
) -> Response:
    """The response that a sheet holds, what was settled in place of what was keyed first.

    Where the helper chose the answers they are a proxy's, whatever words were printed. A sheet
    that says nothing of a helper had none; but a proxy is always somebody, at least `other`.
    """
    held = {**sheet.answers, **sheet.settled}
    helper = _chosen(held, HELPER) or "none"
    is_proxy = words == "proxy" or _chosen(held, CHOOSER) == "helper"
    said = {code: held.get(code, NOT_ANSWERED) for code in questionnaire.questions}
    return Response(
        scheme=scheme,
        audience=questionnaire.audience,
        way_in="keyed",
        mode="paper",
        helper="other" if is_proxy and helper == "none" else helper,
        language=language,
        presentation="proxy" if is_proxy else words,
        capacity=None,
        answers=answers_that_stand(questionnaire, said),
    )


def _chosen(held: Mapping[str, Answer], code: str) -> str | None:
    options = held.get(code, NOT_ANSWERED).options
    return options[0] if options else None
