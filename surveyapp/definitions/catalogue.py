"""Translations as they stand in a catalogue, one language a folder.

A language exists because its folder does. Only texts that are translated and not fuzzy count.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from surveyapp.errors import Fault, FaultsFound

RESPONDENT_DOMAINS = ("respondent", "questionnaires")
"""The two catalogues that decide whether a language is offered."""


@dataclass(frozen=True)
class Catalogue:
    """The translated texts of one domain in one language."""

    language: str
    messages: dict[tuple[str | None, str], str]
    unfinished: tuple[str, ...]
    reviewer: str | None

    def find(self, context: str, english: str) -> str | None:
        """The translation of a text, or None where there is none that counts."""
        return self.messages.get((context, english))


def languages(folder: Path) -> list[str]:
    """The languages that have a folder, and English first, whose words stand in the files."""
    found = sorted(path.name for path in folder.iterdir() if (path / "LC_MESSAGES").is_dir())
    return ["en", *found]


def language_name(language: str) -> str:
    """The name of a language in its own script, such as Cymraeg or اردو."""
    name = Locale.parse(language, sep="-").get_display_name(language.replace("-", "_"))
    return (name or language).capitalize()


def language_direction(language: str) -> str:
    """`ltr` or `rtl`, as the language is written."""
    return str(Locale.parse(language, sep="-").text_direction)


def catalogue_path(folder: Path, language: str, domain: str) -> Path:
    """Where the catalogue of a language and a domain stands."""
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(folder: Path, language: str, domain: str) -> Catalog:
    """One catalogue as Babel reads it; a file that can't be parsed is a fault with its place."""
    path = catalogue_path(folder, language, domain)
    place = f"{language}/{domain}.po"
    if not path.exists():
        raise FaultsFound([Fault(place, "the catalogue is missing.", "Run `make translate`.")])
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    except Exception as error:  # Babel raises its own error, ValueError and UnicodeDecodeError.
        raise FaultsFound([Fault(place, f"can't be parsed: {error}.")]) from error


def load_catalogue(folder: Path, language: str, domain: str) -> Catalogue:
    """The texts of one catalogue that count, and what its header says."""
    catalog = read_catalogue(folder, language, domain)
    messages: dict[tuple[str | None, str], str] = {}
    unfinished = []
    for message in catalog:
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[0]
        strings = [message.string] if isinstance(message.string, str) else message.string or [""]
        if message.fuzzy or not all(strings):
            unfinished.append(english)
        elif isinstance(message.string, str):
            messages[(message.context, english)] = message.string
    return Catalogue(language, messages, tuple(unfinished), reviewer(catalog.header_comment))


def reviewer(header: str) -> str | None:
    """The person who reviewed the catalogue, as its header says; None for a draft."""
    for line in header.splitlines():
        words = line.lstrip("# ").strip()
        if words.lower().startswith("reviewed by "):
            return words[len("reviewed by ") :].strip(" .")
    return None
