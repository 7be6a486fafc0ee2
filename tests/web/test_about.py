"""About this survey: who asks, why, what is kept, how long, and how to change one's mind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from surveyapp.controller import Controller
from surveyapp.storage.tables import surveys
from surveyapp.web.contacts import Contact, contacts
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.invitations import invite
from tests.web.person import Person
from tests.web.surveys import draft_survey, rows, running_survey

ABOUT, STATEMENT = "About this survey", "Accessibility statement"
COUNCIL = Controller(
    name="Example Council",
    contact="answers@council.example; 01632 960 010",
    data_protection_contact="Ms Data, Town Hall",
)
NO_NAME = "We do not keep your name."
NO_TIME = "We do not keep the time when you answered, or which phone or tablet you used."
NOT_FOUND = "After you have sent your answers, we cannot find them again."
KNOWN = "We know who you are, because this survey is about you alone."
DELETED = "After you have sent your answers, you can ask us to delete them."
WAY = [
    "Choose your language",
    "Which words do you want?",
    "How do you want it to look and sound?",
    "Tell us about living here",
]
"""The first pages, by their headings in easy words."""


@pytest.fixture
def told(app):
    """Lets the controller be named: `told(name="Example Council")`; all of it where none is."""

    def tell(**facts):
        site = app.extensions["site"]
        site.settings = replace(
            site.settings, controller=Controller(**facts) if facts else COUNCIL
        )

    tell()
    return tell


@pytest.fixture
def address(site, clock, told):
    """The address of the residents' survey, in English and Urdu."""
    return running_survey(site, languages=("en", "ur"))


def first_pages(person):
    """Each of the first pages, once."""
    for heading in WAY:
        while person.heading != heading:
            person.press("No, I do this on my own")
        yield heading
        choices = {WAY[0]: "English", WAY[1]: "Easy words", WAY[2]: "Next"}
        person.press(choices.get(heading, "Yes, I will answer"))


# The way there and back


@pytest.mark.parametrize("start", ["", "/tablet"], ids=["personal", "kiosk"])
@pytest.mark.parametrize("page", [ABOUT, STATEMENT])
def test_both_pages_stand_below_each_first_page_and_back_leads_there(client, address, page, start):
    person = Person(client, address + start)
    for heading in first_pages(person):
        person.follow(page)
        assert person.heading == page
        assert person.response.status_code == 200
        person.follow("Back")
        assert person.heading == heading


def test_no_question_has_the_links(client, address):
    person = Person(client, address)
    person.begin(words="Easy words")
    for _ in person.pages_until(lambda: person.heading == "Check your answers"):
        assert not person.can_follow(ABOUT) and not person.can_follow(STATEMENT)
        person.press("Skip")


@pytest.mark.parametrize("page", [ABOUT, STATEMENT])
def test_from_the_help_page_back_leads_to_help_and_on_to_the_question(client, address, page):
    person = Person(client, address)
    person.begin()
    question = person.heading
    person.follow("I need help")
    person.follow(page)
    person.follow("Back")
    assert person.heading == "I need help"
    person.follow("Go on with the questions")
    assert person.heading == question


@pytest.mark.parametrize("page", [ABOUT, STATEMENT])
def test_from_the_thank_you_page_it_looks_the_same_and_leads_back(client, address, page):
    person = Person(client, address)
    person.begin(words="Easy words", pictures="Without pictures")
    person.finish()
    person.follow(page)
    assert person.heading == page
    assert "easy-words" in person.page.body["class"] and not person.page.select("img")
    person.follow("Back")
    assert person.heading == "Thank you"
    assert "easy-words" in person.page.body["class"] and not person.page.select("img")


def test_after_a_shared_tablet_has_forgotten_somebody_back_leads_to_the_next_start(
    client, address
):
    person = Person(client, f"{address}/tablet")
    person.begin(words="Easy words")
    person.finish()
    person.follow(ABOUT)
    assert person.heading == ABOUT
    person.follow("Back")
    assert person.heading == WAY[0]


def test_an_address_that_names_no_page_of_ours_leads_to_the_first_page(client, address):
    for came_from in ("", "https://elsewhere.example", "q/feel_safe", "practice"):
        person = Person(client, f"{address}/about?from={came_from}&words=hard&size=huge")
        assert person.heading == ABOUT
        person.follow("Back")
        assert person.heading == WAY[0]


def test_before_a_code_is_used_both_pages_stand_under_it_and_use_nothing_up(site, client, address):
    (code,) = invite(site, "residents-2026", "larch-court", number=1)
    before = rows(site.store)
    person = Person(client, f"{address}/i/{code}")
    for page in (ABOUT, STATEMENT):
        person.follow(page)
        assert person.path.startswith(f"{address}/i/{code}/")
        person.follow("Back")
        assert (person.heading, person.path) == (WAY[0], f"{address}/i/{code}")
    assert rows(site.store) == before


def test_one_whose_code_has_been_used_can_read_them_as_well(site, device, address):
    (code,) = invite(site, "residents-2026", "larch-court", number=1)
    Person(device(), f"{address}/i/{code}").press("English")
    other = Person(device(), f"{address}/i/{code}")
    assert other.heading == "This code has been used"
    other.follow(ABOUT)
    assert other.heading == ABOUT
    other.follow("Back")
    assert other.heading == "This code has been used"


def test_it_can_be_read_before_a_survey_opens_and_after_it_has_closed(site, client, clock, told):
    person = Person(client, draft_survey(site, "families"))
    person.follow(ABOUT)
    assert "Example Council asks these questions." in person.words
    person.follow("Back")
    assert person.heading == "These questions are not open yet"
    person.visit(running_survey(site))
    close_survey(site, "residents-2026")
    person.again()
    person.follow(ABOUT)
    assert person.heading == ABOUT
    person.follow("Back")
    assert person.heading == "These questions are closed now"


def test_reading_both_pages_begins_and_stores_nothing(site, client, address):
    before = rows(site.store)
    person = Person(client, address)
    person.follow(ABOUT)
    person.visit(f"{address}/accessibility")
    assert rows(site.store) == before


# What it says


def test_it_tells_who_asks_why_what_is_kept_how_long_and_who_looks_after_it(client, address):
    person = Person(client, f"{address}/about")
    for words in (
        "Example Council asks these questions.",
        "We want to know if the service is good for people.",
        "We keep your answers, your language, and how you answered.",
        "If you wrote something, we delete your words after 6 months.",
        "We delete all other answers after 24 months.",
        "The results stay: they are numbers for everyone together.",
        "You can stop at any time before you send your answers.",
        "Example Council looks after them. In law, this is called the data controller.",
        "You can also complain to the Information Commissioner:",
    ):
        assert words in person.words
    names = [each.get_text() for each in person.page.select("p > bdi")]
    assert names == ["Example Council", "Example Council"]


def test_a_month_is_one_month(client, address, told):
    told(keep_own_words_months=1, keep_answers_months=1)
    person = Person(client, f"{address}/about")
    assert "we delete your words after 1 month." in person.words
    assert "We delete all other answers after 1 month." in person.words


def test_it_speaks_the_language_of_the_survey(client, address):
    person = Person(client, f"{address}/about?language=ur")
    assert (person.page.html["lang"], person.page.html["dir"]) == ("ur", "rtl")
    assert person.heading == "اس سروے کے بارے میں"
    assert "We " not in person.words


def test_an_anonymous_survey_says_that_answers_can_not_be_found_again(client, address):
    person = Person(client, f"{address}/about")
    assert all(words in person.words for words in (NO_NAME, NO_TIME, NOT_FOUND))
    assert KNOWN not in person.words and DELETED not in person.words


@pytest.mark.parametrize("questionnaire", ["outcome_review", "complaint_follow_up"])
def test_an_identified_survey_says_that_the_person_is_known(
    site, client, clock, told, questionnaire
):
    person = Person(client, running_survey(site, questionnaire, code="known-2026") + "/about")
    assert KNOWN in person.words and DELETED in person.words
    assert not any(words in person.words for words in (NO_NAME, NO_TIME, NOT_FOUND))


def test_a_confidential_survey_claims_neither(site, client, address):
    with site.store.writing() as connection:
        connection.execute(update(surveys).values(anonymity="confidential"))
    person = Person(client, f"{address}/about")
    assert DELETED in person.words
    assert not any(words in person.words for words in (KNOWN, NO_NAME, NO_TIME, NOT_FOUND))


# Whom to ask


def test_the_ways_to_ask_can_be_pressed(client, address):
    person = Person(client, f"{address}/about")
    links = {str(each["href"]): each for each in person.page.select(".contacts a")}
    assert list(links) == [
        "mailto:answers@council.example",
        "tel:01632960010",
        "https://ico.org.uk/make-a-complaint/",
        "tel:03031231113",
    ]
    assert links["https://ico.org.uk/make-a-complaint/"]["rel"] == ["external", "noreferrer"]
    assert all(each.select_one("bdi[dir=ltr]") for each in links.values())
    assert "Ms Data, Town Hall" in person.words


def test_on_a_shared_tablet_nothing_leads_away_from_the_pages(client, address):
    person = Person(client, f"{address}/tablet")
    person.follow(ABOUT)
    links = [str(each["href"]) for each in person.page.select(".contacts a")]
    assert links == ["tel:01632960010", "tel:03031231113"]
    assert "answers@council.example" in person.words


def test_what_nobody_set_is_left_out_and_the_scheme_s_own_words_tell_whom_to_ask(
    client, address, told
):
    told(keep_answers_months=24)
    person = Person(client, f"{address}/about")
    for words in ("Who asks you?", "asks these questions", "data controller"):
        assert words not in person.words
    for words in ("Ask here:", "Sam Hill comes to you", "Jo Field, Healthwatch"):
        assert words in person.words
    assert person.page.select("main a[href='tel:01632960001']")


def test_a_name_is_shown_as_it_was_written(client, address, told):
    told(name="<b>Council</b> & Co", contact="<i>Town Hall</i>")
    person = Person(client, f"{address}/about")
    assert "<b>Council</b> & Co asks these questions." in person.words
    assert "<i>Town Hall</i>" in person.words
    assert not person.page.select("bdi b, bdi i")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", []),
        (" ; ", []),
        ("a.b@example.org", [Contact("a.b@example.org", "mailto:a.b@example.org")]),
        ("+44 (0)1632 960-010", [Contact("+44 (0)1632 960-010", "tel:+4401632960010")]),
        ("https://example.org/ask", [Contact("example.org/ask", "https://example.org/ask")]),
        ("1 Example Street, EX1 1EX", [Contact("1 Example Street, EX1 1EX")]),
        ("ring 01632 960 010", [Contact("ring 01632 960 010")]),
        ("javascript:alert(1)", [Contact("javascript:alert(1)")]),
    ],
)
def test_only_a_whole_address_or_number_becomes_a_link(written, expected):
    assert contacts(written) == expected
