"""The linter: everything that is wrong with the words, options and pictures, told at once.

Each rule is a row with the number of its requirement in the list of 56 that stands behind this
product. To add a rule, write a function that takes a subject and yields faults, and add its row.
`warns` marks the rules that a person has to judge; what they find is told, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from surveyapp.definitions.catalogue import catalogue_path, read_catalogue
from surveyapp.definitions.library import Library
from surveyapp.definitions.linter import (
    catalogues,
    interviews,
    options,
    pictures,
    sentences,
    sittings,
    vocabulary,
)
from surveyapp.definitions.linter.catalogues import Translations
from surveyapp.definitions.linter.subject import Subject, read_subject
from surveyapp.errors import Fault, FaultsFound

__all__ = [
    "CATALOGUE_RULES",
    "RULES",
    "CatalogueRule",
    "Findings",
    "Rule",
    "lint",
    "lint_language",
]

DOMAINS = ("respondent", "questionnaires", "staff")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for the English files, and the requirement that it decides."""

    requirement: int
    find: Callable[[Subject], Iterator[Fault]]
    warns: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueRule:
    """A rule for a catalogue, and the requirement that it decides."""

    requirement: int
    find: Callable[[Translations], Iterator[Fault]]
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: faults have to be mended, warnings have to be read."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()


RULES: dict[str, Rule] = {
    "long sentences": Rule(1, sentences.long_sentences),
    "rather long sentences": Rule(1, sentences.rather_long_sentences, warns=True),
    "joined questions": Rule(2, sentences.joined_questions),
    "negative questions": Rule(3, sentences.negative_questions),
    "hard numbers": Rule(4, sentences.hard_numbers),
    "hard words": Rule(5, vocabulary.hard_words),
    "written signs": Rule(6, vocabulary.written_signs),
    "reading level": Rule(7, vocabulary.reading_level),
    "time frames": Rule(8, sentences.time_frames),
    "scripts": Rule(9, interviews.scripts),
    "leading prompts": Rule(9, interviews.leading_prompts),
    "passive sentences": Rule(10, vocabulary.passive_sentences, warns=True),
    "metaphors": Rule(10, vocabulary.metaphors, warns=True),
    "many options": Rule(11, options.many_options),
    "silences": Rule(12, options.silences),
    "one scale, one way": Rule(13, options.one_scale_one_way),
    "scores": Rule(14, options.scores),
    "order": Rule(16, options.order),
    "practice": Rule(17, sittings.practice),
    "rests": Rule(18, sittings.rests),
    "missing pictures": Rule(19, pictures.missing_pictures),
    "meanings": Rule(20, pictures.meanings),
    "shared pictures": Rule(23, pictures.shared_pictures),
    "drawings": Rule(24, pictures.drawings),
}

CATALOGUE_RULES: dict[str, CatalogueRule] = {
    "equal labels": CatalogueRule(13, catalogues.equal_labels),
    "placeholders": CatalogueRule(49, catalogues.placeholders),
    "markup": CatalogueRule(49, catalogues.markup),
    "headers": CatalogueRule(49, catalogues.headers),
    "English left": CatalogueRule(49, catalogues.english_left, warns=True),
    "long sentences": CatalogueRule(7, catalogues.long_sentences, warns=True),
}


def lint(library: Library) -> Findings:
    """All that is wrong with the English files, in the order of the rules.

    The library may be half of one: what could be read of a broken folder is judged as well.
    """
    subject, unread = read_subject(library)
    faults, warnings = list(unread), list[Fault]()
    for rule in RULES.values():
        (warnings if rule.warns else faults).extend(rule.find(subject))
    return Findings(tuple(dict.fromkeys(faults)), tuple(dict.fromkeys(warnings)))


def lint_language(library: Library, translations: Path, language: str) -> Findings:
    """All that is wrong with the catalogues of one language."""
    faults, warnings = list[Fault](), list[Fault]()
    for domain in DOMAINS:
        if not catalogue_path(translations, language, domain).exists():
            continue  # Whether a language needs it is seen where languages are offered.
        try:
            catalogue = _translations(library, translations, language, domain)
        except FaultsFound:
            continue  # So is whether it can be read.
        for rule in CATALOGUE_RULES.values():
            (warnings if rule.warns else faults).extend(rule.find(catalogue))
    return Findings(tuple(dict.fromkeys(faults)), tuple(dict.fromkeys(warnings)))


def _translations(
    library: Library, translations: Path, language: str, domain: str
) -> Translations:
    catalog = read_catalogue(translations, language, domain)
    return Translations(
        language=language,
        domain=domain,
        header=catalog.header_comment,
        messages=tuple(message for message in catalog if message.id),
        easy=frozenset(
            (text.context, text.english)
            for code in library.questionnaires
            for text in library.texts(code)
            if text.presentation == "easy"
        ),
        scales={
            code: (
                tuple(option.standard for option in scale.options),
                tuple(option.easy or option.standard for option in scale.options),
            )
            for code, scale in library.scales.items()
        },
    )
