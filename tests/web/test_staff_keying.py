"""Keyed entry as a plain form: the code, sheet after sheet, differences, and the load."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.loading import load_responses
from surveyapp.workflows.results import contract_results
from surveyapp.workflows.surveys import create_survey, name_contacts, survey_links
from tests.conftest import DATA
from tests.inspector import words_of
from tests.miniatures import ask_miniature
from tests.web.staff import Desk, add_schemes, application, begin, cell_words, settings_for

SURVEY = "residents-2026"
YES = {"feel_safe": "yes", "would_recommend": "maybe", "helper": "none"}


@pytest.fixture
def app(database_url, tmp_path, clock):
    """A site with a residents' survey in English and Urdu."""
    clock.set(date(2026, 3, 10))
    with application(settings_for(database_url, tmp_path / "instance")) as app:
        site = app.extensions["site"]
        add_schemes(site)
        begin(site, "residents", languages=("en", "ur"))
        name_contacts(site, SURVEY, reader="Ada Reader", safeguarding_contact="01632 960 002")
        yield app


@pytest.fixture
def site(app):
    return app.extensions["site"]


class Keyer(Desk):
    """Somebody who keys paper without scripts."""

    def send(self, address, status=303, **said):
        """Send a form; gives where it leads, or the page that it is told on."""
        sent = {"csrf_token": self.token("/staff/keyed"), **said}
        response = self.client.post(address, data=sent)
        assert response.status_code == status, response.status
        if status == 303:
            return response.location
        return BeautifulSoup(response.get_data(as_text=True), "html.parser")

    def key(self, batch, keying=1, number=1, status=303, **said):
        """Key one sheet of a batch."""
        answers = {f"answer-{code}": value for code, value in said.items()}
        return self.send(f"{batch}/{keying}", status, number=number, **answers)


@pytest.fixture
def keyer(app):
    return Keyer(app)


@pytest.fixture
def code(site):
    return f"{survey_links(site, SURVEY)['larch-court']} ur E"


@pytest.fixture
def batch(keyer, code):
    """The address of a batch."""
    return keyer.send("/staff/keyed", code=code)


def held(page):
    """What stands in the fields of a sheet, by question, empty ones left out."""
    ticked = [
        (each["name"][7:], each["value"])
        for each in page.select("[name^=answer-][checked]")
        if each["value"]
    ]
    texts = [(each["name"][7:], each.get_text().strip()) for each in page.select("textarea")]
    return {name: value for name, value in (*ticked, *texts) if value}


def alert(page):
    return cell_words(page.select_one("[role=alert]"))


# The code


def test_the_page_of_a_print_leads_to_its_batch(keyer, code):
    paper = keyer.open(f"/staff/surveys/{SURVEY}/paper/larch-court?words=easy&language=ur")
    (link,) = (each for each in paper.select("aside a") if "Key sheets" in words_of(each))
    typed = keyer.open(link["href"]).select_one("#code")["value"]
    assert typed.replace(" ", "") == code.replace(" ", "")


def test_a_code_opens_its_batch_and_the_batch_is_listed(keyer, batch):
    page = keyer.open(batch)
    assert words_of(page.h1) == "Batch of Larch Court"
    assert words_of(page.select_one(".lead")) == "residents-2026 · اردو, easy words"
    (row,) = keyer.open("/staff/keyed").select("tbody tr")
    assert row.a["href"] == batch


def test_a_code_that_is_wrong_is_told_at_its_place_and_stays_typed(keyer):
    page = keyer.send("/staff/keyed", 400, code="ABCD EFG en S")
    assert "It looks like ABCD EFGH en S." in alert(page)
    assert page.select_one("#code")["value"] == "ABCD EFG en S"
    assert page.select_one("#code")["aria-invalid"] == "true"


def test_a_draft_is_told_to_be_one(keyer, site):
    create_survey(
        site,
        "residents-next",
        questionnaire="residents",
        contract="extra-care",
        schemes=["larch-court"],
        opens=date(2027, 3, 1),
        closes=date(2027, 3, 31),
        languages=["en"],
    )
    link = survey_links(site, "residents-next")["larch-court"]
    assert "is a draft" in alert(keyer.send("/staff/keyed", 409, code=f"{link} en S"))


# A sheet


def test_a_new_sheet_is_empty_and_has_the_next_number(keyer, batch):
    page = keyer.open(f"{batch}/1")
    assert held(page) == {}
    assert page.select_one("#number")["value"] == "1"
    keyer.key(batch, **YES)
    assert keyer.open(f"{batch}/1").select_one("#number")["value"] == "2"


def test_the_words_of_the_sheet_stand_beside_english(keyer, batch):
    """Requirement 48: each in its own direction."""
    row = keyer.open(f"{batch}/1").select_one("#row-feel_safe")
    question, english = row.select(".key-question > span")
    assert (question["lang"], question["dir"]) == ("ur", "rtl")
    assert words_of(english) == "Does the help you get here make you feel safe?"
    assert [words_of(each) for each in row.select(".key-option .key-english")][0] == "Yes"


def test_a_sheet_that_is_kept_leads_to_the_next_and_can_be_changed(keyer, batch):
    following = keyer.open(keyer.key(batch, **YES, one_change="More soup"))
    kept = following.select_one(".key-kept")
    assert words_of(kept.strong) == "Sheet 1 is kept."
    page = keyer.open(kept.a["href"])
    assert held(page) == {**YES, "one_change": "More soup"}
    assert page.select_one("#number").has_attr("readonly")
    keyer.send(f"{batch}/1", number=1, replaces="yes", **{"answer-feel_safe": "no"})
    assert held(keyer.open(kept.a["href"])) == {"feel_safe": "no"}


def test_a_sheet_can_be_taken_out(keyer, batch):
    keyer.key(batch, **YES)
    keyer.send(f"{batch}/1", number=1, replaces="yes", do="take out")
    assert keyer.open(f"{batch}/1").select_one("#number")["value"] == "1"


def test_several_options_and_a_number_are_read(keyer, site, batch):
    keyer.key(batch, improved_aspects=["home", "sleep"])
    page = keyer.open(f"{batch}/1?number=1")
    assert [each["value"] for each in page.select("#row-improved_aspects [checked]")] == [
        "home",
        "sleep",
    ]


def test_all_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost(keyer, site, code):
    ask_miniature(site, SURVEY, "number", ("en", "ur"))
    batch = keyer.send("/staff/keyed", code=f"{code[:-4]} en S")
    page = keyer.key(batch, number="0", status=400, cups_a_day="a lot", helper="staff")
    assert alert(page) == (
        "The sheet is not kept yet Write a number from 1 to 9999. "
        "Question 1: “a lot” is no whole number from 0 to 30."
    )
    field = page.select_one("[name=answer-cups_a_day][type=text]")
    assert (field["value"], field["aria-invalid"]) == ("a lot", "true")
    assert page.select_one("#number")["value"] == "0"
    assert held(page) == {"helper": "staff"}


def test_a_number_that_is_taken_is_told_and_what_was_keyed_stays(keyer, batch):
    keyer.key(batch, **YES)
    page = keyer.key(batch, status=400, feel_safe="no")
    assert "Sheet 1 is kept already. The next number is 2" in alert(page)
    assert held(page) == {"feel_safe": "no"}


def test_the_same_form_twice_is_one_sheet(keyer, batch):
    assert keyer.key(batch, **YES) == keyer.key(batch, **YES)
    assert "1 sheet is kept." in keyer.words(batch)


# Two keyings


def test_the_second_keyer_sees_nothing_of_the_first(keyer, batch):
    keyer.key(batch, **YES, one_change="More soup")
    for address in (f"{batch}/2", f"{batch}/2?number=1"):
        page = keyer.open(address)
        assert held(page) == {}
        assert "More soup" not in str(page)
    assert page.select_one("#number")["value"] == "1"


def test_the_second_keying_goes_through_the_sheets_of_the_first(keyer, batch):
    for number in (1, 2):
        keyer.key(batch, number=number, **YES)
    following = keyer.open(keyer.key(batch, 2, number=1, **YES))
    assert following.select_one("#number")["value"] == "2"
    assert "Every sheet is keyed twice." not in words_of(following.main)
    following = keyer.open(keyer.key(batch, 2, number=2, **YES))
    assert "Every sheet is keyed twice." in words_of(following.main)


@pytest.fixture
def differing(keyer, batch):
    """A batch of one sheet that two people keyed otherwise in two values."""
    keyer.key(batch, **YES, one_change="More soup")
    keyer.key(batch, 2, **{**YES, "feel_safe": "no"}, one_change="More soap")
    return batch


def test_the_share_that_differs_stands_with_its_base(keyer, differing):
    assert "2 of 8 values differ, 25.0 %. 2 are to be settled." in keyer.words(differing)


def test_both_values_stand_side_by_side(keyer, differing):
    first, second = keyer.open(f"{differing}/differences").select("fieldset")
    assert words_of(first.legend).startswith("Sheet 1 · 1 ")
    values = [cell_words(each) for each in first.select(".key-values > .key-option")]
    assert values == ["First keying 1 ہاں Yes", "Second keying 3 نہیں No"]
    values = [cell_words(each) for each in second.select(".key-values > .key-option")]
    assert values == ["First keying More soup", "Second keying More soap"]


def test_a_difference_is_settled_by_choosing_or_by_typing_what_is_right(keyer, site, differing):
    led = keyer.send(
        f"{differing}/differences",
        **{"choice-1.feel_safe": "second", "typed-1.one_change": "More time"},
    )
    assert led == differing
    assert "All of them are settled." in keyer.words(differing)
    page = keyer.open(f"{differing}/differences")
    chosen = [each["value"] for each in page.select("[type=radio][checked]")]
    assert chosen == ["second", "other"]
    assert page.select_one("[name='typed-1.one_change']")["value"] == "More time"


def test_what_is_left_open_stays_on_the_page(keyer, differing):
    led = keyer.send(f"{differing}/differences", **{"choice-1.feel_safe": "first"})
    assert led == f"{differing}/differences"
    assert "1 is to be settled." in keyer.words(differing)


def test_what_can_not_be_read_is_told_at_its_place_and_stays(keyer, differing):
    page = keyer.send(
        f"{differing}/differences",
        400,
        **{"typed-1.feel_safe": "7", "choice-1.one_change": "first"},
    )
    assert "Sheet 1, question 1: “7” stands beside no box." in alert(page)
    assert page.select_one("[name='typed-1.feel_safe']")["value"] == "7"
    assert [each["value"] for each in page.select("[type=radio][checked]")] == ["other", "first"]
    assert "2 are to be settled." in keyer.words(differing)


def test_two_keyings_that_agree_say_so(keyer, batch):
    keyer.key(batch, **YES)
    keyer.key(batch, 2, **YES)
    assert "0 of 8 values differ, 0 %." in keyer.words(batch)
    assert "Both keyings agree in every value." in keyer.words(f"{batch}/differences")


# The load


def test_a_batch_is_loaded_and_the_keyer_is_told_to_strike_the_numbers(keyer, batch):
    for number in (1, 2):
        keyer.key(batch, number=number, **YES)
    page = keyer.open(keyer.send(batch))
    told = words_of(page.select_one(".key-done"))
    assert told.startswith("2 sheets are loaded")
    assert "Strike through the numbers that you wrote on the paper." in told
    assert "surveyapp load undo" in told
    keyer.open(batch, 404)
    assert not page.select("tbody tr")


def test_what_stands_against_a_load_is_told_and_nothing_is_lost(keyer, differing):
    keyer.key(differing, number=2, **YES)
    page = keyer.send(differing, 409)
    assert alert(page) == (
        "The batch is not loaded. Nothing is lost. "
        "Keyed only once: 2. Key each sheet twice, or take it out. "
        "Differences that nobody has settled: 2. Settle them on their page."
    )
    assert "2 sheets are kept." in words_of(page.main)


def test_more_sheets_than_people_are_told_in_plain_words(keyer, site, batch):
    load_responses(site, SURVEY, (DATA / "extra-care-2026-residents.csv").read_bytes())
    for number in range(1, 8):
        keyer.key(batch, number=number, **YES)
    page = keyer.send(batch, 409)
    assert "34 answered and 7 more make 41, but only 40 are eligible." in alert(page)
    assert "7 sheets are kept." in words_of(page.main)


def test_a_batch_that_comes_after_results_were_shown_is_told_and_kept(
    keyer, site, batch, code, clock
):
    keyer.key(batch, **YES)
    close_survey(site, SURVEY)
    clock.set(date(2026, 4, 2))
    contract_results(site, "extra-care", "2026", as_of=date(2026, 4, 2))
    assert "have been shown" in alert(keyer.send(batch, 409))
    assert "have been shown" in alert(keyer.send("/staff/keyed", 409, code=code))
    assert "1 sheet is kept." in keyer.words(batch)


def test_a_batch_is_thrown_away_only_after_asking(keyer, batch):
    keyer.key(batch, **YES)
    asked = keyer.open(f"{batch}/throw-away")
    assert words_of(asked.h1) == "Throw this batch away?"
    assert "1 sheet that was keyed is deleted." in words_of(asked.main)
    assert keyer.open(batch)
    assert keyer.send(f"{batch}/throw-away") == "/staff/keyed"
    keyer.open(batch, 404)


# Who, and what there is not


@pytest.mark.parametrize(
    "address", ["", "/000000000000", "/000000000000/1", "/000000000000/differences"]
)
def test_nobody_keys_who_is_not_signed_in(app, address):
    response = Desk(app, signed_in=False).client.get(f"/staff/keyed{address}")
    assert response.location.startswith("/staff/sign-in")


@pytest.mark.parametrize(
    "address", ["000000000000", "no-such", "%00", "000000000000/1", "000000000000/throw-away"]
)
def test_a_batch_that_is_not_there_is_404(keyer, address):
    keyer.open(f"/staff/keyed/{address}", 404)


@pytest.mark.parametrize("keying", ["0", "3", "x"])
def test_there_are_two_keyings_and_no_third(keyer, batch, keying):
    keyer.open(f"{batch}/{keying}", 404)


def test_strange_words_in_an_address_do_no_harm(keyer, batch):
    for query in ("?number=-1", "?number=x", "?kept=x", f"?number={10**30}"):
        keyer.open(f"{batch}/1{query}")
    for query in ("?done=x", "?done=00000000", "?code=%00"):
        keyer.open(f"/staff/keyed{query}")


def test_signs_that_no_page_may_hold_do_no_harm_in_a_form(keyer, differing):
    for address, said in (
        ("/staff/keyed", {"code": "A\0B"}),
        (f"{differing}/1", {"number": "\0", "answer-one_change": "x\0" * 2001}),
        (f"{differing}/differences", {"typed-1.feel_safe": "\x07?"}),
    ):
        assert keyer.send(address, 400, **said).select_one("[role=alert]")


def test_an_option_that_there_is_not_is_told(keyer, batch):
    page = keyer.key(batch, status=400, feel_safe="perhaps")
    assert "Question 1: “perhaps” is no option." in alert(page)
