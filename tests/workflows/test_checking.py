"""Every fault of every file is told at once, with its place and what would be right."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from surveyapp.errors import FaultsFound
from surveyapp.settings import Settings, load_settings
from surveyapp.workflows.checking import check_definitions, file_schemas
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import open_survey

SPOILT = """
title = "Spoilt"
summary = "Everything that can be wrong."

[[indicator]]
ref = "1.1"
title = "No clause stands behind this"
source = "survey"
questions = ["feel_safe"]
counts = ["yes"]
audiences = ["residents"]
at_least = "0.8"
frequency = "annual"

[[indicator]]
ref = "1.2"
clause = "KPI 1.2"
title = "A schedule out of order"
source = "survey"
questions = ["feel_safe"]
counts = ["yes"]
audiences = ["residents"]
schedule = [{ from = 2027-04-01, at_least = "1" }, { from = 2026-04-01, at_least = "0.9" }]
frequency = "annual"

[[indicator]]
ref = "1.3"
clause = "KPI 1.3"
title = "A base that staff can't have"
source = "survey"
questions = ["well_led"]
counts = ["agree"]
audiences = ["staff"]
base = "with_capacity"
frequency = "annual"

[[indicator]]
ref = "1.4"
clause = "KPI 1.4"
title = "A formula that does not parse"
source = "return"
kind = "ratio"
formula = "A over B"
frequency = "annual"
"""

REFERENCES = """
title = "Spoilt references"
summary = "The shape is right, what it names is not."

[[indicator]]
ref = "2.1"
clause = "KPI 2.1"
title = "A question that nobody wrote"
source = "survey"
questions = ["feel_sound"]
counts = ["yes"]
audiences = ["residents"]
frequency = "annual"

[[indicator]]
ref = "2.2"
clause = "KPI 2.2"
title = "An option that the question lacks"
source = "survey"
questions = ["feel_safe"]
counts = ["always"]
audiences = ["residents"]
frequency = "annual"
"""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all the definitions, to be spoilt."""
    for name in ("questionnaires", "contracts", "translations"):
        original = getattr(load_settings({}), name)
        shutil.copytree(original, tmp_path / name)
        monkeypatch.setattr(Settings, name, property(lambda _, name=name: tmp_path / name))
    return tmp_path


def told(folders: Path) -> list[str]:
    """Every fault that the check tells of the copies."""
    site = Site(load_settings({"INSTANCE_PATH": str(folders / "instance")}))
    with pytest.raises(FaultsFound) as found:
        check_definitions(site)
    return [str(fault) for fault in found.value.faults]


def test_our_own_files_have_no_fault():
    told = ("draft", "not offered", "a sentence has", "seems passive", "in English", "setting ")
    for notice in check_definitions(Site(load_settings({}))):
        assert any(words in notice for words in told), notice


def test_what_the_linter_finds_is_told_with_everything_else(folders):
    bank = folders / "questionnaires" / "questions" / "living_here.toml"
    hard = bank.read_text(encoding="utf-8").replace("feel safe?", "not feel apprehensive?", 2)
    bank.write_text(hard, encoding="utf-8")
    catalogue = folders / "translations" / "cy" / "LC_MESSAGES" / "respondent.po"
    text = catalogue.read_text(encoding="utf-8")
    broken = text.replace('msgstr "Cwestiwn %(number)s', 'msgstr "Cwestiwn %(nifer)s')
    assert broken != text
    catalogue.write_text(broken, encoding="utf-8")
    (folders / "contracts" / "spoilt.toml").write_text(SPOILT, encoding="utf-8")
    faults = told(folders)
    for words in ("“not” makes the question", "“apprehensive”", "placeholders", "spoilt.toml"):
        assert any(words in fault for fault in faults), words


def test_a_reference_that_leads_nowhere_hides_no_fault_of_words(folders):
    bank = folders / "questionnaires" / "questions" / "living_here.toml"
    text = bank.read_text(encoding="utf-8").replace("feel safe?", "not feel safe?")
    bank.write_text(text.replace('"aspects_of_life"', '"nosuch"'), encoding="utf-8")
    faults = told(folders)
    for words in ("there is no scale “nosuch”", "“not” makes the question"):
        assert any(words in fault for fault in faults), words


def test_a_warning_is_a_notice_and_stops_nothing(folders):
    bank = folders / "questionnaires" / "questions" / "living_here.toml"
    text = bank.read_text(encoding="utf-8")
    script = "This is about feeling safe where you live."
    assert script in text
    bank.write_text(text.replace(script, "The door is locked."), encoding="utf-8")
    site = Site(load_settings({"INSTANCE_PATH": str(folders / "instance")}))
    assert any("“is locked” seems passive" in notice for notice in check_definitions(site))


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("spoilt.toml indicator.1.1.clause", "Field required"),
        ("spoilt.toml indicator.1.2", "in the order of its dates"),
        ("spoilt.toml indicator.1.3", "with_capacity is not one of staff"),
        ("spoilt.toml indicator.1.4.formula", "“A over B” is no formula"),
        ("references.toml 2.1", "no question “feel_sound” in the bank"),
        ("references.toml 2.2 counts", "“always” is no option of “feel_safe”"),
    ],
)
def test_each_fault_of_a_contract_file_is_told_with_its_place(folders, place, problem):
    (folders / "contracts" / "spoilt.toml").write_text(SPOILT, encoding="utf-8")
    (folders / "contracts" / "references.toml").write_text(REFERENCES, encoding="utf-8")
    assert any(fault.startswith(place) and problem in fault for fault in told(folders))


def test_faults_of_questions_contracts_pictures_and_catalogues_are_told_together(folders):
    (folders / "contracts" / "spoilt.toml").write_text(SPOILT, encoding="utf-8")
    (folders / "questionnaires" / "pictures" / "feel-safe.svg").unlink()
    (folders / "translations" / "cy" / "LC_MESSAGES" / "questionnaires.po").unlink()
    faults = told(folders)
    for words in ("spoilt.toml", "no picture “feel-safe”", "cy/questionnaires.po"):
        assert any(words in fault for fault in faults), words


def test_a_broken_question_bank_hides_no_fault_of_a_contract(folders):
    (folders / "contracts" / "spoilt.toml").write_text(SPOILT, encoding="utf-8")
    (folders / "questionnaires" / "scales.toml").write_text("[broken", encoding="utf-8")
    faults = told(folders)
    assert any(fault.startswith("scales.toml") for fault in faults)
    assert any("indicator.1.4.formula" in fault for fault in faults)


@pytest.fixture
def symbols(folders: Path) -> Path:
    """A symbol set of a deployment, with one of the three faces."""
    folder = folders / "symbols"
    folder.mkdir()
    drawing = (folders / "questionnaires" / "pictures" / "phone.svg").read_bytes()
    (folder / "happy.svg").write_bytes(drawing)
    table = '[face-yes]\nfile = "happy.svg"\nlicence = "CC BY 4.0"\ncredit = "Example Symbols"\n'
    (folder / "manifest.toml").write_text(table, encoding="utf-8")
    return folder


def site_with(symbols: Path) -> Site:
    """A site of which the deployment has a symbol set."""
    instance = str(symbols.parent / "instance")
    return Site(load_settings({"INSTANCE_PATH": instance, "SYMBOLS": str(symbols)}))


def test_the_credits_of_a_symbol_set_and_a_mixed_scale_are_told_as_notices(symbols):
    notices = check_definitions(site_with(symbols))
    assert "SYMBOLS: Example Symbols (CC BY 4.0): 1." in notices
    assert any("“yes_partly_no” mixes two sets" in notice for notice in notices)


@pytest.mark.parametrize("bank", ["whole", "broken"])
def test_faults_of_a_symbol_set_are_told_with_all_others(folders, symbols, bank):
    (folders / "contracts" / "spoilt.toml").write_text(SPOILT, encoding="utf-8")
    if bank == "broken":
        (folders / "questionnaires" / "scales.toml").write_text("[broken", encoding="utf-8")
    (symbols / "happy.svg").unlink()
    with pytest.raises(FaultsFound) as found:
        check_definitions(site_with(symbols))
    told = [str(fault) for fault in found.value.faults]
    assert any("indicator.1.4.formula" in fault for fault in told)
    assert any("SYMBOLS symbols/manifest.toml face-yes" in fault for fault in told)


@pytest.mark.parametrize("kind", ["contract", "questionnaire", "questions", "scales"])
def test_every_kind_of_file_has_a_schema_for_editors(kind):
    schema = file_schemas()[kind]
    assert json.loads(json.dumps(schema)) == schema
    assert schema["type"] == "object"


def test_the_schema_of_a_contract_knows_the_keys_that_people_write():
    schema = file_schemas()["contract"]
    assert {"indicator", "question"} <= set(schema["properties"])
    assert "at_least" in schema["$defs"]["Indicator"]["properties"]


# The settings that respondents' pages show


SETTINGS = {
    "CONTROLLER_NAME": "Example Council",
    "CONTROLLER_CONTACT": "answers@council.example",
    "ACCESSIBILITY_CONTACT": "01632 960 011",
    "STATEMENT_WRITTEN": "2026-01-12",
    "STATEMENT_CHECKED": "2026-02-09",
}


def lacking(name, **environ):
    """The settings of a deployment in which everything is set but one."""
    return load_settings({**SETTINGS, name: "", **environ})


def notices_of_settings(site):
    """What the check says of settings, where it finds no fault."""
    return [notice for notice in check_definitions(site) if notice.startswith("setting ")]


def serve(site, **environ):
    """Let a site stand at an address that others reach, with some settings."""
    url, instance = site.settings.database_url, str(site.settings.instance)
    public = {"PUBLIC_URL": "https://answers.example.org", "INSTANCE_PATH": instance}
    site.settings = load_settings({"DATABASE_URL": url, **public, **environ})


def test_on_a_fresh_checkout_every_missing_setting_is_a_notice(folders):
    site = Site(load_settings({"INSTANCE_PATH": str(folders / "instance")}))
    told = notices_of_settings(site)
    assert [notice.split(":")[0] for notice in told] == [f"setting {name}" for name in SETTINGS]
    assert "such as Example Council." in told[0]
    assert not list(folders.glob("instance/*")), "nothing is asked of a database"


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_that_is_missing_is_named_alone(folders, name):
    site = Site(lacking(name, INSTANCE_PATH=str(folders / "instance")))
    (told,) = notices_of_settings(site)
    assert told.startswith(f"setting {name}: ")


def test_where_others_reach_an_open_survey_a_missing_setting_is_a_fault(site, coordinator):
    serve(site)
    assert len(notices_of_settings(site)) == len(SETTINGS), "no survey is there yet"
    code = coordinator.create()
    assert len(notices_of_settings(site)) == len(SETTINGS), "it is not open yet"
    open_survey(site, code)
    with pytest.raises(FaultsFound) as found:
        check_definitions(site)
    assert [fault.place for fault in found.value.faults] == list(SETTINGS)
    serve(site, **SETTINGS)
    assert notices_of_settings(site) == []


def test_where_only_this_machine_reaches_an_open_survey_it_is_a_notice(site, coordinator):
    open_survey(site, coordinator.create())
    assert len(notices_of_settings(site)) == len(SETTINGS)


def test_a_missing_setting_is_told_with_a_broken_question_bank(folders, site, coordinator):
    open_survey(site, coordinator.create())
    serve(site)
    (folders / "questionnaires" / "scales.toml").write_text("[broken", encoding="utf-8")
    with pytest.raises(FaultsFound) as found:
        check_definitions(site)
    places = [fault.place for fault in found.value.faults]
    assert places[0].startswith("scales.toml") and places[-len(SETTINGS) :] == list(SETTINGS)
