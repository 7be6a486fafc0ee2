"""Pictures on pages and on their way: beside words, kept for a year, compressed, replaceable."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask

import surveyapp
from surveyapp import create_app
from surveyapp.errors import FaultsFound
from surveyapp.settings import load_settings
from surveyapp.web import pictures
from surveyapp.web.pictures import ADDRESS
from tests.web.person import Person
from tests.web.surveys import running_survey

TEMPLATES = Path(surveyapp.__file__).parent / "web" / "templates"
SYMBOL = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
NAMED = re.compile(r"""picture\(\s*["']([a-z0-9-]+)["']\s*[,)]""")
FOR_A_YEAR = "public, max-age=31536000, immutable"


def address_of(app, name: str, size: str = "") -> str:
    """Where a picture lies."""
    return re.search(r'src="([^"]+)"', app.jinja_env.globals["picture"](name, size))[1]


def is_decoration(tag: str) -> bool:
    """Whether a picture is silent for those who hear the page."""
    return 'alt=""' in tag and " title=" not in tag and " aria-label" not in tag


@pytest.fixture
def symbols(tmp_path):
    """A symbol set of one picture."""
    folder = tmp_path / "symbols"
    folder.mkdir()
    (folder / "happy.svg").write_bytes(SYMBOL)
    (folder / "manifest.toml").write_text(
        '[face-yes]\nfile = "happy.svg"\nlicence = "CC BY 4.0"\ncredit = "Example Symbols"\n'
    )
    return folder


@pytest.fixture
def with_symbols(site, symbols):
    """The application with that set."""
    app = create_app(replace(site.settings, symbols=symbols))
    yield app
    app.extensions["site"].store.close()


def test_a_picture_has_the_hash_of_its_content_in_its_address_and_is_kept_for_a_year(app):
    address = address_of(app, "face-yes")
    assert ADDRESS.fullmatch(address.removeprefix("/pictures/"))
    response = app.test_client().get(address)
    assert response.content_type == "image/svg+xml"
    assert response.headers["Cache-Control"] == FOR_A_YEAR
    assert response.data == app.extensions["pictures"]["face-yes"].read_bytes()
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("accepts", ["gzip", "br, gzip;q=0.5", "*"])
def test_a_picture_is_sent_compressed_to_a_browser_that_reads_that(app, accepts):
    address = address_of(app, "survey")
    plain = app.test_client().get(address)
    response = app.test_client().get(address, headers={"Accept-Encoding": accepts})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data) == plain.data
    assert len(response.data) < 0.6 * len(plain.data)
    assert response.headers["Cache-Control"] == FOR_A_YEAR
    assert int(response.headers["Content-Length"]) == len(response.data)
    for each in (plain, response):
        assert each.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepts", ["", "identity", "br", "gzip;q=0"])
def test_a_picture_is_sent_as_it_is_to_a_browser_that_does_not(app, accepts):
    response = app.test_client().get(
        address_of(app, "survey"), headers={"Accept-Encoding": accepts}
    )
    assert "Content-Encoding" not in response.headers
    assert response.data.startswith(b"<svg")


def test_a_stylesheet_is_sent_compressed_too(app):
    address = app.jinja_env.globals["asset"]("respondent.css")
    plain = app.test_client().get(address)
    response = app.test_client().get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(response.data) == plain.data
    assert len(response.data) < 0.5 * len(plain.data)


def test_the_address_of_an_older_drawing_still_gives_a_picture_which_is_not_kept(app):
    response = app.test_client().get("/pictures/face-yes.00000000.svg")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "file",
    ["face-yes.svg", "unknown.00000000.svg", "face-yes.00000000.png", "manifest.00000000.toml",
     "..%2Fmanifest.00000000.svg", "face-yes.0000000G.svg"],
)  # fmt: skip
def test_what_is_no_picture_is_not_found(app, file):
    assert app.test_client().get(f"/pictures/{file}").status_code == 404


def test_20_a_picture_beside_words_is_silent(app):
    for size in ("", "question", "tool"):
        assert is_decoration(app.jinja_env.globals["picture"]("face-yes", size))
    assert not is_decoration('<img src="a.svg" alt="A happy face">')
    assert not is_decoration('<img src="a.svg">')


def test_20_the_card_of_an_answer_is_named_by_its_words_alone(client, site, clock):
    person = Person(client, running_survey(site))
    person.begin()
    cards = person.page.select("label.card")
    assert cards
    for card in cards:
        (picture,) = card.select("img")
        assert is_decoration(str(picture))
        # The circle at the end has no words, and no card has another source of a name.
        assert card.get_text(strip=True) == card.select_one(".card-label").get_text(strip=True)
        assert not card.get("aria-label")


def test_20_no_template_draws_a_picture_past_the_function_that_leaves_it_silent():
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for tag in re.findall(r"<img[^>]*>", text):
            assert "/pictures/" not in tag, path.name
            assert "alt=" in tag, path.name


def test_19_every_picture_that_a_template_names_is_there(app):
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert "language" in named
    assert named <= set(app.extensions["pictures"])


def test_a_symbol_of_the_deployment_is_served_in_place_of_ours(app, with_symbols):
    theirs = address_of(with_symbols, "face-yes")
    assert theirs != address_of(app, "face-yes")
    assert with_symbols.test_client().get(theirs).data == SYMBOL
    assert address_of(with_symbols, "face-no") == address_of(app, "face-no")


def test_a_png_of_the_deployment_is_sent_as_png(site, symbols):
    content = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + 2 * (200).to_bytes(4, "big") + b"\x08\x06"
    (symbols / "happy.png").write_bytes(content)
    manifest = symbols / "manifest.toml"
    manifest.write_text(manifest.read_text().replace("happy.svg", "happy.png"))
    app = create_app(replace(site.settings, symbols=symbols))
    response = app.test_client().get(
        address_of(app, "face-yes"), headers={"Accept-Encoding": "gzip"}
    )
    app.extensions["site"].store.close()
    assert response.content_type == "image/png"
    assert response.headers["Cache-Control"] == FOR_A_YEAR
    assert "Content-Encoding" not in response.headers, "a PNG is compressed already"
    assert response.data == content


def test_a_set_with_a_fault_is_told_at_start_and_not_when_somebody_answers(symbols):
    (symbols / "happy.svg").write_bytes(SYMBOL.replace(b"<circle", b"<script/><circle"))
    app = Flask("with a broken set")
    app.extensions["site"] = SimpleNamespace(settings=load_settings({"SYMBOLS": str(symbols)}))
    with pytest.raises(FaultsFound, match="holds a script"):
        pictures.add_to(app)
