"""Signing in and out, and that nothing behind it is open."""

from __future__ import annotations

import re

import pytest
from flask_login import user_accessed
from sqlalchemy import update

from surveyapp.storage.tables import accounts
from surveyapp.web.staff import OPEN_TO_ALL
from tests.web.staff import NAME, RESULTS, Desk, application
from tests.web.surveys import running_survey

WRONG = "The name or the password is not right. Please try again."


@pytest.fixture
def app(site):
    with application(site.settings) as app:
        yield app


@pytest.fixture
def desk(app):
    return Desk(app)


@pytest.fixture
def stranger(app):
    return Desk(app, signed_in=False)


def staff_addresses(app):
    """Every address of the blueprint, with something in place of each part."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("staff.") and rule.endpoint not in OPEN_TO_ALL:
            yield rule.endpoint, re.sub(r"<[^>]+>", "x", rule.rule)


def test_a_stranger_is_led_to_sign_in_from_every_page(app, stranger):
    addresses = dict(staff_addresses(app))
    assert len(addresses) >= 7
    for endpoint, address in addresses.items():
        if endpoint == "staff.sign_out":
            continue
        response = stranger.client.get(address)
        assert response.status_code == 303, endpoint
        assert response.location.startswith("/staff/sign-in?next="), endpoint


def test_a_new_page_of_the_blueprint_can_not_be_left_open(app, stranger):
    app.add_url_rule("/staff/planted", "staff.planted", lambda: "secret")
    response = stranger.client.get("/staff/planted")
    assert response.status_code == 303
    assert "secret" not in response.get_data(as_text=True)


def test_who_signs_in_comes_to_the_page_they_asked_for(stranger):
    led = stranger.client.get(f"{RESULTS}?view=published").location
    assert led == f"/staff/sign-in?next={RESULTS}?view%3Dpublished"
    response = stranger.sign_in(query=led.removeprefix("/staff/sign-in"))
    assert response.status_code == 303
    assert response.location == f"{RESULTS}?view=published"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example",
        "//elsewhere.example/staff/",
        "/\\elsewhere.example",
        "/s/ABCDEFGH",
        "/staff.elsewhere.example",
        "/staff/\t//elsewhere.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_nobody_is_led_to_anything_but_a_staff_page(stranger, wanted):
    token = stranger.token("/staff/sign-in")
    response = stranger.client.post(
        "/staff/sign-in",
        query_string={"next": wanted},
        data={"csrf_token": token, "name": NAME, "password": "three random words"},
    )
    assert response.location == "/staff/"


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (NAME, "not the password"),
        ("Nobody At All", "three random words"),
        ("a zero \0 byte", "x"),
        ("n" * 201, "x"),
    ],
)
def test_the_page_does_not_tell_whether_the_name_or_the_password_was_wrong(
    stranger, name, password
):
    response = stranger.sign_in(name, password)
    assert response.status_code == 400
    assert WRONG in response.get_data(as_text=True)
    assert stranger.client.get("/staff/").status_code == 303


def test_what_was_left_empty_is_told_beside_its_field_and_on_top(stranger):
    response = stranger.sign_in("", "")
    text = response.get_data(as_text=True)
    assert response.status_code == 400
    assert text.count("Type your name.") == text.count("Type your password.") == 2
    assert "<title>Error: Sign in" in text


def test_a_name_is_known_whatever_its_capitals(stranger):
    assert stranger.sign_in(NAME.upper()).status_code == 303


def test_the_password_is_never_written_back_into_the_page(stranger):
    assert "not the password" not in stranger.sign_in(NAME, "not the password").text


def test_who_is_signed_in_needs_no_form(desk):
    assert desk.client.get("/staff/sign-in").location == "/staff/"


def test_signing_out_ends_it(desk):
    response = desk.client.post("/staff/sign-out", data={"csrf_token": desk.token("/staff/")})
    assert response.location == "/staff/sign-in"
    assert desk.client.get("/staff/").status_code == 303


def test_a_link_can_not_sign_anybody_out(desk):
    assert desk.client.get("/staff/sign-out").status_code == 404
    assert desk.client.post("/staff/sign-out").status_code == 400
    assert desk.client.get("/staff/").status_code == 200


def test_a_form_without_a_token_signs_nobody_in(stranger):
    sent = {"name": NAME, "password": "three random words"}
    response = stranger.client.post("/staff/sign-in", data=sent)
    assert response.status_code == 400
    assert "This page was open for too long." in response.text
    assert stranger.client.get("/staff/").status_code == 303


def test_a_new_password_ends_every_session(app, desk):
    with app.extensions["site"].store.writing() as connection:
        connection.execute(update(accounts).values(password_hash="another"))
    assert desk.client.get("/staff/").status_code == 303


def test_an_account_that_is_gone_is_signed_in_no_more(app, desk):
    with app.extensions["site"].store.writing() as connection:
        connection.execute(accounts.delete())
    assert desk.client.get("/staff/").status_code == 303


def test_the_session_holds_no_address(app, desk):
    with desk.client.session_transaction("/staff/") as session:
        assert set(session) == {"_user_id", "_fresh"}


def test_a_session_lasts_a_working_day(app):
    assert app.permanent_session_lifetime.total_seconds() == 12 * 3600


def test_a_respondents_page_touches_no_session(app, site, stranger):
    """Requirement: sign-in costs respondents nothing, not even a look into a cookie."""
    address = running_survey(site)
    for method, path in (("get", "/"), ("get", address), ("post", f"{address}/choose/words")):
        response = getattr(stranger.client, method)(path)
        assert "Cookie" not in response.headers.get("Vary", ""), path
        assert not any(
            line.startswith("staff=") for line in response.headers.getlist("Set-Cookie")
        )


def test_nobody_asks_who_a_respondent_is(app, site, stranger, desk):
    asked = []

    def note(sender, **facts):
        asked.append(sender)

    with user_accessed.connected_to(note, app):
        stranger.client.get("/")
        stranger.client.get(running_survey(site))
        assert not asked
        desk.client.get("/staff/")
        assert asked


def test_a_respondents_form_carries_its_own_token_and_no_other(app, site, stranger):
    address = running_survey(site)
    page = stranger.client.get(address).get_data(as_text=True)
    token = re.search(r'name="token" value="([^"]+)"', page)
    response = stranger.client.post(
        f"{address}/choose/words", data={"token": token[1], "choice": "easy"}
    )
    assert response.status_code == 303


def test_an_unknown_staff_address_is_told_in_staffs_dress(desk):
    page = desk.open("/staff/nowhere/at/all", 404)
    assert page.h1.get_text() == "There is no such page"
    assert page.select_one("form[action='/staff/sign-out']")
