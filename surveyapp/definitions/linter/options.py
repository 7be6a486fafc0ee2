"""Rules 11, 12, 13, 14 and 16: scales and lists of options."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.definitions.answers import SILENCES
from surveyapp.definitions.files import OptionFile, ScaleFile
from surveyapp.definitions.linter.english import words
from surveyapp.definitions.linter.subject import LABEL, Subject
from surveyapp.errors import Fault

LEAST_OPTIONS, MOST_EASY, MOST_STANDARD, MOST_OF_SEVERAL = 2, 4, 5, 8
MOST_WORDS_OF_LABEL = 6
CHOICES = ("choose_one", "choose_several")
ALWAYS_OFFERED = ("dont_know", "rather_not_say")


def many_options(subject: Subject) -> Iterator[Fault]:
    """Scales that nobody can keep in mind, long labels, and labels that stand twice."""
    for code, stated in subject.library.questions.items():
        scale = subject.scale(stated)
        if not scale or stated.type not in CHOICES:
            continue
        most = MOST_EASY if stated.easy else MOST_STANDARD
        if stated.type == "choose_several":
            most = MOST_OF_SEVERAL
        count = len(scale.options)
        if not LEAST_OPTIONS <= count <= most:
            yield Fault(
                f"{subject.place(code)}.scale",
                f"“{stated.scale}” has {count} options.",
                f"Here it can have {LEAST_OPTIONS} to {most}: use another scale.",
            )
    for text in subject.words:
        if text.part == LABEL and len(words(text.english)) > MOST_WORDS_OF_LABEL:
            yield text.fault(
                f"the label “{text.english}” has {len(words(text.english))} words.",
                f"{MOST_WORDS_OF_LABEL} are the most.",
            )
    for name, scale in subject.library.scales.items():
        for labels in ([each.standard for each in scale.options], _easy_labels(scale)):
            for label in _twice(labels):
                yield Fault(
                    f"scales.toml {name}", f"“{label}” stands twice.", "Make the labels differ."
                )


def _easy_labels(scale: ScaleFile) -> list[str]:
    return [option.easy or option.standard for option in scale.options]


def _twice(labels: list[str]) -> list[str]:
    small = [label.casefold() for label in labels]
    return list(dict.fromkeys(label for label in labels if small.count(label.casefold()) > 1))


def silences(subject: Subject) -> Iterator[Fault]:
    """Choices that don't let people say that they do not know, or do not want to say."""
    for code, stated in subject.library.questions.items():
        missing = [each for each in ALWAYS_OFFERED if each not in stated.silences]
        if stated.type in CHOICES and missing:
            yield Fault(
                f"{subject.place(code)}.silences",
                f"it does not offer {' and '.join(missing)}.",
                "Add it: nobody has to know, or to say.",
            )
    scales = subject.library.scales
    table = scales["silences"].options if "silences" in scales else []
    for option in table:
        if option.score is not None:
            yield Fault(
                f"scales.toml silences.{option.code}.score",
                "a silence has a score.",
                "Take the score out: silence is never counted as negative.",
            )
    for silence in SILENCES if table else ():
        if silence not in [option.code for option in table]:
            yield Fault("scales.toml silences", f"“{silence}” is missing.", "Add its label.")
    labels = {label.casefold() for each in table for label in (each.standard, each.easy) if label}
    for name, scale in scales.items():
        for option in scale.options if name != "silences" else ():
            if option.code in SILENCES or option.standard.casefold() in labels:
                yield Fault(
                    f"scales.toml {name}.{option.code}",
                    "a silence stands among the options.",
                    "Take it out, and name it in the `silences` of each question.",
                )


def one_scale_one_way(subject: Subject) -> Iterator[Fault]:
    """A scale that stands in the file twice, in another order or with other pictures."""
    known: dict[tuple[frozenset[str], ...], str] = {}
    for name, scale in subject.library.scales.items():
        codes = frozenset(option.code for option in scale.options)
        labels = frozenset(option.standard.casefold() for option in scale.options)
        for key in ((codes,), (labels, labels)):
            if key in known and known[key] != name:
                yield Fault(
                    f"scales.toml {name}",
                    f"it has the options of “{known[key]}”.",
                    "Use one scale, so that order, words and pictures are the same everywhere.",
                )
                break
            known.setdefault(key, name)


def scores(subject: Subject) -> Iterator[Fault]:
    """Options that are not mapped to a score, by which easy and standard words count alike."""
    asked = {each.scale for each in subject.library.questions.values() if each.type == CHOICES[0]}
    for name, scale in subject.library.scales.items():
        for option in scale.options if name in asked else ():
            place = f"scales.toml {name}.{option.code}"
            if scale.ordered and option.score is None:
                yield Fault(
                    place,
                    "an option of a scale has no score.",
                    "Add `score = …`; or `ordered = false` to a list that has no order.",
                )
            elif not scale.ordered and option.score is not None:
                yield Fault(place, "a list without an order has a score.", "Take the score out.")


def order(subject: Subject) -> Iterator[Fault]:
    """Scales that don't go one way from their first option to their last."""
    for name, scale in subject.library.scales.items():
        stated = _scores(scale.options)
        falling = all(first > second for first, second in zip(stated, stated[1:], strict=False))
        rising = all(first < second for first, second in zip(stated, stated[1:], strict=False))
        if name != "silences" and not (falling or rising):
            yield Fault(
                f"scales.toml {name}",
                f"the scores {', '.join(map(str, stated))} don't go one way.",
                "Put the options in the order of the scale, each with a score of its own.",
            )


def _scores(options: list[OptionFile]) -> list[int]:
    return [option.score for option in options if option.score is not None]
