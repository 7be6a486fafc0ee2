"""The paper questionnaire: what it asks, in which words, and that all copies are alike."""

from __future__ import annotations

import re
from datetime import date

import pytest

from surveyapp.definitions.document import read_document
from surveyapp.responses.paper_sheet import marks, sheet_questions
from surveyapp.storage import surveys
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.schemes import set_help
from surveyapp.workflows.surveys import create_survey, name_contacts, survey_links
from tests.inspector import words_of
from tests.miniatures import ask_miniature
from tests.web.staff import Desk, add_schemes, application, begin, cell_words, settings_for

PAPER = "/staff/surveys/residents-2026/paper/larch-court"
EASY = f"{PAPER}?words=easy"
PRESENTATIONS = ("standard", "easy", "proxy")


@pytest.fixture
def app(database_url, tmp_path, clock):
    """A site with a residents' survey in three languages, whose own words somebody reads."""
    clock.set(date(2026, 3, 10))
    with application(settings_for(database_url, tmp_path / "instance")) as app:
        site = app.extensions["site"]
        add_schemes(site)
        begin(site, "residents", languages=("cy", "en", "ur"))
        name_contacts(
            site, "residents-2026", reader="Ada Reader", safeguarding_contact="01632 960 002"
        )
        yield app


@pytest.fixture
def desk(app):
    return Desk(app)


def asked(page):
    """The questions of a sheet, by their headings."""
    return {
        words_of(each.h2.select_one(".ask-words")): each for each in page.select("section.ask")
    }


def options(question):
    return [words_of(each) for each in question.select(".tick-words")]


# The first page


def test_it_says_what_it_is_and_that_nobody_has_to(desk):
    first = desk.open(EASY).select_one(".paper-first")
    assert words_of(first.h1) == "Tell us about living here"
    told = words_of(first)
    for line in (
        "Larch Court",
        "You can say yes or no to this.",
        "Put a tick in the box next to your answer.",
        "You can leave out any question.",
        "Do not write your name on this paper.",
        "Ask somebody you trust to help you.",
        "You can answer until 31 March 2026.",
    ):
        assert line in told


@pytest.mark.parametrize("words", PRESENTATIONS)
def test_everybody_is_told_that_they_can_stop(desk, words):
    told = desk.words(f"{PAPER}?words={words}", ".paper-first").lower()
    assert "you can stop at any time" in told


def test_no_line_of_the_consent_is_said_again(desk):
    assert desk.words(EASY, ".paper-first").count("You can stop at any time.") == 1


def test_it_says_who_helps(app, desk):
    set_help(
        app.extensions["site"],
        "larch-court",
        who_comes="Sam Hill comes on Tuesday.",
        outside_person="Jo Field, Healthwatch",
        telephone="01632 960 001",
    )
    told = desk.words(PAPER, ".paper-first")
    assert "Sam Hill comes on Tuesday." in told
    assert "You can talk to somebody who does not work here: Jo Field, Healthwatch" in told
    assert "Call: 01632 960 001" in told


# The questions


def test_every_question_says_how_to_answer_it(desk):
    found = asked(desk.open(PAPER))
    how = {words: words_of(each.select_one(".ask-how")) for words, each in found.items()}
    assert how["Do the services here help you feel safe?"] == "Tick one box."
    assert (
        how["Which parts of your life have improved since you moved in?"]
        == "Tick as many boxes as you like."
    )
    assert how["What one thing would you change?"] == "Write your answer here:"


def test_a_follow_up_says_after_which_answers_it_is_for(desk):
    page = desk.open(EASY)
    lines = [words_of(each) for each in page.select(".ask-only")]
    assert lines == ["Only if you ticked “Yes” or “Partly, or sometimes”:"]


def test_silences_stand_last_and_apart(desk):
    question = asked(desk.open(PAPER))["Do the services here help you feel safe?"]
    assert options(question) == ["Yes", "Partly", "No", "I do not know", "I do not want to say"]
    apart = question.select_one(".ticks-apart")
    assert options(apart) == ["I do not know", "I do not want to say"]


def test_above_an_open_question_stands_that_this_is_not_the_place_and_which_is(app, desk):
    set_help(
        app.extensions["site"],
        "larch-court",
        who_comes="",
        outside_person="Jo Field, Healthwatch",
        telephone="01632 960 001",
    )
    question = asked(desk.open(PAPER))["What one thing would you change?"]
    warning = question.select_one(".paper-danger")
    assert cell_words(warning) == (
        "Is somebody hurting you? Do not write it here. It may be read late. "
        "You can talk to somebody who does not work here: Jo Field, Healthwatch "
        "Call: 01632 960 001 The council keeps people safe: 01632 960 002 "
        "In danger now? Call: 999"
    )
    assert question.decode().index("paper-danger") < question.decode().index('class="write"')


def test_own_words_are_left_out_while_nobody_reads_them(app, desk):
    name_contacts(app.extensions["site"], "residents-2026", reader="", safeguarding_contact="")
    page = desk.open(PAPER)
    assert not page.select(".write, .paper-danger")
    assert "The question for own words is left out" in words_of(page.select_one("aside"))
    numbers = [words_of(each) for each in page.select(".ask-number")]
    assert numbers == list("1234567")


def test_a_number_has_room_to_be_written(app, desk):
    ask_miniature(app.extensions["site"], "residents-2026", "number")
    (question,) = (each for words, each in asked(desk.open(PAPER)).items() if "cups" in words)
    assert question.select_one(".write-number")
    assert [words_of(each) for each in question.select(".tick-mark")] == ["a"]


def test_the_practice_question_stays_off_paper(desk):
    assert "tea" not in desk.words(EASY)


# The end


def test_at_the_end_it_asks_who_helped_and_who_chose(desk):
    found = asked(desk.open(PAPER))
    assert list(found)[-2:] == ["Did somebody help you to answer?", "Who chose the answers?"]
    assert options(found["Did somebody help you to answer?"]) == [
        "No, I did this on my own",
        "Somebody from outside",
        "Family or a friend",
        "Staff who work here",
        "Somebody else",
    ]
    assert options(found["Who chose the answers?"]) == [
        "I chose my answers",
        "My helper chose for me",
    ]


def test_one_who_answers_for_somebody_is_asked_who_they_are(desk):
    found = asked(desk.open(f"{PAPER}?words=proxy"))
    assert "Did somebody help you to answer?" not in found
    assert options(found["Who chose the answers?"])[0] == "Somebody from outside"


def test_it_ends_with_thanks_what_happens_next_and_the_code_for_the_office(app, desk):
    link = survey_links(app.extensions["site"], "residents-2026")["larch-court"]
    last = desk.open(f"{EASY}&language=ur").select_one(".paper-last")
    assert words_of(last.select_one(".paper-code")) == f"{link[:4]} {link[4:]} ur E"
    told = desk.words(EASY, ".paper-last")
    assert told.startswith("Thank you Put the paper in the envelope,")
    assert "What happens next We count all the answers." in told
    assert "For the office" in told


# Marks


@pytest.mark.parametrize("words", PRESENTATIONS)
def test_the_marks_on_paper_are_those_that_are_keyed(app, desk, words):
    site = app.extensions["site"]
    with site.store.reading() as connection:
        survey = surveys.find_survey(connection, "residents-2026")
        document = read_document(surveys.load_document(connection, survey.document))
    page = desk.open(f"{PAPER}?words={words}")
    code = words_of(page.select_one(".paper-code"))
    token = desk.token("/staff/keyed")
    desk.client.post("/staff/keyed", data={"csrf_token": token, "code": code})
    batch = desk.open("/staff/keyed").select_one("td, th[scope=row]").a["href"]
    keyed = desk.open(f"{batch}/1")
    for question in sheet_questions(document.questionnaire, words, open_questions=True):
        printed = page.select_one(f"[aria-labelledby=ask-{question.code}]")
        row = keyed.select_one(f"#row-{question.code}")
        on_paper = [words_of(each) for each in printed.select(".tick-mark")]
        on_screen = [each["data-mark"] for each in row.select("[data-mark]")]
        assert on_paper == on_screen == list(marks(question).values())
        assert words_of(printed.select_one(".ask-number")) == words_of(
            row.select_one(".key-place")
        )


# Words, languages, pictures


def test_without_wishes_it_is_english_and_standard(desk):
    page = desk.open(PAPER)
    assert (page.html["lang"], page.html["dir"]) == ("en", "ltr")
    assert "Tell us what you think about living here" in words_of(page.h1)
    assert not page.select("main img")


@pytest.mark.parametrize("words", PRESENTATIONS)
@pytest.mark.parametrize(("language", "direction"), [("cy", "ltr"), ("ur", "rtl")])
def test_all_of_it_speaks_the_language_that_is_chosen(desk, words, language, direction):
    page = desk.open(f"{PAPER}?words={words}&language={language}")
    english = desk.open(f"{PAPER}?words={words}")
    assert (page.html["lang"], page.html["dir"]) == (language, direction)
    own, others = (
        {words_of(each) for each in sheet.select("main :is(p, li, h1, h2, h3, span)")}
        for sheet in (page, english)
    )
    assert {each for each in own & others if re.search("[a-z]{3}", each)} <= {"Larch Court"}


def test_what_stands_round_the_sheet_stays_english(desk):
    tools = desk.open(f"{PAPER}?language=ur").select_one("aside.paper-tools")
    assert (tools["lang"], tools["dir"]) == ("en", "ltr")
    chosen = tools.select_one("[name=language][checked]")
    assert chosen["value"] == "ur"
    assert chosen.find_parent("label").span["lang"] == "ur"


def test_a_picture_says_nothing_that_the_words_do_not(desk):
    """Requirement 20."""
    images = desk.open(EASY).select("main img")
    assert len(images) > 30
    assert {image["alt"] for image in images} == {""}


def test_a_picture_stands_before_its_words(desk):
    """Requirement 21: in the order of the page, so that it mirrors with the writing."""
    for tick in desk.open(f"{EASY}&language=ur").select(".tick"):
        kinds = [each.get("class", [""])[0] for each in tick.find_all(True, recursive=False)]
        assert kinds == ["tick-mark", "tick-box", "picture", "tick-words"]


def test_pictures_can_be_left_out_of_easy_words_and_put_beside_others(desk):
    assert not desk.open(f"{EASY}&pictures=no").select("main img")
    assert desk.open(f"{PAPER}?pictures=yes").select("main img")


@pytest.mark.parametrize(
    "address",
    [
        f"{PAPER}?language=pl",
        f"{PAPER}?words=short",
        f"{PAPER}?pictures=some",
        "/staff/surveys/residents-2026/paper/no-such",
        "/staff/surveys/no-such/paper/larch-court",
        "/staff/surveys/%00/paper/larch-court",
    ],
)
def test_what_does_not_exist_can_not_be_printed(desk, address):
    desk.open(address, 404)


# All copies are alike


def test_two_sheets_of_one_print_are_alike_in_every_sign(app):
    """Requirement 54 of a printed sheet is a code; it is never one of a person's own."""
    sheets = {str(Desk(app).open(EASY).main) for _ in range(2)}
    assert len(sheets) == 1


def test_nothing_on_paper_counts_up(desk):
    told = desk.words(EASY)
    assert not re.search(r"(?i)\bno\. ?\d|number|serial", told)


# When


def test_a_draft_prints_the_words_of_the_files_and_says_draft(app, desk):
    create_survey(
        app.extensions["site"],
        "residents-next",
        questionnaire="residents",
        contract="extra-care",
        schemes=["larch-court"],
        opens=date(2027, 3, 1),
        closes=date(2027, 3, 31),
        languages=["en", "ur"],
    )
    page = desk.open("/staff/surveys/residents-next/paper/larch-court?language=ur")
    assert page.select_one("main .paper-draft").get_text() == "Draft"
    assert page.select_one("body.paper-is-draft")
    assert "The survey is a draft." in words_of(page.select_one("aside"))


def test_an_open_survey_prints_what_was_frozen_whatever_the_files_say(app, desk):
    assert not desk.open(PAPER).select(".paper-draft")
    ask_miniature(app.extensions["site"], "residents-2026", "choose_one")
    assert words_of(desk.open(PAPER).h1) == "About tea"


def test_a_closed_survey_says_so_round_the_sheet(app, desk):
    close_survey(app.extensions["site"], "residents-2026")
    page = desk.open(PAPER)
    assert "The survey is closed." in words_of(page.select_one("aside"))


def test_it_is_found_where_posters_are(desk):
    (card,) = [
        each
        for each in desk.open("/staff/").select("article")
        if words_of(each.h4) == "residents-2026"
    ]
    found = {words_of(each): each["href"] for each in card.select("a")}
    assert found["Paper for Larch Court, residents-2026"] == PAPER


def test_nobody_prints_who_is_not_signed_in(app):
    response = Desk(app, signed_in=False).client.get(PAPER)
    assert response.location.startswith("/staff/sign-in")
