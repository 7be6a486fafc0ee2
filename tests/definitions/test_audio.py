"""A recording is tied to the very words that it reads, and a film is whole or not shown."""

from __future__ import annotations

import hashlib
import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from surveyapp.definitions.audio import Spoken, text_hash, text_of
from surveyapp.definitions.audio_folders import audio_faults, coverage, spoken_texts, stale_notices
from surveyapp.definitions.document import document_bytes, read_document
from surveyapp.definitions.files import FilmFile
from surveyapp.definitions.film import film_faults
from surveyapp.definitions.freezing import frozen
from surveyapp.definitions.library import load_library
from surveyapp.errors import FaultsFound
from surveyapp.settings import load_settings
from tests.conftest import MINIATURES
from tests.recordings import FILM, film, record

QUESTION = "Do you like the tea here?"
CODE = "presentations"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the miniatures, to be recorded and changed."""
    return shutil.copytree(MINIATURES, tmp_path / "questionnaires")


@pytest.fixture
def translations() -> Path:
    return load_settings({}).translations


def freeze(folder: Path, translations: Path, code: str = CODE):
    return frozen(load_library(folder), code, translations, ["en"])


def change_words(folder: Path, old: str, new: str) -> None:
    """Write other words into whatever file of the bank holds the old ones."""
    (path,) = [
        each for each in (folder / "questions").glob("*.toml") if old in each.read_text("utf-8")
    ]
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_the_hash_of_a_text_is_that_of_its_letters_with_single_blanks():
    words = "Ydych chi’n hoffi’r tŷ?"
    expected = hashlib.sha256(words.encode("utf-8")).hexdigest()[:12]
    assert text_hash(words) == text_hash(f"  {words}\n") == expected
    assert text_hash(unicodedata.normalize("NFD", words)) == expected
    assert text_hash("Ydych chi’n hoffi’r ty?") != expected


@pytest.mark.parametrize("ending", ["mp3", "ogg", "opus", "wav"])
def test_only_the_hash_in_the_name_of_a_file_counts(ending):
    assert text_of(Path(f"whatever-0a1b2c3d4e5f.{ending}")) == "0a1b2c3d4e5f"


@pytest.mark.parametrize("name", ["feel_safe.mp3", "feel_safe-0a1b2c.mp3", "a-0a1b2c3d4e5f.exe"])
def test_a_file_that_names_no_text_reads_none(name):
    assert text_of(Path(name)) is None


def test_a_recording_is_kept_with_the_hash_of_its_content(folder, translations):
    record(folder, "en", [Spoken("worded_tea", QUESTION)], content=b"RIFF tea")
    kept = freeze(folder, translations).recording("en", QUESTION)
    assert kept.name == f"worded_tea-{text_hash(QUESTION)}.wav"
    assert kept.sha256 == hashlib.sha256(b"RIFF tea").hexdigest()


def test_requirement_50_audio_of_words_that_were_changed_is_refused(folder, translations):
    """The old file reads no text any more: it is stale, told, and never frozen again."""
    (path,) = record(folder, "en", [Spoken("worded_tea", QUESTION)])
    change_words(folder, QUESTION, "Do you like our tea?")
    document = freeze(folder, translations)
    assert document.recording("en", QUESTION) is None
    assert document.recording("en", "Do you like our tea?") is None
    assert document.audio == {}
    found = coverage(load_library(folder), translations, "en")
    assert found.stale == (path,)
    assert "Do you like our tea?" in [each.words for each in found.missing]
    (notice,) = stale_notices(load_library(folder), translations, ["en"])
    assert notice.startswith(f"audio/en/{path.name}: stale")


def test_a_survey_that_is_open_still_plays_what_it_froze(folder, translations):
    record(folder, "en", [Spoken("worded_tea", QUESTION)])
    document = freeze(folder, translations)
    change_words(folder, QUESTION, "Do you like our tea?")
    assert document.recording("en", QUESTION) is not None


def test_a_text_that_stands_in_two_places_is_recorded_once(folder, translations):
    texts = spoken_texts(load_library(folder), ["presentations", "sections"], translations, "en")
    assert len({each.words for each in texts.values()}) == len(texts)


def test_of_two_files_for_one_text_the_smaller_kind_is_kept(folder, translations):
    (wav,) = record(folder, "en", [Spoken("worded_tea", QUESTION)])
    wav.with_suffix(".mp3").write_bytes(b"smaller")
    assert freeze(folder, translations).recording("en", QUESTION).name.endswith(".mp3")


def test_what_interviewers_say_is_not_read_aloud(translations):
    library = load_library(MINIATURES)
    spoken = {
        each.words for each in spoken_texts(library, ["spoken"], translations, "en").values()
    }
    scripts = [each.script for each in library.questions.values() if each.script]
    assert scripts and not spoken & set(scripts)


def test_the_words_of_pages_are_read_in_the_language_of_their_catalogue(translations):
    texts = spoken_texts(load_library(MINIATURES), [], translations, "cy").values()
    english = spoken_texts(load_library(MINIATURES), [], translations, "en").values()
    assert "Thank you" in [each.words for each in english]
    assert texts and not {each.words for each in texts} & {each.words for each in english}


def test_a_recording_survives_being_stored_and_an_older_document_has_none(folder, translations):
    record(folder, "en", [Spoken("worded_tea", QUESTION)])
    film(folder, CODE)
    document = freeze(folder, translations)
    content = document_bytes(document)
    assert read_document(content) == document
    older = json.loads(content)
    del older["audio"], older["film"]
    again = read_document(json.dumps(older).encode())
    assert again.recording("en", QUESTION) is None and again.film is None


def test_a_recording_adds_little_to_the_document(folder, translations):
    silent = len(document_bytes(freeze(folder, translations)))
    record(folder, "en", [Spoken("worded_tea", QUESTION)])
    assert len(document_bytes(freeze(folder, translations))) - silent < 150


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in audio_faults(folder / "audio", ["en", "cy"])]


def test_a_folder_without_a_manifest_is_a_fault_and_stops_an_opening(folder, translations):
    (path,) = record(folder, "en", [Spoken("worded_tea", QUESTION)])
    (path.parent / "manifest.toml").unlink()
    (fault,) = faults_of(folder)
    assert fault.startswith("audio/en/manifest.toml: the manifest is missing.")
    with pytest.raises(FaultsFound, match="the manifest is missing"):
        freeze(folder, translations)


def test_every_fault_of_the_folders_is_told_at_once(folder):
    (path,) = record(folder, "en", [Spoken("worded_tea", QUESTION)])
    manifest = path.parent / "manifest.toml"
    manifest.write_text('speaker = ""\nvoice = "robot"\n', encoding="utf-8")
    (path.parent / "tea.mp3").write_bytes(b"tea")
    record(folder, "xx", [Spoken("worded_tea", QUESTION)])
    told = "\n".join(faults_of(folder))
    for words in ("speaker", "licence", "credit", "voice", "tea.mp3: its name", "audio/xx: is no"):
        assert words in told


def test_no_recordings_are_no_fault(folder):
    assert faults_of(folder) == []


def film_told(folder: Path, **parts: object) -> list[str]:
    stated = FilmFile.model_validate(parts)
    return [fault.place for fault in film_faults(folder / "film", CODE, stated)]


def test_requirement_51_every_part_that_a_film_lacks_is_named_at_once(folder):
    parts = ["file", "captions", "poster", "transcript"]
    assert film_told(folder) == [f"{CODE}.toml film.{part}" for part in parts]


def test_a_film_whose_files_are_not_there_or_of_another_kind_is_told(folder):
    film(folder, CODE)
    names = {part: name for part, (name, _) in FILM.items()}
    assert film_told(folder, **names, transcript="Hello.\nWe ask you.") == []
    wrong = {"file": "../welcome.webm", "captions": "none.vtt", "poster": "welcome.vtt"}
    assert len(film_told(folder, **wrong, transcript=[" "])) == 4
    (folder / "film" / "welcome.vtt").write_text("Hello.", encoding="utf-8")
    assert film_told(folder, **names, transcript=["Hello."]) == [f"{CODE}.toml film.captions"]


@pytest.mark.parametrize("part", [*FILM, "transcript"])
def test_a_survey_does_not_open_with_half_a_film(folder, translations, part):
    film(folder, CODE, without=[part])
    with pytest.raises(FaultsFound, match=f"film.{part}: the film lacks it"):
        freeze(folder, translations)


def test_a_film_is_kept_with_the_hashes_of_its_files(folder, translations):
    film(folder, CODE)
    kept = freeze(folder, translations).film
    for part, (name, content) in FILM.items():
        assert getattr(kept, part).name == name
        assert getattr(kept, part).sha256 == hashlib.sha256(content).hexdigest()
    assert kept.transcript == ("Hello.", "We want to know what you think.")
