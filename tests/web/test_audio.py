"""Recordings and films as they are served: in parts, by their hash, from our own host alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.inspector import words_of
from tests.recordings import FILM, copied_questionnaires, every_text, film, record, tone
from tests.web.person import Person
from tests.web.surveys import running_survey


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A copy of our questionnaires, in which every text of the residents' is recorded."""
    with copied_questionnaires(tmp_path) as copy:
        record(copy, "en", every_text(copy, "en", "residents"))
        film(copy)
        yield copy


def fetched(client, address: str, part: str = ""):
    """A file, or a part of it, read to its end."""
    response = client.get(address, headers={"Range": part} if part else {})
    assert response.data is not None
    response.close()
    return response


def at_consent(person: Person) -> bool:
    return bool(person.page.select_one('button[value="yes"]'))


@pytest.fixture
def person(folder, site, clock, client) -> Person:
    """Somebody at the first question of a survey that can be heard."""
    person = Person(client, running_survey(site))
    person.begin(words="Easy words")
    return person


def listens(person: Person) -> list:
    return person.page.select("button.listen")


def files(person: Person) -> list[str]:
    """The addresses of the recordings of a page."""
    return [file for each in listens(person) for file in each.get("data-files", "").split()]


def test_the_question_and_each_answer_have_a_button_of_their_own(person):
    names = [words_of(each.select_one(".listen-face")) for each in listens(person)]
    assert names[0] == "Listen"
    spoken = [words_of(each.select_one(".unseen")) for each in listens(person)[1:]]
    assert spoken == [f"Listen: {words}" for words in person.offered]
    for each in listens(person):
        assert each["type"] == "button" and each.has_attr("hidden")
        assert each.find_parent("label") is None and each.find_parent("legend") is None


def test_a_button_plays_the_files_of_the_words_that_it_stands_beside(person, folder):
    known = {each.words: each.stem for each in every_text(folder, "en", "residents")}
    for each in listens(person):
        (file,) = each["data-files"].split()
        words = person.page.find(id=each["data-reads"]).get_text().strip()
        assert file.startswith(f"/audio/en/{known[words]}.")


def test_a_question_is_heard_before_its_hint(person, folder):
    for _ in person.pages_until(lambda: bool(person.page.select_one("#hint"))):
        person.press("Skip")
    question = listens(person)[0]
    assert question["data-reads"].split()[0] == "question-words"
    assert question["data-reads"].split()[-1] == "hint"
    assert len(question["data-files"].split()) == len(question["data-reads"].split())


def test_a_file_is_kept_for_a_year_and_has_its_type(person, client):
    response = fetched(client, files(person)[0])
    assert response.status_code == 200
    assert response.content_type == "audio/wav"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.data == tone()


@pytest.mark.parametrize(
    ("asked", "part"), [("bytes=0-1", slice(0, 2)), ("bytes=100-", slice(100, None))]
)
def test_a_part_of_a_file_can_be_asked_for(person, client, asked, part):
    """Safari plays nothing otherwise."""
    response = fetched(client, files(person)[0], asked)
    assert response.status_code == 206
    assert response.data == tone()[part]
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Range"].endswith(f"/{len(tone())}")


def test_a_part_that_does_not_exist_is_refused(person, client):
    response = fetched(client, files(person)[0], "bytes=9999999-")
    assert response.status_code == 416


def test_requirement_50_a_file_that_was_changed_is_refused_and_has_no_recording(
    folder, site, clock, device
):
    address = running_survey(site)
    person = Person(device(), address)
    person.begin(words="Easy words")
    files_before = files(person)
    for path in (folder / "audio" / "en").glob("*.wav"):
        path.write_bytes(tone(1))
    for file in files_before:
        assert fetched(device(), file).status_code == 404
    other = Person(device(), address)
    other.begin(words="Standard words")
    assert listens(other) and files(other) == []


@pytest.mark.parametrize(
    "address",
    [
        "/audio/en/manifest.00000000.toml",
        "/audio/en/..%2fmanifest.00000000.wav",
        "/audio/../film/welcome.00000000.wav",
        "/audio/en/nothing-0a1b2c3d4e5f.00000000.wav",
        "/audio/en/nothing-0a1b2c3d4e5f.wav",
        "/film/welcome.00000000.webm",
        "/film/welcome.webm",
    ],
)
def test_no_other_address_leads_to_a_file(person, client, address):
    assert fetched(client, address).status_code == 404


def test_without_sound_there_is_no_button_and_no_script(person):
    assert any("listen" in each["src"] for each in person.page.select("script[src]"))
    person.follow("Look and sound")
    person.press("Without sound")
    person.press("Next")
    assert not listens(person)
    assert not any("listen" in each["src"] for each in person.page.select("script[src]"))


def test_without_pictures_a_button_has_its_words_alone(person):
    person.follow("Look and sound")
    person.press("Without pictures")
    person.press("Next")
    assert listens(person) and not person.page.select("img")


def test_half_of_what_stands_there_is_not_read(folder, site, clock, client):
    """A consent of which one line is missing would mislead; then the device's voice reads all."""
    (line,) = [
        each
        for each in every_text(folder, "en", "residents")
        if each.words == "You can stop at any time."
    ]
    (folder / "audio" / "en" / f"{line.stem}.wav").unlink()
    person = Person(client, running_survey(site))
    for words in ("Easy words", "Next", "No, I do this on my own"):
        person.press(words)
    assert at_consent(person)
    (button,) = listens(person)
    assert not button.get("data-files")
    assert "line-2" in button["data-reads"].split()


def test_the_first_page_is_read_as_a_whole_and_shows_the_film(folder, site, clock, client):
    person = Person(client, running_survey(site))
    for words in ("Easy words", "Next", "No, I do this on my own"):
        person.press(words)
    (button,) = listens(person)
    ids = button["data-reads"].split()
    assert ids[0] == "heading" and ids[-1] == "asking" and len(ids) == len(files(person))
    video = person.page.select_one("details video[controls]")
    assert video["preload"] == "none" and not video.has_attr("autoplay")
    addresses = [video.source["src"], video.track["src"], video["poster"]]
    types = ("video/webm", "text/vtt; charset=utf-8", "image/png")
    for address, kind, (_, content) in zip(addresses, types, FILM.values(), strict=True):
        response = fetched(client, address)
        assert (response.data, response.content_type) == (content, kind)
        assert fetched(client, address, "bytes=0-3").data == content[:4]
    transcript = person.page.select_one(".film-words")
    assert transcript["lang"] == "en" and transcript["dir"] == "ltr"


def test_a_film_that_was_changed_is_not_shown(folder, site, clock, client):
    address = running_survey(site)
    (folder / "film" / "welcome.vtt").write_text("WEBVTT\n\nanother", encoding="utf-8")
    person = Person(client, address)
    for words in ("Easy words", "Next", "No, I do this on my own"):
        person.press(words)
    assert at_consent(person) and not person.page.select("video")


def test_all_that_is_played_comes_from_our_own_host(person):
    """Requirement 52."""
    for file in files(person):
        assert file.startswith("/audio/en/")
