"""The words of the interface: buttons and messages, resolved once a language and process."""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, g, request

ENGLISH = gettext.NullTranslations()


def add_translations(app: Flask, folder: Path) -> None:
    """Let templates translate: `_()` and `ngettext()` speak the language of the page."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.extensions["translations"] = folder
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _current().gettext(text),
        lambda one, many, number: _current().ngettext(one, many, number),
        newstyle=True,
        pgettext=lambda context, text: _current().pgettext(context, text),
        npgettext=lambda context, one, many, number: _current().npgettext(
            context, one, many, number
        ),
    )

    def in_language(text: str, language: str) -> str:
        return interface(folder, "respondent", language).gettext(text)

    app.jinja_env.globals["in_language"] = in_language
    app.jinja_env.globals["long_day"] = long_day


def speak(app: Flask, domain: str, language: str) -> None:
    """Render this request's page in a language."""
    g.interface = interface(app.extensions["translations"], domain, language)


def preferred(offered: Iterable[str], default: str) -> str:
    """The offered language that the browser asks for first, before anybody has chosen."""
    return request.accept_languages.best_match(list(offered), default) or default


def long_day(day: date, language: str) -> str:
    """A day as people write it in a language, such as 31 March 2026."""
    from babel.dates import format_date

    locale = "en_GB" if language == "en" else language.replace("-", "_")
    return format_date(day, "long", locale=locale)


@lru_cache(maxsize=128)
def interface(folder: Path, domain: str, language: str) -> gettext.NullTranslations:
    """The catalogue of a domain in a language, compiled in memory from its text."""
    path = folder / language / "LC_MESSAGES" / f"{domain}.po"
    if language == "en" or not path.exists():
        return ENGLISH
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalog = read_po(file, locale=language.replace("-", "_"))
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)  # type: ignore[arg-type]


def _current() -> Any:
    return g.get("interface", ENGLISH)
