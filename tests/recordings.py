"""Recordings for tests: a copy of the questionnaires in which a tone reads each text."""

from __future__ import annotations

import io
import shutil
import wave
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from surveyapp.definitions.audio import Spoken
from surveyapp.definitions.audio_folders import spoken_texts
from surveyapp.definitions.library import load_library
from surveyapp.settings import Settings, load_settings

RATE = 8000
MANIFEST = 'speaker = "A tone"\nlicence = "CC0-1.0"\ncredit = "the tests"\nvoice = "synthetic"\n'
FILM = {
    "file": ("welcome.webm", b"\x1aE\xdf\xa3 and no more"),
    "captions": ("welcome.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n"),
    "poster": ("welcome.png", b"\x89PNG\r\n\x1a\n and no more"),
}


def tone(seconds: float = 2.0) -> bytes:
    """A WAV that hums for so long."""
    period = RATE // 200
    hum = bytes(96 if place < period // 2 else 160 for place in range(period))
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(hum * int(seconds * 200))
    return content.getvalue()


def record(
    folder: Path, language: str, texts: Iterable[Spoken], *, content: bytes = b""
) -> list[Path]:
    """Record texts in a language; gives their files."""
    place = folder / "audio" / language
    place.mkdir(parents=True, exist_ok=True)
    (place / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    files = [place / f"{each.stem}.wav" for each in texts]
    for file in files:
        file.write_bytes(content or tone())
    return files


def film(folder: Path, questionnaire: str = "residents", *, without: Iterable[str] = ()) -> None:
    """Give a questionnaire a film, but for the parts that it is to lack."""
    lines = ["\n[film]"]
    (folder / "film").mkdir(exist_ok=True)
    for part, (name, content) in FILM.items():
        if part not in without:
            (folder / "film" / name).write_bytes(content)
            lines.append(f'{part} = "{name}"')
    if "transcript" not in without:
        lines.append('transcript = ["Hello.", "We want to know what you think."]')
    with (folder / f"{questionnaire}.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


@contextmanager
def copied_questionnaires(folder: Path) -> Iterator[Path]:
    """A copy of our questionnaires, without recordings, that the settings lead to."""
    copy = folder / "questionnaires"
    ignored = shutil.ignore_patterns("audio", "film")
    shutil.copytree(load_settings({}).questionnaires, copy, ignore=ignored)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Settings, "questionnaires", copy)
        yield copy


def every_text(folder: Path, language: str, *codes: str) -> list[Spoken]:
    """Every text of some questionnaires that is read aloud in a language."""
    translations = load_settings({}).translations
    return list(spoken_texts(load_library(folder), codes, translations, language).values())
