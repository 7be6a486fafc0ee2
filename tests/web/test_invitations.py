"""Beginning with a personal code: a look burns nothing, one code is one response."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from surveyapp import create_app
from surveyapp.storage.tables import invitations
from surveyapp.web.front_door import FINDERS, Finder
from surveyapp.workflows.answering import find_visit
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.coming_back import give_code
from surveyapp.workflows.invitations import invite, replace_code, withdraw
from surveyapp.workflows.surveys import open_survey, renew_link
from surveyapp.workflows.tablets import tablet_code
from tests.inspector import words_of
from tests.web.person import Person
from tests.web.surveys import draft_survey, responses, rows, running_survey

SURVEY, SCHEME = "residents-2026", "larch-court"
NOT_RIGHT, USED = "This code is not right yet", "This code has been used"


@pytest.fixture
def poster(site, clock):
    """The address of the poster of a survey in English and Urdu."""
    return running_survey(site, languages=("en", "ur"))


@pytest.fixture
def code(site, poster):
    """A code that nobody has used."""
    (code,) = invite(site, SURVEY, SCHEME, number=1)
    return code


@pytest.fixture
def address(poster, code):
    """The address that the slip of the code leads to."""
    return f"{poster}/i/{code}"


def state(site, code):
    """What the table of invitations says of a code."""
    return {row[0]: row[3] for row in rows(site.store)["invitations"]}[code]


def begun(site):
    """Way in and mode of every journey that is under way."""
    return [(row[3], row[4]) for row in rows(site.store)["journeys"]]


# Looking


def test_a_scanned_code_opens_at_the_language_page(site, client, address):
    """Requirement 54."""
    person = Person(client, address)
    assert person.heading == "Choose your language"
    assert [each["lang"] for each in person.page.select("main button.card")] == ["en", "ur"]
    assert not person.page.select("[checked], [aria-pressed=true]")


def test_a_code_opens_in_the_language_that_its_address_names(site, client, address, code):
    """Requirement 54."""
    person = Person(client, f"{address}?language=ur")
    assert (person.page.html["lang"], person.page.html["dir"]) == ("ur", "rtl")
    assert state(site, code) == "issued"
    person.press("English")
    assert person.page.html["lang"] == "en"
    assert state(site, code) == "used"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_look_at_a_code_uses_nothing_up(site, device, address, code, method):
    """Whatever shows a preview of a link asks for it, and so does a phone that is put away."""
    before = rows(site.store)
    for _ in range(3):
        response = getattr(device(), method)(address)
        assert response.status_code == 200
    assert rows(site.store) == before


def test_every_link_before_the_first_choice_leads_back_to_the_code(site, client, address):
    """A person who looks for help first is not led past their code to the open way."""
    person = Person(client, address)
    for _ in range(2):
        links = {str(each["href"]) for each in person.page.select("a[href^='/s/']")}
        assert links
        assert all(each.startswith(address) for each in links), links
        forms = {str(each["action"]) for each in person.page.select("form")}
        assert all(each.startswith(address) for each in forms), forms
        person.follow("I need")
    assert "Sam Hill comes to you" in person.words
    person.follow("Go on with the questions")
    assert (person.heading, person.path) == ("Choose your language", address)
    assert begun(site) == []


def test_the_tools_of_the_first_page_work_before_a_code_is_used(site, client, address, code):
    person = Person(client, address)
    person.follow("Look and sound")
    assert person.heading == "How do you want it to look and sound?"
    assert state(site, code) == "issued"
    person.press("Bigger")
    assert person.page.select_one("html.size-bigger")
    assert begun(site) == [("code", "self_phone")]
    person.press("Next")
    assert person.heading == "Choose your language"


def test_a_survey_in_one_language_opens_at_the_page_that_comes_next(site, client, clock):
    address = running_survey(site)
    (code,) = invite(site, SURVEY, SCHEME, number=1)
    usual = Person(client, address).heading
    person = Person(client, f"{address}/i/{code}")
    assert person.heading == usual != "Choose your language"
    person.begin()
    person.finish()
    (response,) = responses(site.store)
    assert (response["way_in"], response["language"]) == ("code", "en")


# Using


def test_one_code_is_one_response(site, device, address, code):
    person = Person(device(), address)
    person.begin()
    person.answer("Yes")
    person.finish()
    (response,) = responses(site.store)
    assert response["way_in"] == "code"
    assert (response["survey"], response["scheme"]) == (SURVEY, SCHEME)
    assert state(site, code) == "used"
    another = Person(device(), address)
    assert another.heading == USED
    assert not another.page.select("main form")
    assert len(another.page.select("header .tool")) == 1, "help, and nothing that leads back here"


@pytest.mark.parametrize(("hint", "mode"), [("?0", "self_tablet"), ("?1", "self_phone")])
def test_a_journey_by_code_says_so_and_on_what(site, client, address, hint, mode):
    Person(client, address, Sec_CH_UA_Mobile=hint).press("English")
    assert begun(site) == [("code", mode)]


def test_a_code_on_a_shared_tablet_counts_as_a_code(site, client, poster, address):
    Person(client, f"{poster}/tablet")
    person = Person(client, address)
    person.press("English")
    assert begun(site) == [("code", "self_tablet")]


def test_the_device_that_used_a_code_goes_on_where_it_was(site, client, address):
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    where = person.path
    person.visit(address)
    assert person.path == where
    assert len(begun(site)) == 1


def test_the_device_that_has_sent_sees_thanks(client, address):
    person = Person(client, address)
    person.begin()
    person.finish()
    person.visit(address)
    assert person.heading == "Thank you"


def test_another_device_is_told_that_the_code_is_used_and_what_to_do(device, address):
    Person(device(), address).press("English")
    another = Person(device(), address)
    assert another.heading == USED
    assert "Each code works only once." in another.words
    assert "Ask the person who gave you the code for a new one." in another.words
    another.follow("Here is who can help you")
    assert "Sam Hill comes to you" in another.words
    another.follow("Go on with the questions")
    assert another.heading == USED, "and not the open way"


def test_a_second_tap_of_the_same_finger_goes_on(site, client, address):
    person = Person(client, address)
    form = person.form("English")
    person.send(form)
    there = person.heading
    person.send(form)
    assert person.heading == there
    assert len(begun(site)) == 1


def test_of_two_devices_that_come_at_once_one_begins(site, device, address, code):
    people = [Person(device(), address) for _ in range(2)]
    together = Barrier(2)

    def press(person):
        form = person.form("English")
        together.wait()
        person.send(form)
        return person.heading

    with ThreadPoolExecutor(max_workers=2) as pool:
        headings = list(pool.map(press, people))
    assert sorted(heading == USED for heading in headings) == [False, True]
    assert begun(site) == [("code", "self_phone")]
    assert state(site, code) == "used"


def test_a_form_of_another_visit_uses_nothing_up(site, device, address, code):
    form = Person(device(), address).form("English")
    stranger = Person(device(), address)
    stranger.send(form)
    assert stranger.response.status_code == 400
    assert state(site, code) == "issued"
    stranger.follow("Go on")
    assert stranger.path == address


@pytest.mark.parametrize("rest", ["check", "stop", "q/feel_safe", "choose/nothing", "i/ABCDEFGH"])
def test_no_other_page_stands_under_a_code(site, client, address, code, rest):
    person = Person(client, address)
    form = person.form("English")
    assert client.get(f"{address}/{rest}").status_code == 404
    assert client.post(f"{address}/{rest}", data=form[1]).status_code in (404, 405)
    assert state(site, code) == "issued"


# Whose device it is


def test_a_second_person_on_the_same_phone_begins_anew_with_a_code_of_their_own(
    site, client, poster, address
):
    first = Person(client, address)
    first.begin()
    first.finish()
    (code,) = invite(site, SURVEY, SCHEME, number=1)
    second = Person(client, f"{poster}/i/{code}")
    assert second.heading == "Choose your language"
    second.begin()
    second.finish()
    assert [each["way_in"] for each in responses(site.store)] == ["code", "code"]


def test_who_comes_with_a_new_code_amid_the_way_of_another_sees_nothing_of_theirs(
    site, client, poster, address
):
    first = Person(client, address)
    first.begin()
    first.answer("Yes")
    (code,) = invite(site, SURVEY, SCHEME, number=1)
    second = Person(client, f"{poster}/i/{code}")
    assert second.heading == "Have your say"
    assert state(site, code) == "issued"
    second.press("Start for the next person")
    assert second.heading == "Choose your language"
    second.begin()
    assert second.chosen == []
    assert state(site, code) == "used"


def test_who_has_begun_already_can_go_on_and_keep_the_new_code(site, client, poster, address):
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    where = person.path
    (code,) = invite(site, SURVEY, SCHEME, number=1)
    person.visit(f"{poster}/i/{code}")
    person.press("Go on with the questions")
    assert person.path == where
    assert state(site, code) == "issued"


def test_a_code_typed_on_a_registered_tablet_leaves_nothing_there(
    site, client, poster, address, code
):
    """The tablet goes back to its start page by itself, and the code counts as a code."""
    start = f"/k/{tablet_code(site, SCHEME)}"
    Person(client, start).press("Use this tablet for many people")
    person = Person(client, f"/?code={code}")
    assert (person.path, person.heading) == (address, "Choose your language")
    assert person.page.select_one("#still-there")
    person.begin()
    person.finish()
    assert begun(site) == []
    assert responses(site.store)[0]["way_in"] == "code"
    person.visit(poster)
    assert person.path == start


def test_a_shared_tablet_stays_one_for_the_next_person(site, client, poster, address):
    Person(client, f"{poster}/tablet")
    Person(client, address).begin()
    (code,) = invite(site, SURVEY, SCHEME, number=1)
    second = Person(client, f"{poster}/i/{code}")
    second.press("Start for the next person")
    second.begin()
    second.finish()
    assert second.page.select("a[href$='/tablet']"), "a start for the next person"


# Codes that lead nowhere


def test_a_withdrawn_code_looks_like_one_that_there_never_was(site, client, poster, address, code):
    withdraw(site, SURVEY, code)
    pages = [Person(client, each) for each in (address, f"{poster}/i/ABCDEFGH")]
    assert {each.response.status_code for each in pages} == {404}
    assert {each.heading for each in pages} == {NOT_RIGHT}
    assert pages[0].words == pages[1].words


def test_a_code_that_was_replaced_gives_its_place_to_the_new_one(site, client, poster, code):
    new = replace_code(site, SURVEY, code)
    assert Person(client, f"{poster}/i/{code}").heading == NOT_RIGHT
    assert Person(client, f"{poster}/i/{new}").heading == "Choose your language"


def test_a_code_of_a_draft_is_told_to_come_later(site, client, clock):
    address = draft_survey(site)
    (code,) = invite(site, SURVEY, SCHEME, number=1)
    person = Person(client, f"{address}/i/{code}")
    assert person.heading == "These questions are not open yet"
    assert state(site, code) == "issued"
    open_survey(site, SURVEY)
    person.again()
    assert person.heading != "These questions are not open yet"


def test_a_code_of_a_closed_survey_is_told_so(site, client, address, code):
    person = Person(client, address)
    form = person.form("English")
    close_survey(site, SURVEY)
    person.send(form)
    assert person.heading == "These questions are closed now"
    person.visit(address)
    assert person.heading == "These questions are closed now"
    assert state(site, code) == "issued"
    assert begun(site) == []


def test_a_code_on_paper_outlives_a_new_poster(site, client, address, code):
    new = renew_link(site, SURVEY, SCHEME)
    person = Person(client, f"{address}?language=ur")
    assert person.path == f"/s/{new}/i/{code}"
    assert person.page.html["lang"] == "ur"


# The front door


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{head}-{tail}", "{head} {tail}"])
def test_a_personal_code_is_typed_where_a_poster_s_is(client, poster, code, typed):
    """Requirement 54: small letters, blanks and hyphens make no difference."""
    typed = typed.format(code, lower=code.lower(), head=code[:4], tail=code[4:])
    person = Person(client, "/")
    person.page.select_one("#code")["value"] = typed
    person.visit(f"/?code={typed}")
    assert person.path == f"{poster}/i/{code}"
    assert person.heading == "Choose your language"


def test_an_address_with_a_gap_in_its_code_is_put_right(client, poster, code):
    response = client.get(f"{poster}/i/{code[:4].lower()}-{code[4:]}")
    assert response.location == f"{poster}/i/{code}"


@pytest.mark.parametrize("typed", ["ABCDEFGH", "ABC", "12345678", "ABCDEFGHJKMN", "ÄÖÜ"])
def test_a_code_that_leads_nowhere_can_be_typed_again_at_once(client, poster, typed):
    person = Person(client, f"/?code={typed}")
    assert person.response.status_code == 404
    assert person.heading == NOT_RIGHT
    assert person.page.select_one("#code")


def test_the_code_of_a_tablet_and_a_code_to_come_back_are_typed_there_too(site, device, poster):
    tablet = tablet_code(site, SCHEME)
    assert device().get(f"/?code={tablet}").location == f"/k/{tablet}"
    client = device()
    person = Person(client, poster)
    person.press("English")
    visit = find_visit(site, poster[3:], client.get_cookie("visit", path=poster).value)
    back = give_code(site, visit)
    assert device().get(f"/?code={back}").location == f"{poster}/back/{back}"


def test_a_new_kind_of_code_needs_one_line(client, poster, monkeypatch):
    monkeypatch.setitem(FINDERS, "another", Finder(lambda site, code: f"/elsewhere/{code}"))
    assert client.get("/?code=abcd efgh").location == "/elsewhere/ABCDEFGH"


# Guessing

HOUSE, ATTACKER = "203.0.113.7", "198.51.100.9"
TOO_MANY = "Too many wrong codes"


@pytest.fixture
def at(device):
    """Gives a browser at an internet address."""

    def browser(internet_address):
        client = device()
        client.environ_base |= {"REMOTE_ADDR": internet_address}
        return client

    return browser


@pytest.fixture
def narrow(monkeypatch):
    """Limits that a test reaches in a few steps: 6 for an address, 4 for a survey, then 2."""
    for name, limit in (
        ("ADDRESS_LIMIT", 6),
        ("SURVEY_LIMIT", 4),
        ("ADDRESS_LIMIT_AT_A_GUESSED_SURVEY", 2),
    ):
        monkeypatch.setattr(f"surveyapp.workflows.guessing.{name}", limit)


def guess(client, address, times):
    """Type wrong codes, as somebody who tries one after another."""
    return [client.get(address).status_code for _ in range(times)]


def test_forty_people_behind_one_router_all_come_in_after_mistyping_twice(
    site, at, poster, address
):
    codes = invite(site, SURVEY, SCHEME, number=40)
    for code in codes:
        client = at(HOUSE)
        assert guess(client, f"{poster}/i/WRXNGWRX", 2) == [404, 404]
        Person(client, f"{poster}/i/{code}").press("English")
    assert len(begun(site)) == 40


@pytest.mark.parametrize("way", ["{poster}/i/{code}", "/?code={code}"])
def test_too_many_wrong_codes_wait_for_the_next_hour(at, poster, code, way, narrow, clock):
    client = at(ATTACKER)
    wrong, right = (way.format(poster=poster, code=each) for each in ("WRXNGWRX", code))
    assert guess(client, wrong, 7)[-1] == 429
    person = Person(client, wrong)
    assert person.response.status_code == 429
    assert person.heading == TOO_MANY
    assert "Please wait a while. Then try again." in person.words
    assert person.response.headers["Retry-After"] == "3600"
    assert Person(client, right).heading == TOO_MANY, "right codes are not looked at either"
    clock.set(clock.moment.date(), hour=13)
    assert Person(client, right).heading == "Choose your language"


def test_a_right_code_is_let_in_while_others_guess_at_its_survey(
    site, at, poster, address, code, narrow
):
    assert 429 in guess(at(ATTACKER), f"{poster}/i/WRXNGWRX", 6)
    person = Person(at(HOUSE), address)
    person.press("English")
    assert state(site, code) == "used"


def test_who_has_begun_goes_on_whatever_comes_from_their_address(at, poster, address, narrow):
    person = Person(at(HOUSE), address)
    person.press("English")
    guess(at(HOUSE), f"{poster}/i/WRXNGWRX", 7)
    person.visit(poster)
    assert person.heading not in (TOO_MANY, "Choose your language")


def test_a_poster_s_code_is_never_refused(at, poster, narrow):
    client = at(HOUSE)
    assert guess(client, "/?code=WRXNGWRX", 7)[-1] == 429
    assert Person(client, f"/?code={poster[3:]}").path == poster


def test_right_and_used_codes_are_no_guesses(site, device, poster, address):
    Person(device(), address).press("English")
    assert guess(device(), address, 9) == [200] * 9
    assert rows(site.store)["guesses"] == []


@pytest.mark.parametrize("typed", ["ABC", "ABCDEFGHJ", "ABCD 1234"])
def test_what_can_be_no_code_is_no_guess(site, client, poster, typed):
    guess(client, f"/?code={typed}", 2)
    guess(client, f"{poster}/i/{typed}", 2)
    assert rows(site.store)["guesses"] == []


def test_posts_are_limited_as_looks_are(at, poster, narrow):
    client = at(ATTACKER)
    sent = [client.post(f"{poster}/i/WRXNGWRX").status_code for _ in range(7)]
    assert sent[0] == 404 and sent[-1] == 429


def test_no_address_is_stored_or_logged_and_all_traces_go_with_the_hour(
    site, at, poster, clock, caplog
):
    caplog.set_level("DEBUG")
    client = at(ATTACKER)
    guess(client, f"{poster}/i/WRXNGWRX", 3)
    guess(client, "/?code=WRXNGWRX", 2)
    held = repr(rows(site.store))
    for trace in (ATTACKER, "WRXNGWRX"):
        assert trace not in held
        assert trace not in caplog.text
    clock.set(clock.moment.date(), hour=13)
    at(HOUSE).get("/")
    assert rows(site.store)["guesses"] == rows(site.store)["guess_keys"] == []


def test_the_address_behind_a_trusted_proxy_is_that_of_the_person(site, clock, narrow):
    """TRUSTED_PROXIES says how many to believe; one more can be forged, and is not believed."""
    poster = running_survey(site)
    app = create_app(replace(site.settings, trusted_proxies=1))
    client = app.test_client()

    def wrong(forwarded):
        headers = {"X-Forwarded-For": forwarded}
        return client.get(f"{poster}/i/WRXNGWRX", headers=headers).status_code

    assert 429 in [wrong(f"10.0.0.{number}, {ATTACKER}") for number in range(7)]
    assert wrong(f"{ATTACKER}, {HOUSE}") == 404
    app.extensions["site"].store.close()


# What is kept


def test_nothing_joins_a_code_to_the_journey_or_the_response(site, client, poster, address, code):
    """The code stands in its own row and nowhere else; the row names nothing else of anyone."""
    person = Person(client, address)
    cookie = client.get_cookie("visit", path=poster).value
    for step in (person.begin, person.finish):
        step()
        held = rows(site.store)
        assert held.pop("invitations") == [(code, SURVEY, SCHEME, "used")]
        assert code not in repr(held)
        assert cookie not in repr(held)
    assert set(invitations.c.keys()) == {"code", "survey", "scheme", "state"}


def test_the_pages_of_the_way_do_not_carry_the_code(client, address, code):
    person = Person(client, address)
    person.press("English")
    for _ in range(3):
        assert code not in person.response.get_data(as_text=True)
        assert code not in person.response.request.url
        person.press(words_of(person.page.select_one("main form button[type=submit]")))


def test_no_address_holds_a_name(address):
    """Requirement 54: two codes of eight letters without look-alikes, and nothing else."""
    assert re.fullmatch(r"/s/[A-HJKMNP-Z]{8}/i/[A-HJKMNP-Z]{8}", address)
