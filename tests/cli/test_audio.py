"""`surveyapp audio`: what can be heard, what is missing, and a synthetic voice to stand in."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli import main
from surveyapp.definitions.audio import Spoken
from tests.recordings import copied_questionnaires, every_text, film, record

needs_espeak = pytest.mark.skipif(
    not shutil.which("espeak-ng"), reason="espeak-ng is not installed: apt-get install espeak-ng"
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A copy of our questionnaires that the command works on."""
    with copied_questionnaires(tmp_path) as copy:
        yield copy


@pytest.fixture
def audio(folder: Path, tmp_path: Path):
    """Runs `surveyapp audio` with some words after it."""

    def run(*words: str, command: str = "audio", **environ: str) -> Result:
        settings = {"INSTANCE_PATH": str(tmp_path / "instance"), **environ}
        return CliRunner().invoke(main, [command, *words], env=settings, catch_exceptions=False)

    return run


def well(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_language_is_told_with_its_counts(audio, folder):
    texts = every_text(folder, "cy", "residents")
    record(folder, "cy", texts[:3])
    record(folder, "cy", [Spoken("gone", "Nobody asks this any more")])
    lines = well(audio("--questionnaire", "residents")).splitlines()
    (welsh,) = [line for line in lines if line.startswith("cy:")]
    missing = len(texts) - 3
    assert welsh == f"cy: 3 recorded by A tone (synthetic), {missing} missing, 1 stale"
    assert any(line.startswith("en: 0 recorded, ") for line in lines)


def test_each_text_is_listed_with_the_name_that_its_file_needs(audio, folder):
    text, *others = every_text(folder, "en", "residents")
    record(folder, "en", [text, Spoken("gone", "Nobody asks this any more")])
    told = well(audio("--language", "en", "--questionnaire", "residents", "--list"))
    assert f"en\trecorded\t{text.stem}\t{text.words}" in told
    for each in others:
        assert f"en\tmissing\t{each.stem}\t{each.words}" in told
    assert "en\tstale\tgone-" in told


def test_a_file_of_another_questionnaire_is_not_stale(audio, folder):
    record(folder, "en", every_text(folder, "en", "staff"))
    told = well(audio("--language", "en", "--questionnaire", "residents"))
    assert told.endswith(" 0 stale\n")


@pytest.mark.parametrize("words", [("--language", "xx"), ("--questionnaire", "nobody")])
def test_what_does_not_exist_is_told_with_what_does(audio, words):
    result = audio(*words)
    assert result.exit_code == 1 and "There are: " in result.stderr


def test_without_the_program_it_is_told_how_to_install_it(audio):
    result = audio("--fill", PATH="/nowhere")
    assert result.exit_code == 1
    assert "apt-get install espeak-ng" in result.stderr


def test_a_check_tells_recordings_without_a_manifest_and_half_a_film(audio, folder):
    (path,) = record(folder, "en", every_text(folder, "en", "residents")[:1])
    (path.parent / "manifest.toml").unlink()
    film(folder, without=["captions", "transcript"])
    result = audio(command="check")
    assert result.exit_code == 1
    for words in (
        "audio/en/manifest.toml: the manifest is missing.",
        "residents.toml film.captions: the film lacks it.",
        "residents.toml film.transcript: the film lacks it.",
    ):
        assert words in result.stderr


def test_a_check_notices_what_is_stale(audio, folder):
    record(folder, "en", [Spoken("gone", "Nobody asks this any more")])
    assert "stale, no text has the words that it reads" in well(audio(command="check"))


@needs_espeak
def test_the_stand_in_reads_what_is_missing_and_says_that_it_is_synthetic(audio, folder):
    words = ("--language", "cy", "--questionnaire", "staff")
    texts = every_text(folder, "cy", "staff")
    record(folder, "cy", texts[2:])
    well(audio(*words, "--fill"))
    assert " 0 missing, 0 stale" in well(audio(*words))
    for each in texts[:2]:
        (made,) = (folder / "audio" / "cy").glob(f"{each.stem}.*")
        assert made.suffix in (".mp3", ".wav") and made.stat().st_size > 1000
    manifest = tomllib.loads((folder / "audio" / "cy" / "manifest.toml").read_text("utf-8"))
    assert manifest["voice"] == "synthetic"


@needs_espeak
def test_the_stand_in_never_speaks_beside_a_person(audio, folder):
    text, *others = every_text(folder, "cy", "staff")
    (path,) = record(folder, "cy", [text])
    manifest = path.parent / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("synthetic", "recorded"), "utf-8")
    result = audio("--language", "cy", "--questionnaire", "staff", "--fill")
    assert "a second voice beside it would confuse" in result.stderr
    assert f"1 recorded by A tone (recorded), {len(others)} missing" in result.stdout


@needs_espeak
def test_a_language_that_the_stand_in_cannot_speak_is_named(audio, folder):
    from surveyapp.workflows.speaking import VOICES

    assert "so" not in VOICES
    languages = [line.partition(":")[0] for line in well(audio()).splitlines()]
    silent = [language for language in languages if language not in VOICES]
    for language in silent:
        result = audio("--language", language, "--fill")
        assert "espeak-ng has no voice for it" in result.stderr
