"""What the store keeps of a person who has sent: what they said, and how, and nothing else."""

from __future__ import annotations

import hashlib
import logging
from itertools import product

import pytest

from surveyapp.storage.tables import metadata
from surveyapp.workflows.closing import close_survey
from tests.inspector import words_of
from tests.web.person import Person
from tests.web.surveys import responses, rows, running_survey

ADDRESS, AGENT = "203.0.113.77", "Mozilla/5.0 (TellTale 4711)"
HELPERS = {
    "No, I do this on my own": "none",
    "Somebody from outside": "independent",
    "Family or a friend": "family",
    "Staff who work here": "staff",
    "Somebody else": "other",
}


@pytest.fixture
def address(site, clock):
    """The address of the residents' survey of Larch Court, in English."""
    return running_survey(site)


def everything(store):
    """All that the tables hold, as text."""
    return repr(rows(store))


def test_nothing_of_who_came_stays_after_sending(site, device, address, clock, caplog):
    """No cookie, no address, no browser, no time: every table is read through."""
    caplog.set_level(logging.DEBUG)
    client = device()
    client.environ_base |= {"REMOTE_ADDR": ADDRESS}
    person = Person(client, address, User_Agent=AGENT, X_Forwarded_For=ADDRESS)
    cookie = client.get_cookie("visit", path=address).value
    person.begin(words="Easy words", pictures="Without pictures")
    person.answer("Yes")
    began = str(int(clock.time()))
    assert began[:7] in everything(site.store), "an unsent journey does carry its last use"
    person.finish()
    held = everything(site.store)
    for trace in (cookie, ADDRESS, "203.0", "Mozilla", "TellTale", began[:7], "datetime.datetime"):
        assert trace not in held, trace
    tables = rows(site.store)
    assert tables["journeys"] == []
    cookie_hash = hashlib.sha256(cookie.encode()).hexdigest()
    assert tables["spent_cookies"] == [(cookie_hash, "residents-2026")]
    del tables["spent_cookies"]
    assert cookie_hash not in repr(tables)
    assert ADDRESS not in caplog.text and "TellTale" not in caplog.text
    close_survey(site, "residents-2026")
    assert cookie_hash not in everything(site.store), "the closing forgets who has sent"


def test_nothing_of_who_came_is_kept_when_it_is_thrown_away(site, client, address):
    before = rows(site.store)
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    person.follow("Stop now")
    person.press("Stop, and throw away what I said")
    after = rows(site.store)
    counted = ("residents-2026", "larch-court", "residents", "broke_off", 1)
    assert after == before | {"ledger": [*before["ledger"], counted]}


def test_looks_are_counted_for_the_survey_and_never_kept_on_a_response(site, device, address):
    for look in ("Biggest", "Without pictures", "Without pictures"):
        person = Person(device(), address)
        person.begin(pictures=look)
        person.answer("Yes")
        person.finish()
    first, *others = [{**each, "id": ""} for each in responses(site.store)]
    assert all(each == first for each in others)
    assert [row[2:] for row in rows(site.store)["presentation_counts"]] == [
        ("colours", "soft", 3),
        ("pictures", "off", 2),
        ("pictures", "on", 1),
        ("size", "biggest", 1),
        ("size", "normal", 2),
        ("sound", "on", 3),
    ]


def test_a_fault_of_ours_is_logged_without_anything_of_the_person(
    app, site, device, address, caplog
):
    app.test_client_class = None
    client = app.test_client()
    client.environ_base |= {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT}
    client.get(address)
    cookie = client.get_cookie("visit", path=address).value
    metadata.drop_all(site.store.engine)
    assert client.get(address).status_code == 500
    assert "A page failed" in caplog.text
    cookie_hash = hashlib.sha256(cookie.encode()).hexdigest()
    for trace in (cookie, cookie_hash, ADDRESS, "TellTale", address[3:]):
        assert trace not in caplog.text, trace


COMBINATIONS = [
    *product(("Easy words", "Standard words"), HELPERS, ("I choose my answers",)),
    *product(("Easy words",), list(HELPERS)[1:], ("My helper chooses for me",)),
]


def test_a_response_says_who_helped_and_whose_words_it_holds(site, device, address):
    for words, helper, chooser in COMBINATIONS:
        before = {each["id"] for each in responses(site.store)}
        person = Person(device(), address)
        person.begin(words=words, helper=helper, chooser=chooser)
        person.finish()
        (response,) = [each for each in responses(site.store) if each["id"] not in before]
        by_helper = chooser.startswith("My helper")
        assert response["helper"] == HELPERS[helper]
        assert response["presentation"] == ("proxy" if by_helper else words.split()[0].lower())
        assert response["language"] == "en"
        assert response["capacity"] is None
        assert response["scheme"] == "larch-court"


def test_who_helps_is_not_asked_who_chooses_when_nobody_helps(client, address):
    person = Person(client, address)
    person.press("Easy words")
    person.press("Next")
    person.press("No, I do this on my own")
    assert person.heading == "Tell us about living here"


def test_a_helper_who_chooses_is_asked_about_the_person(client, address):
    person = Person(client, address)
    person.begin(
        words="Easy words", helper="Staff who work here", chooser="My helper chooses for me"
    )
    assert person.heading == "Do the services here help the person you support feel safe?"


def test_a_helper_chosen_anew_asks_anew_who_chooses(client, address):
    person = Person(client, address)
    for choice in ("Easy words", "Next", "Family or a friend"):
        person.press(choice)
    person.press("My helper chooses for me")
    person.follow("Back")
    person.follow("Back")
    person.press("Staff who work here")
    assert person.heading == "Who chooses the answers?"


@pytest.mark.parametrize(
    ("page", "hint", "way_in", "mode"),
    [
        ("", {}, "open", "self_phone"),
        ("", {"Sec_CH_UA_Mobile": "?1"}, "open", "self_phone"),
        ("", {"Sec_CH_UA_Mobile": "?0"}, "open", "self_tablet"),
        ("/tablet", {}, "kiosk", "self_tablet"),
        ("/tablet", {"Sec_CH_UA_Mobile": "?1"}, "kiosk", "self_tablet"),
    ],
)
def test_a_response_says_how_it_came(site, client, address, page, hint, way_in, mode):
    person = Person(client, address + page, **hint)
    person.begin()
    person.finish()
    (response,) = responses(site.store)
    assert (response["way_in"], response["mode"]) == (way_in, mode)


@pytest.mark.parametrize(("language", "name"), [("cy", "Cymraeg"), ("ur", "اردو")])
def test_a_response_says_its_language(site, client, clock, language, name):
    person = Person(client, running_survey(site, languages=("en", language)))
    assert person.heading == "Choose your language"
    person.press(name)
    html = person.page.html
    assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ur" else "ltr")
    for _ in person.pages_until(lambda: person.page.select("textarea")):
        main = person.page.select_one(".looks .control-main")
        person.press(words_of(main or person.page.select_one("main form button")))
    for _ in range(2):
        person.press(words_of(person.page.select_one("main form button")))
    assert person.path.endswith("/thanks")
    assert person.page.html["lang"] == language
    (response,) = responses(site.store)
    assert response["language"] == language


def test_a_language_is_reached_without_reading_english_and_keeps_place_and_answers(
    site, client, clock
):
    """Requirement 47."""
    person = Person(client, running_survey(site, languages=("en", "cy")))
    names = person.page.select("main button.card")
    assert [(each["lang"], each.select_one(".card-label").get_text()) for each in names] == [
        ("en", "English"),
        ("cy", "Cymraeg"),
    ]
    person.begin(words="Easy words")
    person.answer("Yes")
    person.follow("English")
    person.press("Cymraeg")
    assert person.page.html["lang"] == "cy"
    assert person.path.endswith("/q/wellbeing_improved")
    person.visit(person.path.replace("wellbeing_improved", "feel_safe"))
    assert person.chosen == ["yes"]


def test_a_link_opens_in_the_language_that_it_names(site, client, clock):
    """Requirement 54."""
    person = Person(client, running_survey(site, languages=("en", "cy")) + "?language=cy")
    assert person.page.html["lang"] == "cy"


def test_the_browser_s_language_is_a_first_guess(site, client, clock):
    address = running_survey(site, languages=("en", "cy"))
    person = Person(client, address, Accept_Language="pa, cy;q=0.9, en;q=0.5")
    assert person.page.html["lang"] == "cy"
    assert Person(client, address, Accept_Language="pa").page.html["lang"] == "en"


def test_two_surveys_on_one_device_do_not_meet(site, client, clock):
    residents, families = running_survey(site), running_survey(site, "families")
    first = Person(client, residents)
    first.begin()
    first.answer("Yes")
    second = Person(client, families)
    assert second.heading == "Which words do you want?"
    second.begin()
    second.answer("No")
    first.again()
    assert "Question 2 of 5" in first.words
    second.finish()
    assert second.heading == "Thank you"
    first.again()
    assert "Question 2 of 5" in first.words
    first.finish()
    assert {each["survey"]: each["way_in"] for each in responses(site.store)} == {
        "residents-2026": "open",
        "families-2026": "open",
    }


def test_two_people_on_two_devices_do_not_meet(site, device, address):
    first, second = Person(device(), address), Person(device(), address)
    for person, said in ((first, "Yes"), (second, "No")):
        person.begin()
        person.answer(said)
    first.follow("Back")
    second.follow("Back")
    assert (first.chosen, second.chosen) == (["yes"], ["no"])
