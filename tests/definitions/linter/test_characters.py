"""Every character that a person sees is in the font of its script, and none is a look-alike.

Debian's fonts-noto-core stands for what devices have. A font is named for each script; where a
language has a style of its own, such as Urdu's, it is read with that font.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from fontTools.ttLib import TTFont

from surveyapp.definitions.catalogue import catalogue_path, languages, read_catalogue

ROOT = Path(__file__).parents[3]
QUESTIONNAIRES = ROOT / "questionnaires"
TRANSLATIONS = ROOT / "translations"
NOTO = Path("/usr/share/fonts/truetype/noto")
LATIN = "NotoSans"
FONTS = {
    "Latn": LATIN, "Cyrl": LATIN, "Grek": LATIN, "Arab": "NotoSansArabic",
    "Beng": "NotoSansBengali", "Guru": "NotoSansGurmukhi", "Gujr": "NotoSansGujarati",
    "Deva": "NotoSansDevanagari", "Taml": "NotoSansTamil", "Telu": "NotoSansTelugu",
    "Mlym": "NotoSansMalayalam", "Sinh": "NotoSansSinhala", "Thai": "NotoSansThai",
    "Ethi": "NotoSansEthiopic", "Hebr": "NotoSansHebrew", "Armn": "NotoSansArmenian",
    "Geor": "NotoSansGeorgian", "Khmr": "NotoSansKhmer", "Laoo": "NotoSansLao",
    "Mymr": "NotoSansMyanmar",
}  # fmt: skip
FONTS_OF_LANGUAGES = {"ur": "NotoNastaliqUrdu"}
WITHOUT_A_FONT = {"Hans", "Hant", "Hani", "Jpan", "Kore"}
"""Scripts of which the fonts stand in another, far larger package."""

LETTERS = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Arab": "ARABIC", "Beng": "BENGALI",
    "Guru": "GURMUKHI", "Gujr": "GUJARATI", "Deva": "DEVANAGARI", "Taml": "TAMIL",
    "Telu": "TELUGU", "Mlym": "MALAYALAM", "Sinh": "SINHALA", "Thai": "THAI",
    "Ethi": "ETHIOPIC", "Hebr": "HEBREW", "Armn": "ARMENIAN", "Geor": "GEORGIAN",
    "Khmr": "KHMER", "Laoo": "LAO", "Mymr": "MYANMAR", "Hans": "CJK", "Hant": "CJK",
}  # fmt: skip
"""How Unicode begins the name of a letter of each script."""

GAP = re.compile(r"%\(\w+\)[sd]")
needs_fonts = pytest.mark.skipif(
    not (NOTO / f"{LATIN}-Regular.ttf").exists(),
    reason="Debian's fonts-noto-core is not installed here; tests/install-browser installs it",
)


def script(language: str) -> str:
    """The script of a language, such as `Arab`, which its tag may name."""
    parsed = Locale.parse(language, sep="-")
    if parsed.script:
        return str(parsed.script)
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(parsed.language, "en_Latn_GB"))
    return likely.split("_")[1]


@cache
def shown(font: str) -> frozenset[int]:
    """The characters that a font can show."""
    with TTFont(NOTO / f"{font}-Regular.ttf", lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def strings(tables: Any) -> Iterator[str]:
    """Every string of a TOML file, with no difference made between what people see and codes."""
    if isinstance(tables, str):
        yield tables
    elif isinstance(tables, dict):
        for value in tables.values():
            yield from strings(value)
    elif isinstance(tables, list):
        for value in tables:
            yield from strings(value)


def english() -> Iterator[str]:
    """Every string of every English file, and every English text of a catalogue."""
    for path in sorted(QUESTIONNAIRES.rglob("*.toml")):
        yield from strings(tomllib.loads(path.read_text(encoding="utf-8")))
    yield (QUESTIONNAIRES / "easy_words.txt").read_text(encoding="utf-8")


def translated(language: str) -> Iterator[str]:
    """Every translation in every catalogue of a language."""
    for domain in ("respondent", "questionnaires", "staff"):
        if not catalogue_path(TRANSLATIONS, language, domain).exists():
            continue
        for message in read_catalogue(TRANSLATIONS, language, domain):
            forms = message.string if not isinstance(message.string, str) else [message.string]
            yield from (GAP.sub("", form) for form in forms if message.id)


def strange(texts: Iterator[str], fonts: list[str]) -> list[str]:
    """The characters that none of the fonts shows, by their names."""
    known = frozenset().union(*map(shown, fonts))
    found = {sign for text in texts for sign in text if not sign.isspace()}
    return sorted(_name(sign) for sign in found if ord(sign) not in known)


def foreign_letters(texts: Iterator[str], stated: str) -> list[str]:
    """Letters of another script than the stated one; plain a to z may stand in any."""
    letters = {sign for text in texts for sign in text if unicodedata.category(sign)[0] == "L"}
    own = {sign for sign in letters if unicodedata.name(sign, "").startswith(LETTERS[stated])}
    return sorted(_name(sign) for sign in letters - own if not sign.isascii())


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')}"


def test_requirement_33_every_language_has_a_font_or_a_reason():
    for language in languages(TRANSLATIONS):
        assert script(language) in FONTS.keys() | WITHOUT_A_FONT, language


@needs_fonts
def test_requirement_33_every_english_character_is_in_the_font():
    assert strange(english(), [LATIN]) == []


@needs_fonts
@pytest.mark.parametrize("language", languages(TRANSLATIONS)[1:])
def test_requirement_33_every_character_of_a_catalogue_is_in_the_font_of_its_script(language):
    if script(language) in WITHOUT_A_FONT:
        pytest.skip(f"fonts-noto-core has no font for {script(language)}; fonts-noto-cjk has")
    own = FONTS_OF_LANGUAGES.get(language, FONTS[script(language)])
    # Digits and marks that the script has none of its own for come from the Latin font.
    assert strange(translated(language), [own, LATIN]) == []


def test_requirement_33_no_english_letter_is_a_look_alike():
    assert foreign_letters(english(), "Latn") == []


@pytest.mark.parametrize("language", languages(TRANSLATIONS)[1:])
def test_requirement_33_no_letter_of_a_catalogue_is_a_look_alike(language):
    assert foreign_letters(translated(language), script(language)) == []


@needs_fonts
def test_requirement_33_a_private_character_and_a_look_alike_are_found():
    assert strange(iter(["tea\ue000"]), [LATIN]) == ["U+E000 without a name"]
    assert foreign_letters(iter(["te\u0430"]), "Latn") == ["U+0430 CYRILLIC SMALL LETTER A"]
    assert foreign_letters(iter(["چائے QR"]), "Arab") == []
