"""Recordings: what each language has of them, and a synthetic voice to stand in for people.

The stand-in is espeak-ng, a small program that speaks many languages plainly. It is better than
silence and worse than a person.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from surveyapp.definitions.audio import Spoken
from surveyapp.definitions.audio_folders import MANIFEST, Coverage, coverage
from surveyapp.errors import NotKnownError, SetupError
from surveyapp.workflows.site import Site

VOICES = {
    "en": "en-gb", "cy": "cy", "pl": "pl", "ro": "ro", "pa": "pa", "ur": "ur", "pt": "pt",
    "pt-BR": "pt-br", "es": "es", "ar": "ar", "bn": "bn", "gu": "gu", "tr": "tr",
}  # fmt: skip
"""The voice of espeak-ng for each language that it speaks. It has none for Somali."""

WORDS_A_MINUTE = 140
SYNTHETIC = """\
# Made by `surveyapp audio --fill`. When a person has recorded the texts, say here who speaks.
speaker = "espeak-ng"
licence = "none claimed"
credit = "the speech program eSpeak NG"
voice = "synthetic"
"""

WithProgress = Callable[[list[Spoken], str], Iterable[Spoken]]
"""Gives the same texts one by one, and shows a language's progress while they are made."""


@dataclass(frozen=True)
class Filled:
    """What became of a language: how many files were made, or why none were."""

    language: str
    count: int
    obstacle: str = ""


def audio_coverage(
    site: Site, *, language: str | None = None, questionnaire: str | None = None
) -> list[Coverage]:
    """What is recorded of one questionnaire or of all, in one language or in all."""
    known = site.languages()
    if language is not None and language not in known:
        raise NotKnownError(f"There is no language “{language}”. There are: {', '.join(known)}.")
    if questionnaire is not None:
        site.library.questionnaire(questionnaire)
    return [
        coverage(
            site.library,
            site.settings.translations,
            each,
            [questionnaire] if questionnaire else None,
        )
        for each in known
        if language in (None, each)
    ]


def fill(site: Site, found: Iterable[Coverage], with_progress: WithProgress) -> list[Filled]:
    """Let the stand-in read everything that is missing; never beside the voice of a person."""
    program = shutil.which("espeak-ng")
    if program is None:
        raise SetupError(
            "espeak-ng is not installed. On Debian or Ubuntu: apt-get install espeak-ng. "
            "On a Mac: brew install espeak-ng."
        )
    root = site.settings.questionnaires / "audio"
    done = []
    for each in found:
        obstacle = _obstacle(each)
        texts = [] if obstacle else list(each.missing)
        for spoken in with_progress(texts, each.language) if texts else ():
            _speak(program, VOICES[each.language], spoken, root / each.language)
        done.append(Filled(each.language, len(texts), obstacle))
    return done


def _obstacle(found: Coverage) -> str:
    """Why the stand-in can't speak in a language; empty where it can."""
    if found.language not in VOICES:
        return "espeak-ng has no voice for it; only a person can read it"
    if found.manifest and found.manifest.voice == "recorded":
        return f"{found.manifest.speaker} speaks here; a second voice beside it would confuse"
    if not found.manifest and (found.recorded or found.stale):
        return f"there are files without a {MANIFEST}; say first who speaks"
    return ""


def _speak(program: str, voice: str, spoken: Spoken, folder: Path) -> None:
    """Make one file: MP3, which every browser plays, or WAV where soundfile is not installed."""
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / f"{spoken.stem}.wav"
        subprocess.run(
            [program, "-v", voice, "-s", str(WORDS_A_MINUTE), "-w", str(made), "--stdin"],
            input=spoken.words.encode("utf-8"),
            check=True,
            capture_output=True,
        )
        made = _compressed(made)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).write_text(SYNTHETIC, encoding="utf-8")
        shutil.move(made, folder / made.name)


def _compressed(made: Path) -> Path:
    try:
        import soundfile
    except ImportError:
        return made
    sound, rate = soundfile.read(made)
    smaller = made.with_suffix(".mp3")
    soundfile.write(smaller, sound, rate, format="MP3", compression_level=0.8)
    return smaller
