"""The results of a contract on a page, in a chart and in files."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from surveyapp.workflows.closing import close_survey
from tests.conftest import DATABASES, clock_that_stands
from tests.inspector import words_of
from tests.web.staff import (
    RESULTS,
    Desk,
    add_schemes,
    application,
    begin,
    cell_words,
    hold,
    hold_extra_care,
    settings_for,
)

NAMES = ("Ref", "Indicator")


@pytest.fixture(scope="module", params=DATABASES)
def desk(request, fresh_database, tmp_path_factory):
    """Somebody who is signed in, after the extra-care surveys of 2026; for tests that read."""
    with (
        fresh_database(request.param) as address,
        clock_that_stands() as clock,
        application(settings_for(address, tmp_path_factory.mktemp("instance"))) as app,
    ):
        hold_extra_care(app.extensions["site"], clock)
        yield Desk(app)


@pytest.fixture
def app(site, clock):
    """An application of one's own, on the first of April 2026, with three schemes."""
    clock.set(date(2026, 4, 1))
    with application(site.settings) as app:
        yield app


def figures(page):
    """The figures on top: label and note, by number."""
    return {
        cell_words(each.dt): cell_words(each.dd) for each in page.select("dl.figures > div.figure")
    }


def test_the_sentence_on_top_tells_what_is_in_default_and_how_sure_that_is(desk):
    assert desk.words(RESULTS, ".headline").startswith(
        "Indicator 2.1 is in non-critical default, and nothing that the others could say would "
        "change that. 3 of 4 are met. Indicator 1.1 is met probably for everyone too, but not "
        "certainly."
    )


def test_four_figures_stand_on_top_each_with_its_base(desk):
    assert figures(desk.open(RESULTS)) == {
        "in default none of them critical": "1",
        "met 1 of them not certain": "3 of 4",
        "of residents answered 94 of 122 eligible (RR2)": "77 %",
        "alone or with independent help 74 of 92 who answered 1.1; 5 with help from staff": "80 %",
    }


@pytest.mark.parametrize(
    ("ref", "result", "threshold", "verdict", "evidence"),
    [
        ("1.1", "83.7 % 77 of 92", "≥ 80 %", "Met", "Moderate"),
        ("2.1", "70.8 % 63 of 89", "≥ 80 %", "Not met Non-critical default", "Settled"),
        ("3.1", "86.6 % 116 of 134", "≥ 80 %", "Met", "Strong"),
        ("5.1", "80.4 % 45 of 56", "≥ 75 %", "Met", "Strong"),
    ],
)
def test_a_row_shows_counts_threshold_and_both_verdicts(
    desk, ref, result, threshold, verdict, evidence
):
    row = desk.row(RESULTS, ref)
    assert row["Result"] == result
    assert row["Threshold"] == threshold
    assert row["Contract verdict"] == verdict
    assert row["Evidence"] == evidence


def test_the_words_of_a_row_tell_how_many_of_everyone(desk):
    words = desk.row(RESULTS, "1.1")["Indicator"]
    assert "77 of the 92 who answered say so; of all 122, between 97 and 107 do." in words
    assert "Probably met for everyone too, but not certainly." in words


def test_a_pooled_figure_names_its_parts(desk):
    words = desk.row(RESULTS, "3.1")["Indicator"]
    assert words.endswith("Residents: 78 of 88 · Families and friends: 38 of 46")


def test_the_marks_of_a_track_stand_where_the_numbers_are(desk):
    track = desk.open(RESULTS).select_one("table.results svg.track")
    assert track.select_one("circle")["cx"] == "83.70%"
    assert track.select_one("line")["x1"] == track.select_one("line")["x2"] == "80.00%"
    bar = track.select_one("rect.range")
    assert (bar["x"], bar["width"]) == ("79.51%", "8.20%")


def test_questions_that_no_indicator_uses_stand_apart_with_their_options(desk):
    page = desk.open(RESULTS)
    aspects, complain = page.select(".question-card")
    assert "63 of 87 · 72.4 %" in words_of(complain)
    rows = [cell_words(each) for each in aspects.select("tbody tr")]
    assert rows[0] == "My safety 27"
    assert len(rows) == 8


def test_the_numbers_of_the_chart_stand_in_a_table_beside_it(desk):
    table = desk.open(RESULTS).select("table.numbers")[-1]
    rows = [[words_of(cell) for cell in row.select("th, td")] for row in table.select("tr")]
    assert rows[0] == [
        "Ref", "Who", "Counted", "Result", "Weighted", "Everyone (95 %)", "Returned (RR2)",
    ]  # fmt: skip
    assert [
        "2.1",
        "Residents",
        "63 of 89",
        "70.8 %",
        "70.4 %",
        "79 to 92 of 122",
        "94 (77 %)",
    ] in (rows)
    assert [row[1] for row in rows if row[0] == "3.1"] == [
        "Residents, Families and friends",
        "Residents",
        "Families and friends",
    ]


def test_the_chart_is_a_picture_with_words_in_its_place(desk):
    image = desk.open(RESULTS).select_one("figure img")
    assert image["src"] == f"{RESULTS}/chart.svg"
    assert "2.1: 70.8 %, threshold 80 %." in image["alt"].replace("\xa0", " ")
    response = desk.client.get(image["src"])
    assert response.content_type == "image/svg+xml"
    assert b"style" not in response.data


def test_a_scheme_alone_is_in_no_default(desk):
    address = f"{RESULTS}?scheme=rowan-house"
    assert desk.row(address, "2.1")["Contract verdict"] == "Not met"
    words = desk.words(address)
    assert "default" not in desk.words(address, ".headline")
    assert "nothing here is a default" in words
    assert "none in default" in words


def test_a_link_leads_to_each_scheme_and_view_and_back(desk):
    page = desk.open(f"{RESULTS}?scheme=rowan-house&view=published")
    links = {words_of(each): each["href"] for each in page.select(".choices a")}
    assert links["All schemes"] == f"{RESULTS}?view=published"
    assert links["Larch Court"] == f"{RESULTS}?scheme=larch-court&view=published"
    assert links["For the contract"] == f"{RESULTS}?scheme=rowan-house"
    current = [words_of(each) for each in page.select(".choices a[aria-current]")]
    assert current == ["Rowan House", "For publishing"]


def test_the_chart_and_the_files_show_the_same_part_as_the_page(desk):
    page = desk.open(f"{RESULTS}?scheme=rowan-house&view=published")
    places = [
        page.select_one("figure img")["src"],
        *(a["href"] for a in page.select(".downloads a")),
    ]
    assert all(place.endswith("?scheme=rowan-house&view=published") for place in places)


def test_the_files_hold_the_figures_of_the_page(desk):
    response = desk.client.get(f"{RESULTS}/results.csv")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="extra-care-2026.csv"'
    )
    rows = {
        row["ref"]: row for row in csv.DictReader(io.StringIO(response.text)) if not row["part"]
    }
    assert (rows["2.1"]["numerator"], rows["2.1"]["denominator"]) == ("63", "89")
    found = json.loads(desk.client.get(f"{RESULTS}/results.json?scheme=larch-court").data)
    (safe,) = [each for each in found["indicators"] if each["ref"] == "1.1"]
    assert (
        f"{safe['numerator']} of {safe['denominator']}"
        in (desk.row(f"{RESULTS}?scheme=larch-court", "1.1")["Result"])
    )


@pytest.mark.parametrize(
    "address",
    [
        "/staff/contracts/no-such/2026",
        "/staff/contracts/..%2f..%2fsecret/2026",
        "/staff/contracts/extra-care/26",
        "/staff/contracts/extra-care/2026-28",
        f"{RESULTS}?scheme=no-such",
        f"{RESULTS}?provider=Nobody",
        f"{RESULTS}?view=secret",
        f"{RESULTS}/chart.svg?view=secret",
        f"{RESULTS}/results.csv?scheme=no-such",
        f"{RESULTS}/results.exe",
        f"{RESULTS}/results.table",
    ],
)
def test_what_does_not_exist_is_told_on_a_plain_page(desk, address):
    page = desk.open(address, 404)
    assert words_of(page.h1) == "There is no such page"
    assert "Traceback" not in words_of(page)


def test_a_wrong_code_is_told_with_those_that_there_are(desk):
    assert "There are: extra-care" in desk.words("/staff/contracts/no-such/2026", status=404)


def test_a_period_without_closed_surveys_shows_no_figures(desk):
    page = desk.open("/staff/contracts/extra-care/2027")
    assert "Nothing has been measured in this period yet." in words_of(page)
    assert not page.select("dl.figures, figure img, svg.track")


def test_what_is_not_yet_measured_stands_apart_with_where_it_will_come_from(desk):
    shown, waiting = (
        {
            words_of(row.select_one("th, td"))
            for row in desk.open(RESULTS).select(f"{table} tbody tr")
        }
        for table in ("table.results", "details.unmeasured table")
    )
    assert shown == {"1.1", "2.1", "3.1", "5.1"}
    assert waiting
    assert not shown & waiting
    summary = desk.words(RESULTS, "details.unmeasured summary")
    assert summary.startswith(f"{len(waiting)} more indicators")
    later = desk.open("/staff/contracts/extra-care/2027").select("details.unmeasured tbody tr")
    assert len(later) == len(shown) + len(waiting)


def test_a_financial_year_holds_the_same_surveys(desk):
    assert desk.row("/staff/contracts/extra-care/2025-26", "1.1")["Result"] == "83.7 % 77 of 92"


def test_too_few_answers_are_withheld_everywhere_with_one_explanation(app):
    add_schemes(app.extensions["site"])
    hold(app.extensions["site"], "residents", forms=4)
    desk = Desk(app)
    row = desk.row(RESULTS, "1.1")
    assert (row["Result"], row["Contract verdict"]) == ("[c]", "Too few answers")
    page = desk.open(RESULTS)
    assert words_of(page).count("[c] stands where") == 1
    assert "4 of 122 eligible (RR2)" in words_of(page)
    table = cell_words(page.select("table.numbers")[-1])
    assert "1.1 Residents [c] [c] [c] [c] 4 (3 %)" in table


def test_nobody_and_too_few_look_the_same(app):
    add_schemes(app.extensions["site"])
    site = app.extensions["site"]
    close_survey(site, begin(site, "residents"))
    hold(site, "families", forms=3)
    desk = Desk(app)
    shown = [
        {name: cell for name, cell in desk.row(RESULTS, ref).items() if name not in NAMES}
        for ref in ("1.1", "3.1")
    ]
    assert shown[0] == shown[1]
    assert shown[0]["Result"] == "[c]"


def test_where_several_providers_are_shown_each_has_its_own_default(app, clock):
    hold_extra_care(app.extensions["site"], clock, {"larch-court": "Oak Homes"})
    desk = Desk(app)
    page = desk.open(RESULTS)
    assert desk.row(RESULTS, "2.1")["Contract verdict"] == "Not met"
    assert "Indicator 2.1 (Oak Homes) is in non-critical default" in words_of(page)
    own = page.select("section[aria-labelledby=providers] table")
    assert len(own) == 2
    assert all("Non-critical default" in words_of(table) for table in own)
    links = [words_of(each) for each in page.select("nav[aria-label=Provider] a")]
    assert links == ["All providers", "Example Care", "Oak Homes"]


def test_one_provider_of_several_has_defaults_of_its_own(app, clock):
    hold_extra_care(app.extensions["site"], clock, {"larch-court": "Oak Homes"})
    row = Desk(app).row(f"{RESULTS}?provider=Oak%20Homes", "2.1")
    assert row["Contract verdict"] == "Not met Non-critical default"


def test_a_survey_that_a_later_one_replaces_is_named_and_not_counted(app):
    site = app.extensions["site"]
    add_schemes(site)
    hold(site, "residents", code="too-early", opens=date(2026, 1, 1), closes=date(2026, 1, 31))
    hold(site, "residents")
    words = Desk(app).words(RESULTS, "section.reading")
    assert "Not counted, because a later survey decides: too-early (closed 31 January 2026)." in (
        words
    )
    assert "Counted: residents-2026." in words


def test_looking_at_the_first_page_does_not_yet_show_results(app):
    """From the first showing on, answers stand: only the results page may bring that about."""
    site = app.extensions["site"]
    add_schemes(site)
    survey = hold(site, "residents")
    desk = Desk(app)
    desk.open("/staff/")
    with site.store.reading() as connection:
        from surveyapp.storage.surveys import find_survey

        assert not find_survey(connection, survey).results_shown
    desk.open(RESULTS)
    with site.store.reading() as connection:
        assert find_survey(connection, survey).results_shown


def test_the_demonstration_says_so_in_every_file(site, clock):
    from dataclasses import replace

    with application(replace(site.settings, demonstration=True)) as app:
        hold_extra_care(app.extensions["site"], clock)
        desk = Desk(app)
        assert desk.open(RESULTS).select_one("aside.demonstration")
        response = desk.client.get(f"{RESULTS}/results.csv")
        assert "demonstration-extra-care-2026.csv" in response.headers["Content-Disposition"]
        assert "extra-care (Demonstration)" in response.text
        plain = Desk(app).client.get(f"{RESULTS}/chart.svg").data
        assert plain.count(b"<use") > 100
