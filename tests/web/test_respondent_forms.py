"""What a form does: once, only from a page of ours, and in plain words when it can't be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import url_for

from surveyapp.definitions.question_types.own_words import LONGEST
from surveyapp.storage.journeys import record_come_back
from surveyapp.workflows.answering import begin_or_change, find_visit, hash_of
from surveyapp.workflows.invitations import invite
from surveyapp.workflows.surveys import new_link_code
from tests.web.person import LOOKS, Person
from tests.web.surveys import responses, rows, running_survey

WORDS_OF_ADDRESSES = {
    "kind": ("words", "practice"),
    "name": ("feel_safe", "one_change"),
    "come_back_code": ("ABCDEFGH",),
    "rest": ("choose/words",),
}
"""What stands in the addresses of forms, but for the code; a new one is added here."""

FORGED = ("", "x", "é", "AAAAAAAAAAAAAAAAAAAAAAAAAAA")


@pytest.fixture
def address(site, clock):
    """The address of the residents' survey of Larch Court, in English."""
    return running_survey(site)


@pytest.fixture
def person(client, address):
    """Somebody at the second question, who has answered the first."""
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    return person


def form_addresses(app, address):
    """Every address under a survey that takes a form, as the application lists them."""
    found = []
    (typed,) = invite(app.extensions["site"], "residents-2026", "larch-court", number=1)
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.endpoint.startswith("respondent.") and "POST" in (rule.methods or ()):
                names = sorted(rule.arguments - {"code", "typed"})
                several = WORDS_OF_ADDRESSES[names[0]] if names else ("",)
                for word in several:
                    given = dict.fromkeys(names, word)
                    given |= {"typed": typed} if "typed" in rule.arguments else {}
                    found.append(url_for(rule.endpoint, code=address[3:], **given))
    return found


@pytest.mark.parametrize("token", FORGED, ids=["none", "short", "not ASCII", "made up"])
def test_no_form_is_taken_without_the_token_of_its_page(app, site, person, address, token):
    addresses = form_addresses(app, address)
    assert len(addresses) >= 6
    before = rows(site.store)
    for each in addresses:
        fields = {"choice": "easy", "answer": "no", "do": "drop"}
        fields |= {"token": token} if token else {}
        response = person.client.post(each, data=fields)
        assert response.status_code == 400, each
        assert "What you said before is safe." in response.get_data(as_text=True), each
        assert rows(site.store) == before, each


def test_no_form_is_taken_with_the_token_of_another_person(app, site, person, address, device):
    other = Person(device(), address)
    token = other.page.select_one("input[name=token]")["value"]
    addresses = form_addresses(app, address)
    before = rows(site.store)
    for each in addresses:
        fields = {"token": token, "choice": "easy", "answer": "no", "do": "drop"}
        assert person.client.post(each, data=fields).status_code == 400, each
    assert rows(site.store) == before


def test_no_form_is_taken_without_the_cookie_of_its_page(site, person, device):
    action, sent = person.form("Next")
    before = rows(site.store)
    assert device().post(action, data=sent).status_code == 400
    assert rows(site.store) == before


def test_after_a_form_that_was_not_taken_the_person_goes_on_where_they_were(person, address):
    action, sent = person.form("Next")
    person.send((action, sent | {"token": ["x"]}))
    assert person.heading == "Let us start this page again"
    person.follow("Go on")
    assert "Question 2 of 5" in person.words
    person.follow("Back")
    assert person.chosen == ["yes"]


def test_an_answer_that_is_sent_twice_is_stored_once(site, person):
    """Requirement 38."""
    person.mark("No")
    form = person.form("Next")
    person.send(form)
    once = rows(site.store)
    person.send(form)
    assert rows(site.store) == once
    assert "Question 3 of 5" in person.words


def test_answers_that_are_sent_twice_are_one_response(site, person):
    for _ in range(4):
        person.press("Skip")
    form = person.form("Send my answers")
    person.send(form)
    once = rows(site.store)
    person.send(form)
    assert person.heading == "Thank you"
    assert rows(site.store) == once
    assert len(responses(site.store)) == 1


def test_what_is_kept_twice_at_stop_is_one_response(site, person):
    person.follow("Stop now")
    form = person.form("Stop, and keep what I said")
    person.send(form)
    person.send(form)
    assert person.heading == "Thank you"
    assert len(responses(site.store)) == 1


def test_two_taps_on_the_first_button_at_one_time_begin_one_visit(site, address):
    """Both requests find nobody there yet; the second changes what the first began."""
    taps = [find_visit(site, address[3:], "the cookie") for _ in range(2)]
    for visit, words in zip(taps, ("easy", "standard"), strict=True):
        journey = replace(visit.journey, words=words)
        assert begin_or_change(site, visit, journey, way_in="open", mode="self_phone")
    after = find_visit(site, address[3:], "the cookie")
    assert after.journey.words == "standard"
    assert len(rows(site.store)["journeys"]) == 1


def test_two_taps_on_send_at_one_time_store_one_response(site, person, address):
    """Both requests find the journey; only the one that erases it writes the response."""
    from surveyapp.workflows.answering import send

    cookie = person.client.get_cookie("visit", path=address).value
    for visit in [find_visit(site, address[3:], cookie) for _ in range(2)]:
        send(site, visit)
    assert len(responses(site.store)) == 1


@pytest.mark.parametrize("answer", ["maybe", "YES", "yes;no", "\0", "ja" * 500])
def test_an_option_that_does_not_exist_asks_again_in_plain_words(site, person, answer):
    """Requirement 43."""
    before = rows(site.store)
    action, sent = person.form("Next")
    assert person.send((action, sent | {"answer": [answer]})).status_code == 400
    assert person.page.title.get_text().startswith("Please look again: Have the services")
    summary = person.page.select_one("[role=alert]")
    assert "Choose one answer." in summary.get_text()
    assert summary.has_attr("autofocus"), "requirement 40"
    assert person.page.select_one(summary.a["href"]), "the link leads to the first answer"
    assert person.chosen == []
    assert rows(site.store) == before


def test_an_unknown_one_of_several_asks_again(person):
    person.answer("Yes")
    action, sent = person.form("Next")
    assert person.send((action, sent | {"answer": ["sleep", "wealth"]})).status_code == 400
    assert "Choose your answers again." in person.words


def test_too_many_own_words_stay_on_the_page_for_the_person_to_shorten(site, person):
    """Requirement 43: the page says what to do, and nothing has to be written again."""
    for _ in range(3):
        person.press("Skip")
    words = "Über <i>alles</i> & more\n" * (LONGEST // 20)
    assert len(words) > LONGEST
    person.write(words)
    assert person.press("Next").status_code == 400
    assert "Please write a little less." in person.page.select_one("[role=alert]").get_text()
    assert person.page.textarea.get_text().strip() == words.strip()
    person.write("Shorter.")
    person.press("Next")
    person.press("Send my answers")
    assert responses(site.store)[0]["words"] == {"one_change": "Shorter."}


def test_the_field_of_own_words_cuts_nothing_off_in_silence(person):
    for _ in range(3):
        person.press("Skip")
    assert not person.page.textarea.has_attr("maxlength")


@pytest.mark.parametrize("sign", ["x", "ی", "🙂"])
def test_nothing_of_a_very_long_text_is_lost(site, person, sign):
    for _ in range(3):
        person.press("Skip")
    person.write(sign * 20_000)
    assert person.press("Next").status_code == 400
    assert "Please write a little less." in person.words
    assert person.page.textarea.get_text() == sign * 20_000


def test_own_words_of_the_longest_length_are_taken_whole(site, person):
    for _ in range(3):
        person.press("Skip")
    words = "ی" * LONGEST
    person.write(words)
    person.press("Next")
    person.press("Send my answers")
    assert responses(site.store)[0]["words"] == {"one_change": words}


def test_a_form_that_is_far_too_big_is_refused_in_plain_words(site, person):
    before = rows(site.store)
    action, sent = person.form("Next")
    response = person.send((action, sent | {"answer": ["x" * 300_000]}))
    assert response.status_code == 413
    assert person.heading == "That is too much for one page"
    assert rows(site.store) == before


@pytest.mark.parametrize("fields", [{"choice": ["Klingon"]}, {}], ids=["unknown", "none"])
def test_a_choice_that_is_not_offered_changes_nothing(site, client, address, fields):
    person = Person(client, address)
    action, sent = person.form("Easy words")
    before = rows(site.store)
    person.send((action, {"token": sent["token"]} | fields))
    assert person.heading == "Which words do you want?"
    assert rows(site.store) == before


def test_the_consent_can_not_be_jumped_over(site, client, address):
    person = Person(client, address)
    action, sent = person.form("Easy words")
    for page in ("choose/consent", "choose/practice", "q/feel_safe", "check"):
        fields = {"token": sent["token"], "choice": ["yes"], "answer": ["yes"], "do": ["next"]}
        person.send((f"{address}/{page}", fields))
        assert person.heading in ("Which words do you want?", LOOKS)
    person.visit(f"{address}/q/feel_safe")
    assert "Question" not in person.words
    assert responses(site.store) == []


def test_looking_at_pages_changes_nothing(app, site, person, address):
    """GET and HEAD are safe, whatever follows links by itself: a preview, a scanner."""
    (typed,) = invite(site, "residents-2026", "larch-court", number=1)
    come_back = new_link_code()
    visit = find_visit(site, address[3:], person.client.get_cookie("visit", path=address).value)
    with site.store.writing() as connection:
        record_come_back(connection, visit.cookie_hash, hash_of(come_back))
    before = rows(site.store)
    fillers = {
        "code": address[3:],
        "kind": "words",
        "name": "feel_safe",
        "file": "x.svg",
        "come_back_code": come_back,
        "typed": typed,
        "rest": "choose/words",
    }
    with app.test_request_context():
        looked = [
            url_for(rule.endpoint, **{name: fillers[name] for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("respondent.") and "GET" in (rule.methods or ())
        ]
    assert len(looked) >= 8
    for each in looked:
        for query in ("", "?do=drop&choice=yes&answer=no&from=check"):
            person.client.get(each + query)
            person.client.head(each + query)
    assert rows(site.store) == before


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused_in_plain_words(site, person, address, method):
    before = rows(site.store)
    response = getattr(person.client, method)(f"{address}/q/feel_safe")
    assert response.status_code == 405
    assert "What you said before is safe." in response.get_data(as_text=True)
    assert rows(site.store) == before


def test_what_stands_in_an_address_does_not_change_the_page_of_the_next_person(
    site, device, clock
):
    """A page that is rendered once for many must not keep what one of them asked for."""
    address = running_survey(site, "staff")
    first, second = Person(device(), address), Person(device(), address)
    for person in (first, second):
        person.begin()
    page = f"{address}/q/managers_listen"
    first.visit(f"{page}?words=easy&pictures=no&language=cy&from=check")
    second.visit(page)
    assert second.page.body["class"] == ["respondent", "standard-words"]
    assert second.page.select("main img")
    assert not second.page.select("input[name=from]")
