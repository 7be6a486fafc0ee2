"""Settings come from the environment, and what nobody set has a safe value."""

from __future__ import annotations

import re
import stat
from datetime import date
from pathlib import Path

import pytest

import surveyapp.settings
from surveyapp.controller import Controller
from surveyapp.errors import SetupError
from surveyapp.settings import load_secret_key, load_settings


def settings(tmp_path=Path("instance"), **environ):
    return load_settings({"INSTANCE_PATH": str(tmp_path), **environ})


def test_the_database_stands_in_the_instance_folder_unless_another_is_named(tmp_path):
    assert settings(tmp_path).database_url == f"sqlite:///{tmp_path}/surveyapp.sqlite"
    named = settings(tmp_path, DATABASE_URL="postgresql://host/base")
    assert named.database_url == "postgresql://host/base"
    assert settings(tmp_path, DATABASE_URL="").database_url.endswith("surveyapp.sqlite")


def test_the_demonstration_has_a_database_of_its_own_whatever_is_named(tmp_path):
    environ = {"INSTANCE_PATH": str(tmp_path), "DATABASE_URL": "postgresql://host/base"}
    shown = load_settings(environ, demonstration=True)
    assert shown.database_url == f"sqlite:///{tmp_path}/demonstration.sqlite"
    assert shown.demonstration


def test_definitions_are_found_beside_the_package_whatever_the_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = settings(tmp_path)
    assert (found.questionnaires / "residents.toml").exists()
    assert (found.contracts / "extra-care.toml").exists()


def test_in_a_checkout_the_instance_folder_is_that_of_the_checkout(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_settings({}).instance == Path(__file__).parents[1] / "instance"


@pytest.mark.parametrize(
    ("url", "secure", "reachable"),
    [
        ("", False, False),
        ("http://127.0.0.1:8000", False, False),
        ("http://localhost:8000", False, False),
        ("http://[::1]:8000", False, False),
        ("http://192.168.1.5:8000", False, True),
        ("https://answers.example.org", True, True),
        ("https://answers.example.org/", True, True),
    ],
)
def test_the_public_address_says_whether_others_reach_it_and_whether_it_is_secure(
    url, secure, reachable
):
    found = settings(PUBLIC_URL=url)
    assert (found.is_secure, found.is_reachable) == (secure, reachable)
    assert not found.public_url.endswith("/")


@pytest.mark.parametrize(
    "url",
    ["answers.example.org", "ftp://answers.example.org", "https://", "https://example.org/surveys",
     "https://example.org:port", "https://[::1"],
)  # fmt: skip
def test_an_address_that_respondents_can_not_reach_is_told(url):
    with pytest.raises(SetupError, match="PUBLIC_URL"):
        settings(PUBLIC_URL=url)


def test_a_symbol_set_is_used_only_where_one_is_named(tmp_path):
    assert settings(tmp_path).symbols is None
    assert settings(tmp_path, SYMBOLS="").symbols is None
    assert settings(tmp_path, SYMBOLS=str(tmp_path)).symbols == tmp_path


def test_every_setting_is_documented_under_its_own_heading():
    named = re.findall(r"^\| ([A-Z_]+) \|", surveyapp.settings.__doc__, flags=re.MULTILINE)
    document = Path(__file__).parents[1] / "docs" / "settings.md"
    headings = re.findall(r"^## (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert "SYMBOLS" in named
    assert sorted(headings) == sorted(named)


@pytest.mark.parametrize("number", ["-1", "one", "1.5"])
def test_the_number_of_proxies_is_a_whole_number(number):
    with pytest.raises(SetupError, match="TRUSTED_PROXIES"):
        settings(TRUSTED_PROXIES=number)
    assert settings().trusted_proxies == 0
    assert settings(TRUSTED_PROXIES="2").trusted_proxies == 2


def test_the_secret_key_is_made_once_and_is_the_owner_s_alone(tmp_path):
    found = settings(tmp_path / "instance")
    key = load_secret_key(found)
    assert len(key) >= 48
    assert load_secret_key(found) == key
    path = tmp_path / "instance" / "secret-key.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_installations_never_share_a_key(tmp_path):
    first, second = (load_secret_key(settings(tmp_path / name)) for name in ("one", "two"))
    assert first != second


def test_a_key_of_the_environment_wins_and_is_not_written(tmp_path):
    assert load_secret_key(settings(tmp_path, SECRET_KEY="k" * 40)) == "k" * 40
    assert not (tmp_path / "secret-key.txt").exists()


def test_a_key_that_was_cut_short_is_told(tmp_path):
    (tmp_path / "secret-key.txt").write_text("short")
    with pytest.raises(SetupError, match="is damaged"):
        load_secret_key(settings(tmp_path))


# The data controller


def test_who_asks_is_read_from_the_environment():
    found = settings(
        CONTROLLER_NAME=" Example  Council ",
        CONTROLLER_CONTACT="answers@council.example",
        DATA_PROTECTION_CONTACT="dpo@council.example",
        ACCESSIBILITY_CONTACT="01632 960 011",
        ACCESSIBILITY_ANSWER_DAYS="10",
        STATEMENT_WRITTEN="2026-01-12",
        STATEMENT_CHECKED="2026-02-09",
        KEEP_OWN_WORDS_MONTHS="3",
        KEEP_ANSWERS_MONTHS="12",
    ).controller
    assert found == Controller(
        name="Example Council",
        contact="answers@council.example",
        data_protection_contact="dpo@council.example",
        accessibility_contact="01632 960 011",
        accessibility_answer_days=10,
        statement_written=date(2026, 1, 12),
        statement_checked=date(2026, 2, 9),
        keep_own_words_months=3,
        keep_answers_months=12,
    )
    assert found.missing_words() == []


def test_what_is_missing_is_told_all_at_once_with_what_to_write():
    told = settings().controller.missing_words()
    assert [fault.place for fault in told] == [
        "CONTROLLER_NAME",
        "CONTROLLER_CONTACT",
        "ACCESSIBILITY_CONTACT",
        "STATEMENT_WRITTEN",
        "STATEMENT_CHECKED",
    ]
    assert all(fault.problem and fault.remedy.startswith("Write ") for fault in told)


def test_the_promises_have_a_usual_length():
    found = settings(KEEP_ANSWERS_MONTHS="").controller
    promised = (found.keep_own_words_months, found.keep_answers_months)
    assert promised == (6, 24)
    assert found.accessibility_answer_days == 5


@pytest.mark.parametrize(
    "name", ["ACCESSIBILITY_ANSWER_DAYS", "KEEP_OWN_WORDS_MONTHS", "KEEP_ANSWERS_MONTHS"]
)
@pytest.mark.parametrize("number", ["0", "-1", "six", "1.5", "²"])
def test_a_promise_is_a_number_of_one_or_more(name, number):
    with pytest.raises(SetupError, match=name):
        settings(**{name: number})


@pytest.mark.parametrize("name", ["STATEMENT_WRITTEN", "STATEMENT_CHECKED"])
@pytest.mark.parametrize("day", ["31/03/2026", "2026-02-30", "March"])
def test_a_day_that_is_none_is_told_with_the_way_to_write_it(name, day):
    with pytest.raises(SetupError, match=f"{name} .* 2026-03-31"):
        settings(**{name: day})
