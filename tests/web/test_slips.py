"""Personal codes on paper: slips and letters, what they say, and how large their squares are."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from werkzeug.serving import make_server

from surveyapp.web.staff.slips import square
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.invitations import count_by_scheme, invite, list_unused, withdraw
from surveyapp.workflows.schemes import set_help
from surveyapp.workflows.surveys import survey_links
from tests.conftest import clock_that_stands
from tests.inspector import words_of
from tests.web.staff import NAME, PASSWORD, Desk, add_schemes, application, begin, settings_for
from tests.web.test_staff_looks import ARGUMENTS, CHROMIUM, run_axe
from tests.web.test_staff_poster import dark_modules

SURVEY, SCHEME = "residents-2026", "larch-court"
CODES = f"/staff/surveys/{SURVEY}/codes/{SCHEME}"
PRINT = f"{CODES}/print"


@pytest.fixture
def settings(database_url, tmp_path):
    return settings_for(database_url, tmp_path / "instance", "http://answers.example.org")


@pytest.fixture
def app(settings, clock):
    """A site that people reach, with a residents' survey in three languages."""
    clock.set(date(2026, 3, 10))
    with application(settings) as app:
        add_schemes(app.extensions["site"])
        begin(app.extensions["site"], "residents", languages=("en", "cy", "ur"))
        yield app


@pytest.fixture
def site(app):
    return app.extensions["site"]


@pytest.fixture
def codes(site):
    """Eleven codes that nobody has used."""
    return invite(site, SURVEY, SCHEME, number=11)


def make(desk, **fields):
    sent = {"csrf_token": desk.token(CODES), "do": "make", **fields}
    return desk.client.post(CODES, data=sent)


# The page that makes them


def test_codes_are_made_and_lead_to_their_print(app, site):
    desk = Desk(app)
    response = make(desk, number="8", language=["en", "ur"], layout="letters")
    assert response.location == f"{PRINT}?language=en&language=ur&layout=letters"
    assert len(desk.open(response.location).select(".letter")) == 8
    assert "Not used yet 8 Used 0 Withdrawn 0" in " ".join(
        desk.open(CODES).select_one("dl").get_text(" ").split()
    )


@pytest.mark.parametrize("number", ["", "0", "501", "ten", "-1", "1.5", "٣"])
def test_a_number_that_is_not_possible_asks_again_and_makes_nothing(app, site, number):
    response = make(Desk(app), number=number)
    assert response.status_code == 400
    assert "Type a number from 1 to 500." in response.get_data(as_text=True)
    assert list_unused(site, SURVEY, SCHEME) == []


def test_a_code_is_withdrawn_or_replaced_as_it_is_typed(app, site, codes):
    desk = Desk(app)
    token = desk.token(CODES)
    for act, code, told in (
        ("withdraw", f"{codes[0][:4]} {codes[0][4:]}".lower(), "is withdrawn"),
        ("replace", codes[1], "The new code is"),
        ("withdraw", codes[0], "is withdrawn already"),
        ("withdraw", "ABCDEFGH", "is no code of"),
    ):
        response = desk.client.post(CODES, data={"csrf_token": token, "do": act, "code": code})
        assert told in response.get_data(as_text=True)
        assert response.status_code == (400 if "already" in told or "no code" in told else 200)
    (counts,) = [each for each in count_by_scheme(site, SURVEY) if each.scheme == SCHEME]
    assert (counts.issued, counts.withdrawn) == (10, 2)


def test_strangers_see_no_code(app, codes):
    stranger = Desk(app, signed_in=False)
    for address in (CODES, PRINT):
        response = stranger.client.get(address)
        assert response.status_code == 303
        assert "/staff/sign-in" in response.location


def test_how_many_staff_have_used_a_code_is_told_when_their_survey_has_closed(app, site):
    begin(site, "staff")
    address = CODES.replace(SURVEY, "staff-2026")
    invite(site, "staff-2026", SCHEME, number=3)
    desk = Desk(app)
    assert "Told when the survey has closed" in words_of(desk.open(address).select_one("dl"))
    close_survey(site, "staff-2026")
    assert "Not used yet3" in words_of(desk.open(address).select_one("dl")).replace(" 3", "3")


def test_the_first_page_leads_to_the_codes_of_every_scheme_also_of_staff(app, site):
    begin(site, "staff")
    links = [str(each["href"]) for each in Desk(app).open("/staff/").select("article a")]
    assert CODES in links
    assert CODES.replace(SURVEY, "staff-2026") in links


# What is printed


def test_only_unused_codes_are_printed_and_a_second_print_shows_the_same(app, site, codes):
    withdraw(site, SURVEY, codes[3])

    def printed():
        return [
            "".join(words_of(each).split())
            for each in Desk(app).open(PRINT).select(".slip .face-code")
        ]

    assert printed() == printed() == [*codes[:3], *codes[4:]]


def test_a_slip_has_the_easy_invitation_next_to_its_square(app, site, codes):
    """Requirement 54: a short typed address and the easy-read invitation next to the code."""
    set_help(
        site,
        SCHEME,
        who_comes="Sam Hill comes on Tuesday.",
        outside_person="Jo Field, Healthwatch",
        telephone="01632 960 001",
    )
    slip = Desk(app).open(PRINT).select_one(".slip")
    words = words_of(slip)
    for said in (
        "Tell us about living here",
        "This code is only for you. It works once.",
        "Nobody can see from the code what you said.",
        "Point the camera of your phone at this square.",
        "Type this address and your code:",
        "Your code",
        "Ask somebody you trust to help you.",
        "Call: 01632 960 001",
    ):
        assert said in words, said
    assert words_of(slip.select_one(".face-host")) == "answers.example.org"
    first, second = slip.select(".face-code span")
    assert (words_of(first), words_of(second)) == (codes[0][:4], codes[0][4:])


def test_the_square_leads_to_the_code_and_holds_no_name(app, site, codes):
    """Requirement 54: nothing but two codes of eight letters, with four modules of white."""
    link = survey_links(site, SURVEY)[SCHEME]
    address = f"http://answers.example.org/s/{link}/i/{codes[0]}"
    svg = Desk(app).open(PRINT).select_one(".slip svg")
    width = int(svg["viewbox"].split()[2])
    drawn = dark_modules(width, svg.select_one("path")["d"])
    expected = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    expected.add_data(address)
    assert drawn == expected.get_matrix()
    assert not any(any(row) for row in (*drawn[:4], *drawn[-4:]))
    assert Desk(app, signed_in=False).client.get(address[26:]).status_code == 200


@pytest.mark.parametrize("letters", [0, 20, 60, 120])
@pytest.mark.parametrize("least", [35.1, 52.0])
def test_a_square_is_35_mm_or_more_whatever_the_address(letters, least):
    """Requirement 54."""
    drawn = square("https://a.example/s/ABCDEFGH/i/ABCDEFGH" + "x" * letters, least)
    assert drawn.size_mm * (drawn.modules - 8) / drawn.modules >= least >= 35


def test_every_language_is_a_face_in_its_own_direction_with_codes_from_left_to_right(app, codes):
    """Requirement 47; the square of a later language opens the pages in it."""
    page = Desk(app).open(f"{PRINT}?language=en&language=ur")
    assert (page.html["lang"], page.html["dir"]) == ("en", "ltr")
    faces = page.select_one(".slip").select(".face")
    assert [(each["lang"], each["dir"]) for each in faces] == [("en", "ltr"), ("ur", "rtl")]
    assert words_of(faces[1].h2) == "یہاں رہنے کے بارے میں ہمیں بتائیں"
    for face in faces:
        for part in (".face-host", ".face-code"):
            assert face.select_one(part).bdi["dir"] == "ltr"
    paths = [each.select_one("path")["d"] for each in faces]
    assert paths[0] != paths[1]
    left = re.findall("[a-z]{3,}", words_of(faces[1]).replace("answers.example.org", ""))
    assert left == [], "every other word is Urdu"


def test_a_letter_says_more_and_names_nobody(app, site, codes):
    page = Desk(app).open(f"{PRINT}?layout=letters")
    letters = page.select(".letter")
    assert len(letters) == len(codes)
    words = words_of(letters[0])
    for said in ("Larch Court", "About this survey", "It is your choice.", "31 March 2026"):
        assert said in words
    assert NAME not in words


def test_no_sentence_of_a_slip_or_a_letter_is_long(app, codes):
    for layout in ("slips", "letters"):
        article = Desk(app).open(f"{PRINT}?layout={layout}").select_one("article")
        said = [words_of(each) for each in article.select("p:not(.face-host):not(.face-code)")]
        sentences = [part for each in said for part in re.split(r"(?<=[.:]) ", each)]
        assert not [each for each in sentences if len(each.split()) > 15]


@pytest.mark.parametrize(
    "address",
    [
        f"{PRINT}?language=fr",
        f"{PRINT}?layout=poster",
        f"{PRINT}?part=0",
        PRINT.replace(SCHEME, "no-such"),
        PRINT.replace(SURVEY, "no-such"),
        CODES.replace(SURVEY, "%00"),
    ],
)
def test_what_does_not_exist_is_not_printed(app, address):
    Desk(app).open(address, 404)


def test_where_no_code_works_none_is_printed(app, site, codes, settings):
    close_survey(site, SURVEY)
    page = Desk(app).open(PRINT)
    assert "The survey is closed." in words_of(page)
    assert not page.select("article, svg")
    assert "Nobody can begin with a code any more." in words_of(Desk(app).open(CODES))


@pytest.mark.parametrize(("demonstration", "printed"), [(False, 0), (True, 11)])
def test_an_address_of_this_machine_alone_is_printed_in_the_demonstration_only(
    app, site, codes, demonstration, printed
):
    site.settings = replace(
        site.settings, public_url="http://127.0.0.1:8000", demonstration=demonstration
    )
    page = Desk(app).open(PRINT)
    assert len(page.select("article")) == printed
    assert len(page.select("article .face-demonstration")) == printed
    assert ("No code is printed yet." in words_of(page)) != demonstration


# On paper, in a real browser


@pytest.fixture(scope="module")
def desk(fresh_database, tmp_path_factory):
    """A page of somebody who is signed in, over a survey in every language."""
    folder = tmp_path_factory.mktemp("instance")
    with (
        fresh_database("sqlite") as database,
        clock_that_stands(),
        application(settings_for(database, folder)) as app,
        sync_playwright() as playwright,
    ):
        site = app.extensions["site"]
        add_schemes(site)
        begin(site, "residents", languages=tuple(site.languages()))
        set_help(site, SCHEME, who_comes="", outside_person="", telephone="01632 960 001")
        invite(site, SURVEY, SCHEME, number=9)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        own = {"executable_path": str(CHROMIUM)} if Path(CHROMIUM).exists() else {}
        browser = playwright.chromium.launch(args=list(ARGUMENTS), **own)
        page = browser.new_page(base_url=f"http://127.0.0.1:{server.server_port}")
        page.goto("/staff/sign-in")
        page.fill("#name", NAME)
        page.fill("#password", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/staff/")
        yield page
        browser.close()
        server.shutdown()
        thread.join()
        server.server_close()


CUT_OFF = """[...document.querySelectorAll('.face, .letter-sheet')].filter(each =>
    each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1
).map(each => [each.lang, each.scrollHeight, each.clientHeight])"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("", 2),
        ("?language=ur", 2),
        ("?language=en&language=ur", 3),
        ("?layout=letters", 9),
        ("?layout=letters&language=ur", 9),
        ("?layout=letters&language=en&language=ur", 18),
    ],
)
def test_the_print_has_as_many_pages_as_it_needs(desk, query, pages):
    desk.goto(PRINT + query)
    printed = desk.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == pages


@pytest.mark.browser
@pytest.mark.parametrize("layout", ["slips", "letters"])
def test_nothing_of_any_language_is_cut_off_and_the_square_is_35_mm(desk, layout):
    """Requirement 54."""
    desk.set_viewport_size({"width": 794, "height": 1123})
    desk.emulate_media(media="print")
    desk.goto(CODES)
    languages = desk.eval_on_selector_all(
        "#made-slips, [name=language]", "all => [...new Set(all.map(each => each.value))].slice(1)"
    )
    assert {"en", "cy", "ur"} <= set(languages)
    for language in languages:
        desk.goto(f"{PRINT}?layout={layout}&language={language}")
        assert desk.evaluate(CUT_OFF) == [], language
        width = desk.evaluate("document.querySelector('.square').getBoundingClientRect().width")
        modules = int(desk.get_attribute(".square", "viewBox").split()[2])
        assert width / 96 * 25.4 * (modules - 8) / modules >= 35
    desk.emulate_media(media="screen")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1360, 320])
def test_the_page_of_the_codes_is_for_every_eye_and_hand(desk, width):
    desk.set_viewport_size({"width": width, "height": 900})
    for address in (CODES, PRINT):
        desk.goto(address)
        assert run_axe(desk) == []
        wide, shown = desk.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= shown
