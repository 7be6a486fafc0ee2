"""The poster of a scheme: what it says, in which languages, and when it has no code."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from surveyapp.web.staff.posters import QUIET_ZONE, qr_path
from surveyapp.workflows.schemes import set_help
from surveyapp.workflows.surveys import renew_link, survey_links
from tests.inspector import words_of
from tests.web.staff import Desk, add_schemes, application, begin, settings_for

POSTER = "/staff/surveys/residents-2026/poster/larch-court"
LONGEST_SENTENCE = 15


@pytest.fixture
def settings(database_url, tmp_path):
    return settings_for(database_url, tmp_path / "instance", "https://answers.example.org")


@pytest.fixture
def app(settings, clock):
    """A site that people reach, with a residents' survey in three languages."""
    clock.set(date(2026, 3, 10))
    with application(replace(settings, public_url="http://answers.example.org")) as app:
        add_schemes(app.extensions["site"])
        begin(app.extensions["site"], "residents", languages=("en", "cy", "ur"))
        yield app


@pytest.fixture
def code(app):
    return survey_links(app.extensions["site"], "residents-2026")["larch-court"]


def dark_modules(width, path):
    """The modules of a path as rows of booleans."""
    rows = [[False] * width for _ in range(width)]
    for column, row in re.findall(r"M(\d+) (\d+)h1v1h-1z", path):
        rows[int(row)][int(column)] = True
    return rows


def sentences(sheet):
    """Every sentence of the sheet in words, headings and addresses left out."""
    said = [words_of(each) for each in sheet.select("p:not(.typed):not(.poster-place), li, span")]
    return [part for each in said for part in re.split(r"(?<=[.:?]) ", each) if part]


def test_the_code_is_that_of_the_address_with_its_white_border(app, code):
    svg = Desk(app).open(POSTER).select_one("svg.qr")
    width = int(svg["viewbox"].split()[2])
    drawn = dark_modules(width, svg.select_one("path")["d"])
    expected = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    expected.add_data(f"http://answers.example.org/s/{code}")
    assert drawn == expected.get_matrix()
    assert not any(any(row) for row in (*drawn[:4], *drawn[-4:]))
    assert not any(any(row[:4]) or any(row[-4:]) for row in drawn)


def test_every_module_of_a_code_is_drawn_once():
    width, path = qr_path("http://answers.example.org/s/ABCDEFGH")
    squares = re.findall(r"M\d+ \d+", path)
    assert len(squares) == len(set(squares)) == sum(map(sum, dark_modules(width, path)))
    assert QUIET_ZONE == 4


def test_the_typed_address_has_no_scheme_and_its_code_stands_in_two_groups(app, code):
    typed = Desk(app).open(POSTER).select_one(".typed")
    assert words_of(typed) == f"answers.example.org/s/{code}"
    assert [words_of(each) for each in typed.select(".typed-code > span")] == [code[:4], code[4:]]


def test_the_address_leads_to_the_survey_also_with_a_gap_typed_in_it(app, code):
    response = Desk(app, signed_in=False).client.get(f"/s/{code[:4].lower()} {code[4:]}")
    assert response.location == f"/s/{code}"


def test_a_renewed_code_stands_on_the_poster_at_once(app, code):
    new = renew_link(app.extensions["site"], "residents-2026", "larch-court")
    words = Desk(app).words(POSTER, ".typed")
    assert new in words
    assert code not in words


def test_every_sentence_is_short(app):
    sheet = Desk(app).open(POSTER).select_one("main")
    assert sentences(sheet)
    long = [each for each in sentences(sheet) if len(each.split()) > LONGEST_SENTENCE]
    assert not long


def test_it_says_who_can_help_and_until_when(app):
    set_help(
        app.extensions["site"],
        "larch-court",
        who_comes="Sam Hill comes on Tuesday.",
        outside_person="Jo Field, Healthwatch",
        telephone="01632 960 001",
    )
    words = Desk(app).words(POSTER)
    assert "Ask somebody you trust to help you. Sam Hill comes on Tuesday." in words
    assert "You can talk to somebody who does not work here: Jo Field, Healthwatch" in words
    assert "Call: 01632 960 001" in words
    assert "You can answer until 31 March 2026." in words


def test_every_language_stands_in_its_own_script(app):
    page = Desk(app).open(POSTER)
    named = {each["lang"]: words_of(each) for each in page.select("main bdi[lang]")}
    assert named == {"en": "English", "cy": "Cymraeg", "ur": "اردو"}


@pytest.mark.parametrize(
    ("language", "direction", "heading"),
    [("cy", "ltr", "Dewch i ddweud eich dweud"), ("ur", "rtl", "اپنی رائے دیں")],
)
def test_it_speaks_the_language_that_is_chosen(app, language, direction, heading):
    page = Desk(app).open(f"{POSTER}?language={language}")
    assert page.html["lang"] == language
    assert page.html["dir"] == direction
    assert words_of(page.h1) == heading
    english = Desk(app).open(POSTER)
    own, others = (
        {words_of(each) for each in sheet.select("main p, main span")} for sheet in (page, english)
    )
    shared = {each for each in own & others if re.search("[a-z]{3}", each)}
    assert shared <= {"Larch Court", words_of(page.select_one(".typed .nowrap"))} | {
        words_of(page.select_one(".typed"))
    }


def test_what_stands_round_the_sheet_stays_english(app):
    page = Desk(app).open(f"{POSTER}?language=ur")
    tools = page.select_one("aside.poster-tools")
    assert (tools["lang"], tools["dir"]) == ("en", "ltr")
    assert words_of(tools).startswith("Poster of residents-2026 for Larch Court.")
    current = page.select_one("nav a[aria-current]")
    assert current["lang"] == "ur"


@pytest.mark.parametrize(
    "address",
    [
        f"{POSTER}?language=fr",
        "/staff/surveys/residents-2026/poster/no-such",
        "/staff/surveys/no-such/poster/larch-court",
        "/staff/surveys/%00/poster/larch-court",
    ],
)
def test_what_does_not_exist_has_no_poster(app, address):
    Desk(app).open(address, 404)


def test_an_address_of_this_machine_alone_is_no_code_to_print(settings, clock):
    clock.set(date(2026, 3, 10))
    with application(replace(settings, public_url="http://127.0.0.1:8000")) as app:
        add_schemes(app.extensions["site"])
        begin(app.extensions["site"], "residents")
        page = Desk(app).open(POSTER)
        assert "There is no code on this poster yet." in words_of(page)
        assert not page.select("svg.qr, .typed")


def test_the_demonstration_prints_its_code_all_the_same(settings, clock):
    clock.set(date(2026, 3, 10))
    local = replace(settings, public_url="http://127.0.0.1:8000", demonstration=True)
    with application(local) as app:
        add_schemes(app.extensions["site"])
        begin(app.extensions["site"], "residents")
        page = Desk(app).open(POSTER)
        assert page.select_one("svg.qr")
        assert page.select_one("aside.demonstration")


def test_where_no_answer_by_a_poster_counts_there_is_no_code(app, monkeypatch):
    """Staff come by personal codes, unless the contract says that a poster's link counts."""
    from surveyapp.kpi.indicator import Asked

    usual = ("code", "keyed")
    monkeypatch.setattr(
        Asked,
        "counted_ways",
        lambda asked, audience: usual if audience == "staff" else ("open", *usual),
    )
    begin(app.extensions["site"], "staff")
    page = Desk(app).open("/staff/surveys/staff-2026/poster/larch-court")
    assert "The contract does not count answers to this survey" in words_of(page)
    assert not page.select("svg.qr, .typed")
    home = Desk(app).open("/staff/")
    addresses = [str(each["href"]) for each in home.select("article a")]
    assert addresses
    assert not any("staff-2026/poster" in each for each in addresses)
