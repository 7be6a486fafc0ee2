"""What each command says and with which code it ends; no person ever sees a traceback."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from surveyapp.cli import COMMANDS, main
from tests.cli.conftest import SCHEMES

READY = [name for name, module in COMMANDS.items() if find_spec(module)]
"""The commands that are written already; the others are named and come with later issues."""

SUBCOMMANDS = {
    "scheme": ["add", "help", "list"],
    "survey": [
        "create",
        "open",
        "close",
        "contacts",
        "links",
        "renew-link",
        "invite",
        "invitations",
        "withdraw-code",
        "list",
    ],
    "load": ["population", "responses", "undo", "list"],
    "user": ["add"],
}
RESIDENTS = "extra-care-2026-residents.csv"
POPULATION = "extra-care-2026-population.csv"


def fails(result, *words, code=1):
    """Whether a command ended with this code and said these words, and nothing in its output."""
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    for each in words:
        assert each in result.stderr, result.stderr
    return True


@pytest.fixture
def residents(command):
    """The command line with the three schemes and an open survey of residents in them."""
    command.add_schemes()
    command.well(
        *("survey", "create", "residents-2026", "--questionnaire", "residents"),
        *("--contract", "extra-care", "--schemes", ",".join(SCHEMES)),
        *("--opens", "2026-03-01", "--closes", "2026-03-31", "--languages", "en"),
    )
    command.well("survey", "open", "residents-2026")
    return command


# Help and usage


@pytest.mark.parametrize("name", READY)
def test_every_command_explains_itself(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    for subcommand in SUBCOMMANDS.get(name, []):
        help_ = CliRunner().invoke(main, [name, subcommand, "--help"])
        assert help_.exit_code == 0 and len(help_.stdout.splitlines()) > 3


def test_the_commands_of_the_first_way_are_there():
    assert set(READY) >= {"init", "scheme", "survey", "load", "results", "check", "user"}


@pytest.mark.parametrize(
    "words",
    [
        ("nosuch",),
        ("results",),
        ("results", "extra-care"),
        ("results", "extra-care", "--period", "2026", "--format", "pdf"),
        ("results", "extra-care", "--period", "2026", "--view", "everything"),
        ("results", "extra-care", "--period", "2026", "--as-of", "31/03/2026"),
        ("results", "extra-care", "--period", "2026", "--as-of", "2026-02-30"),
        ("load", "responses", "file.csv"),
        ("survey", "create", "residents-2026"),
        ("scheme", "add", "larch-court", "--name", "Larch Court"),
    ],
)
def test_wrong_usage_ends_with_2(command, words):
    result = command(*words)
    assert fails(result, code=2)
    assert "Usage: " in result.stderr


# Before there is anything


def test_a_database_that_is_not_there_is_told_with_the_remedy(command, tmp_path):
    command.environ["DATABASE_URL"] = f"sqlite:///{tmp_path / 'none.sqlite'}"
    result = command("survey", "list")
    assert fails(result, "The database is empty. Run `surveyapp init` first.")


def test_init_makes_a_database_where_the_instance_folder_is(command, tmp_path):
    del command.environ["DATABASE_URL"]
    command.environ["DATABASE_URL"] = ""
    assert "ready" in command.well("init")
    assert (tmp_path / "instance" / "surveyapp.sqlite").exists()
    assert command.well("survey", "list") == ""


def test_init_refuses_a_database_that_has_data(residents):
    assert fails(residents("init"), "This database has data")
    assert "residents-2026" in residents.well("survey", "list")


def test_init_with_upgrade_keeps_the_data(residents):
    assert "of this version" in residents.well("init", "--upgrade")
    assert "residents-2026" in residents.well("survey", "list")


@pytest.mark.parametrize(
    ("setting", "value", "problem"),
    [
        ("DATABASE_URL", "surveys.db", "DATABASE_URL is no address"),
        ("PUBLIC_URL", "answers.example.org", "PUBLIC_URL “answers.example.org” is no address"),
        ("TRUSTED_PROXIES", "one", "TRUSTED_PROXIES “one” is no whole number"),
    ],
)
def test_a_setting_that_can_not_be_is_told_by_its_name(command, setting, value, problem):
    command.environ[setting] = value
    assert fails(command("survey", "list"), problem)


def test_check_finds_no_fault_in_the_definitions_of_the_product(command):
    assert command.well("check").splitlines()[-1] == "No fault found."


# Schemes and surveys


def test_a_scheme_is_added_and_listed(command):
    said = command.well(
        *("scheme", "add", "larch-court", "--name", "Larch Court"),
        *("--provider", "Example Care", "--contract", "extra-care", "--starts", "2025-04-01"),
    )
    assert said == "Larch Court is added as larch-court.\n"
    assert command.well("scheme", "list") == "larch-court\tLarch Court\tExample Care\textra-care\n"


def test_every_fault_of_a_scheme_is_told_and_counted(command):
    result = command(
        *("scheme", "add", "larch-court", "--name", "", "--provider", "P" * 201),
        *("--contract", "extra-care"),
    )
    assert fails(result, "name: has to have", "provider: has to have", "2 faults; nothing was")


def test_one_fault_is_one_fault(command):
    result = command(
        *("scheme", "add", "Larch", "--name", "Larch", "--provider", "P"),
        *("--contract", "extra-care"),
    )
    assert fails(result, "1 fault; nothing was changed.")


def test_the_words_of_a_help_page_are_set(residents):
    said = residents.well(
        *("scheme", "help", "larch-court", "--who-comes", "Sam", "--outside-person", "Jo"),
        *("--telephone", "01632 960001"),
    )
    assert "The help page of larch-court says so from now on." in said


def test_opening_says_what_the_operator_has_to_know(command):
    command.add_schemes()
    command.well(
        *("survey", "create", "r", "--questionnaire", "residents", "--contract", "extra-care"),
        *("--schemes", "larch-court", "--opens", "2026-03-01", "--closes", "2026-03-31"),
        *("--languages", "en"),
    )
    result = command("survey", "open", "r")
    assert result.exit_code == 0
    assert result.stdout == "r is open in: en.\n"
    assert "open questions stay off the screen" in result.stderr


def test_opening_in_a_draft_language_lists_it_and_records_that_it_was_accepted(command):
    command.add_schemes()
    said = command.well(
        *("survey", "create", "r", "--questionnaire", "residents", "--contract", "extra-care"),
        *("--schemes", "larch-court", "--opens", "2026-03-01", "--closes", "2026-03-31"),
    )
    offered = re.search(r"is a draft in: (.*)\.", said)[1].split(", ")
    result = command("survey", "open", "r")
    drafts = [language for language in offered if language != "en"]
    assert (f"No native speaker has reviewed: {', '.join(drafts)}." in result.stderr) == bool(
        drafts
    )


def test_the_links_of_a_survey_are_those_of_its_posters(residents):
    links = json.loads(residents.well("survey", "links", "residents-2026", "--format", "json"))
    assert [link["scheme"] for link in links] == sorted(SCHEMES)
    for link in links:
        assert re.fullmatch(r"[A-HJKMNP-Z]{8}", link["code"])
        assert link["address"] == f"https://answers.example.org/s/{link['code']}"
    table = residents.well("survey", "links", "residents-2026").splitlines()
    assert table == [f"{link['scheme']}\t{link['address']}" for link in links]


def test_a_renewed_link_is_printed(residents):
    old = residents.well("survey", "links", "residents-2026")
    new = residents.well("survey", "renew-link", "residents-2026", "larch-court").strip()
    assert new.startswith("https://answers.example.org/s/")
    assert new not in old
    assert new in residents.well("survey", "links", "residents-2026")


def test_personal_codes_are_made_and_printed_with_their_addresses(residents):
    links = json.loads(residents.well("survey", "links", "residents-2026", "--format", "json"))
    link = next(each["address"] for each in links if each["scheme"] == "larch-court")
    invite = ("survey", "invite", "residents-2026", "--scheme", "larch-court", "--number")
    rows = list(csv.DictReader(io.StringIO(residents.well(*invite, "3"))))
    assert len(rows) == 3
    for row in rows:
        assert re.fullmatch(r"[A-HJKMNP-Z]{8}", row["code"])
        assert row["address"] == f"{link}/i/{row['code']}"
        assert row["scheme"] == "larch-court"
    (another,) = json.loads(residents.well(*invite, "1", "--format", "json"))
    assert another["address"] == f"{link}/i/{another['code']}"
    withdraw = ("survey", "withdraw-code", "residents-2026")
    assert residents.well(*withdraw, rows[0]["code"]) == f"{rows[0]['code']} is withdrawn.\n"
    assert re.fullmatch(r"[A-Z]{8}\n", residents.well(*withdraw, rows[1]["code"], "--replace"))
    assert residents.well("survey", "invitations", "residents-2026").splitlines() == [
        "scheme\tissued\tused\twithdrawn",
        "beech-gardens\t0\t0\t0",
        "larch-court\t3\t0\t2",
        "rowan-house\t0\t0\t0",
    ]


def test_surveys_are_listed_with_state_and_dates(residents):
    assert residents.well("survey", "list") == (
        "residents-2026\topen\t2026-03-01\t2026-03-31\textra-care\n"
    )


def test_contacts_let_a_survey_ask_its_open_questions(residents):
    said = residents.well(
        *("survey", "contacts", "residents-2026", "--reader", "Jo Patel"),
        *("--safeguarding-contact", "01632 960001"),
    )
    assert "asks its open questions from now on" in said


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("survey", "open", "nosuch"), "There is no survey “nosuch”. There are: residents-2026"),
        (("survey", "close", "nosuch"), "There is no survey “nosuch”"),
        (("survey", "open", "residents-2026"), "is open; only a draft can be opened"),
        (("survey", "links", "nosuch"), "There is no survey “nosuch”"),
        (("survey", "renew-link", "residents-2026", "elm"), "“elm”"),
        (("survey", "invite", "residents-2026", "--scheme", "elm", "--number", "1"), "“elm”"),
        (("survey", "invite", "residents-2026", "--scheme", "larch-court", "--number", "501"),
         "number: 501 is not possible. Choose 1 to 500."),
        (("survey", "invitations", "nosuch"), "There is no survey “nosuch”"),
        (("survey", "withdraw-code", "residents-2026", "ABCDEFGH"), "is no code of"),
        (("scheme", "help", "elm", "--who-comes", "S", "--outside-person", "J", "--telephone",
          "0"), "“elm”"),
        (("load", "undo", "nosuch"), "There is no load “nosuch”"),
        (("load", "list", "--survey", "nosuch"), "There is no survey “nosuch”"),
        (("load", "responses", "no.csv", "--survey", "residents-2026"), "no.csv can't be read"),
        (("load", "population", ".", "--survey", "residents-2026"), ". can't be read"),
        (("results", "nosuch", "--period", "2026"), "no contract “nosuch”. There are: "),
        (("results", "extra-care", "--period", "next year"), "“next year” is no period"),
        (("results", "extra-care", "--period", "2026", "--scheme", "elm"), "“elm”"),
        (("results", "extra-care", "--period", "2026", "--provider", "No"), "no provider “No”"),
    ],
)  # fmt: skip
def test_a_fault_in_what_was_given_ends_with_1_and_is_told_in_words(residents, words, problem):
    assert fails(residents(*words), problem)
    assert residents(*words).stdout == ""


# Loading


def test_loading_says_what_it_did(residents, data):
    said = residents.well(
        "load", "population", str(data / POPULATION), "--survey", "residents-2026"
    )
    assert said == (
        "3 rows set the population of residents-2026.\n6 rows were for other audiences.\n"
    )
    said = residents.well("load", "responses", str(data / RESIDENTS), "--survey", "residents-2026")
    key = re.fullmatch(r"94 responses are loaded as (\w+)\.\n", said)[1]
    again = residents.well(
        "load", "responses", str(data / RESIDENTS), "--survey", "residents-2026"
    )
    assert again == f"This file is loaded already, as {key}. Nothing was changed.\n"
    assert (
        residents.well("load", "list", "--survey", "residents-2026") == f"{key}\tresponses\t94\n"
    )
    assert residents.well("load", "undo", key) == "94 responses are taken back.\n"
    assert residents.well("load", "list", "--survey", "residents-2026") == ""


BROKEN = b"""\
scheme,mode,language,presentation,helper,capacity,feel_safe,improved_aspects,shoe_size
larch-court,paper,en,standard,none,,yes,,
elm-lodge,paper,en,standard,none,,yes,,
larch-court,paper,en,standard,none,,perhaps,,
larch-court,paper,en,standard,none,,yes,health;dont_know,
larch-court,paper,en,standard,none,,yes,,,
l\xe9rch-court,paper,en,standard,none,,yes,,
larch-court,paper,en,standard,none,,"yes,,
"""


def test_a_broken_file_is_told_whole_with_its_lines_and_nothing_is_loaded(residents, tmp_path):
    path = tmp_path / "broken.csv"
    path.write_bytes(BROKEN)
    result = residents("load", "responses", str(path), "--survey", "residents-2026")
    assert fails(
        result,
        "line 1: the column “shoe_size” is no question",
        "line 3, scheme: “elm-lodge” is no scheme of this survey",
        "line 4, feel_safe: “perhaps” is no option",
        "line 5, improved_aspects: “dont_know” stands alone",
        "line 6: has 10 cells where the header has 9",
        "line 7: byte 2 is no UTF-8",
        "line 8: a quote is left open",
        "nothing was changed",
    )
    lines = [int(line) for line in re.findall(r"^line (\d+)", result.stderr, re.MULTILINE)]
    assert lines == sorted(lines)
    assert residents.well("load", "list", "--survey", "residents-2026") == ""


def test_a_load_above_the_eligible_number_is_refused_with_the_sum(residents, data, tmp_path):
    small = tmp_path / "population.csv"
    small.write_text("scheme,audience,eligible\nlarch-court,residents,30\n")
    residents.well("load", "population", str(small), "--survey", "residents-2026")
    result = residents("load", "responses", str(data / RESIDENTS), "--survey", "residents-2026")
    assert fails(
        result, "0 answered and 34 more make 34, but only 30 are eligible", "1 fault; nothing was"
    )


def test_after_the_results_were_shown_a_load_is_refused(residents, data):
    residents.clock.set(residents.clock.moment.date().replace(day=31))
    residents.well("survey", "close", "residents-2026")
    residents.results("--period", "2026")
    result = residents("load", "responses", str(data / RESIDENTS), "--survey", "residents-2026")
    assert fails(result, "The results of “residents-2026” have been shown")


# Accounts


def test_a_user_is_added_with_a_password_that_is_asked_for_twice(command):
    result = CliRunner().invoke(
        main,
        ["user", "add", "Jo Patel"],
        env=command.environ,
        input="three random words\nthree random words\n",
        catch_exceptions=False,
    )
    assert result.exit_code == 0
    assert "Jo Patel can sign in." in result.stdout
    assert "three random words" not in result.output
    again = command("user", "add", "jo patel", "--password", "three random words")
    assert fails(again, "There is an account")


def test_a_password_that_is_too_short_is_told(command):
    assert fails(command("user", "add", "Jo", "--password", "short"), "password: has to have 12")


# Results


def test_the_published_view_withholds_small_cells_and_says_so(extra_care):
    words = ("--period", "2026", "--as-of", "2026-03-31", "--scheme", "larch-court")
    contract = extra_care.results(*words)
    published = extra_care.results(*words, "--view", "published")
    assert (contract["view"], published["view"]) == ("contract", "published")
    assert not contract["indicators"][0]["withheld"]
    safe = published["indicators"][0]
    assert safe["withheld"] and safe["verdict"] == "too few answers"
    for name in ("numerator", "denominator", "percent", "interval", "evidence", "default"):
        assert safe[name] is None
    assert safe["returned"] == 34, "who came back tells no answer"


def test_what_is_withheld_is_withheld_in_every_format(extra_care):
    words = ("results", "extra-care", "--period", "2026", "--as-of", "2026-03-31",
             "--scheme", "larch-court", "--view", "published")  # fmt: skip
    table = extra_care.well(*words)
    line = next(line for line in table.splitlines() if line.startswith("1.1"))
    assert "[c]" in line and "26" not in line and "32" not in line
    rows = csv.DictReader(io.StringIO(extra_care.well(*words, "--format", "csv")))
    row = next(row for row in rows if row["ref"] == "1.1")
    assert (row["numerator"], row["denominator"], row["percent"], row["low"]) == ("", "", "", "")
    assert row["withheld"] == "True"


def test_two_providers_have_a_line_each_and_one_can_be_asked_for(command, data):
    command.add_schemes(beech_gardens="Other Care")
    command.hold("residents", data / RESIDENTS)
    report = command.results("--period", "2026")
    assert (report["indicators"][0]["numerator"], report["indicators"][0]["denominator"]) == (
        77,
        92,
    )
    lines = {each["provider"]: each["indicators"][0] for each in report["providers"]}
    assert {name: (own["numerator"], own["denominator"]) for name, own in lines.items()} == {
        "Example Care": (62, 73), "Other Care": (15, 19),
    }  # fmt: skip
    alone = command.results("--period", "2026", "--provider", "Other Care")
    assert alone["indicators"][0]["numerator"] == 15
    assert alone["indicators"][0]["population"] == 24
    assert alone["indicators"][0]["default"] == "critical"
    assert "providers" not in alone
    table = command.well("results", "extra-care", "--period", "2026")
    assert "Example Care" in table and "Other Care" in table


def test_a_later_survey_of_the_same_period_decides_over_the_earlier(command, data, tmp_path):
    command.add_schemes()
    command.hold("residents", data / RESIDENTS)
    again = tmp_path / "again.csv"
    header = "scheme,mode,language,presentation,helper,capacity,feel_safe\n"
    again.write_text(header + "larch-court,paper,en,standard,none,,no\n" * 20)
    command.hold(
        "residents", again, code="residents-2026-autumn",
        opens=date(2026, 9, 1), closes=date(2026, 9, 30),
    )  # fmt: skip
    before = command.results("--period", "2026", "--as-of", "2026-09-29")
    after = command.results("--period", "2026", "--as-of", "2026-09-30")
    assert [each["indicators"][0]["numerator"] for each in (before, after)] == [77, 0]
    assert after["indicators"][0]["denominator"] == 20, "the earlier is listed, never added"
    result = command("results", "extra-care", "--period", "2026")
    assert "residents-2026 is not counted: a later survey decides." in result.stderr


# Serving


@pytest.mark.parametrize(
    ("url", "warnings"), [("https://answers.example.org", 5), ("http://127.0.0.1:8000", 0)]
)
def test_a_server_that_others_reach_tells_at_its_start_what_nobody_has_set(
    command, monkeypatch, url, warnings
):
    monkeypatch.setattr("surveyapp.cli.serve.run_server", lambda *_, **__: None)
    command.environ["PUBLIC_URL"] = url
    told = command("serve")
    assert told.exit_code == 0, told.output
    assert told.stderr.count("Warning: setting ") == warnings
    assert ("CONTROLLER_NAME" in told.stderr) == bool(warnings)
