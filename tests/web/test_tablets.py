"""A shared tablet: one start page a scheme, a fresh visit for each person, nothing left behind."""

from __future__ import annotations

import json

import pytest

from surveyapp.workflows.tablets import tablet_code
from tests.web.person import Person
from tests.web.surveys import responses, rows, running_survey

SCHEME = "larch-court"


@pytest.fixture
def address(site, clock):
    """The address of the residents' survey, in three languages."""
    return running_survey(site, languages=("en", "cy", "ur"))


@pytest.fixture
def start(site, address):
    """The path of the start page of the scheme's tablets."""
    return f"/k/{tablet_code(site, SCHEME)}"


@pytest.fixture
def tablet(client, start):
    """A registered tablet that shows its start page."""
    register(client, start)
    return Person(client, start)


def register(client, start):
    Person(client, start).press("Use this tablet for many people")


def page_token(person):
    return str(person.page.select_one("input[name=token]")["value"])


def begin(person, language="English"):
    person.press(language)
    person.begin(words="Easy words")


def leave(person):
    token = person.page.select_one("#still-there input[name=token]")["value"]
    form = person.page.select_one("#still-there form")
    return person.client.post(form["action"], data={"token": token})


def test_a_device_becomes_a_tablet_only_where_scripts_run(client, start):
    """Requirement 41: the return to the start page is done by a script."""
    person = Person(client, start)
    assert person.heading == "Make this a shared tablet"
    assert person.page.select_one("button.needs-script").has_attr("hidden")
    assert "Scripts are switched off" in str(person.page.select_one("noscript"))


def test_the_start_page_is_touched_in_ones_own_script(tablet):
    """Requirement 47: nobody needs to read English to begin."""
    cards = {each["lang"]: each for each in tablet.page.select("button.card")}
    assert list(cards) == ["en", "cy", "ur"]
    assert (cards["ur"]["dir"], cards["cy"]["dir"]) == ("rtl", "ltr")
    assert "Touch here to start" in cards["en"].get_text()
    assert "Touch here to start" not in cards["cy"].get_text() + cards["ur"].get_text()


def test_a_touch_begins_in_that_language_and_is_a_response_of_the_tablet(site, tablet):
    tablet.press("Cymraeg")
    assert tablet.page.html["lang"] == "cy"
    (journey,) = rows(site.store)["journeys"]
    assert journey[3:5] == ("kiosk", "self_tablet")


def test_the_address_of_the_start_page_says_nothing_of_anybody(tablet, start):
    assert tablet.path == start and len(start) == len("/k/ABCDEFGH")


def test_who_has_finished_is_led_back_to_the_start_page(site, tablet, start):
    begin(tablet)
    tablet.answer("Yes")
    tablet.finish()
    tablet.follow("Start for the next person")
    assert tablet.path == start
    (response,) = responses(site.store)
    assert (response["way_in"], response["mode"]) == ("kiosk", "self_tablet")


@pytest.mark.parametrize(
    "page", ["", "/check", "/q/feel_safe", "/q/wellbeing_improved", "/rest/x"]
)
def test_requirement_46_back_shows_the_start_page_and_never_an_answer(
    tablet, start, address, page
):
    begin(tablet)
    tablet.answer("Yes")
    tablet.finish()
    tablet.visit(address + page)
    assert tablet.path == start
    assert tablet.response.headers["Cache-Control"] == "no-store"


def test_requirement_41_every_page_of_a_visit_asks_after_the_same_idle_time(tablet):
    begin(tablet)
    for _ in tablet.pages_until(lambda: tablet.heading == "Check your answers"):
        dialog = tablet.page.select_one("dialog#still-there")
        assert dialog["data-idle"] == "120" and int(dialog["data-warning"]) >= 60
        assert dialog.select_one("img") and "Are you still there?" in dialog.get_text()
        tablet.press("Skip")


def test_no_page_of_ones_own_device_asks(device, address):
    """Requirement 41: nobody is timed on a device of their own."""
    person = Person(device(), address)
    person.press("English")
    person.begin()
    assert not person.page.select("dialog") and "tablet." not in str(person.page.head)


def test_who_has_left_is_forgotten_and_counted_as_a_break_off(site, tablet, start, address):
    begin(tablet)
    tablet.answer("Yes")
    assert leave(tablet).status_code == 204
    held = rows(site.store)
    assert held["journeys"] == [] and held["responses"] == []
    assert [row[3:] for row in held["ledger"]] == [("broke_off", 1)]
    tablet.visit(f"{address}/q/feel_safe")
    assert tablet.path == start


def test_what_somebody_left_is_kept_only_where_that_is_declared(
    site, client, start, tablet, monkeypatch
):
    """Requirement 41: kept or dropped as declared."""
    object.__setattr__(site.settings, "tablet_keeps_unsent", True)
    begin(tablet)
    tablet.answer("Yes")
    leave(tablet)
    (response,) = responses(site.store)
    assert response["standing"] == "partial" and response["answers"] == {"feel_safe": ["yes"]}


def test_nobody_else_can_end_a_visit(site, tablet, device, address):
    begin(tablet)
    before = rows(site.store)
    action = tablet.page.select_one("#still-there form")["action"]
    assert tablet.client.post(action, data={"token": "x"}).status_code == 400
    assert device().post(action, data={"token": "x"}).status_code == 400
    assert rows(site.store) == before


def test_language_looks_and_answers_of_the_last_person_are_gone(tablet, start):
    tablet.press("اردو")
    leave(tablet)
    tablet.visit(start)
    assert tablet.page.html["lang"] == "en"
    tablet.press("English")
    tablet.follow("Look and sound")
    tablet.press("Biggest")
    leave(tablet)
    tablet.visit(start)
    tablet.press("English")
    assert "size-normal" in tablet.page.html["class"]


def test_several_open_surveys_are_offered_by_their_names_but_never_the_one_of_staff(
    site, client, start
):
    running_survey(site, "families", languages=("en", "cy"))
    running_survey(site, "staff", languages=("en",))
    register(client, start)
    person = Person(client, start)
    person.press("English")
    assert person.heading == "What do you want to answer?"
    assert person.offered == [
        "Tell us what you think about living here",
        "Tell us what you think as family or friend",
    ]
    person.press("Tell us what you think as family")
    person.begin()
    assert person.heading == "Would you recommend this service to a loved one?"


def test_a_tablet_of_a_scheme_without_an_open_survey_says_so(site, client, start):
    from surveyapp.workflows.closing import close_survey

    register(client, start)
    close_survey(site, "residents-2026")
    assert Person(client, start).heading == "There are no questions to answer today."


def test_a_language_that_is_not_offered_leads_back_to_the_start_page(tablet, start):
    sent = {"language": "xx", "token": page_token(tablet)}
    response = tablet.client.post(f"{start}/start", data=sent, follow_redirects=True)
    assert response.request.path == start


@pytest.mark.parametrize("form", ["register", "release", "start"])
def test_no_form_is_taken_that_comes_from_no_page_of_the_tablet(tablet, start, form):
    response = tablet.client.post(f"{start}/{form}", data={"language": "en", "token": "x"})
    assert response.status_code == 400


def test_a_code_that_leads_nowhere_is_told_plainly(client, address):
    assert client.get("/k/ABCDEFGH").status_code == 404


def test_the_home_screen_gets_what_it_needs_and_no_orientation_is_locked(tablet, start):
    """Requirement 29."""
    link = tablet.page.select_one("link[rel=manifest]")["href"]
    response = tablet.client.get(link)
    described = json.loads(response.get_data(as_text=True))
    assert described["start_url"] == start and described["display"] == "fullscreen"
    assert "orientation" not in described
    for icon in described["icons"]:
        drawn = tablet.client.get(icon["src"])
        assert drawn.status_code == 200 and drawn.content_type == "image/png"


def test_a_device_can_be_released(tablet, start):
    tablet.client.post(f"{start}/release", data={"token": page_token(tablet)})
    tablet.visit(start)
    assert tablet.heading == "Make this a shared tablet"


def test_a_new_address_makes_the_old_one_lead_nowhere(site, client, start):
    renewed = tablet_code(site, SCHEME, anew=True)
    assert client.get(start).status_code == 404
    assert client.get(f"/k/{renewed}").status_code == 200
