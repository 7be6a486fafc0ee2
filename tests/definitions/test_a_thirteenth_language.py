"""A language costs no code: a folder with two catalogues is a language, and nothing else is."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from surveyapp import create_app
from surveyapp.settings import load_settings
from surveyapp.workflows.checking import check_definitions
from surveyapp.workflows.installation import initialise
from surveyapp.workflows.schemes import add_scheme
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import create_survey, open_survey, survey_links
from tests.inspector import InspectedClient
from tests.web.person import Person

MADE_UP = "eo"
"""Esperanto stands for a language that nobody has translated: its words are made up here."""

PATTERN = "lerva {} do"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Every catalogue of ours in a folder of its own, with one more language beside them."""
    original = load_settings({}).translations
    folder = tmp_path / "translations"
    shutil.copytree(original, folder)
    for domain in ("respondent", "questionnaires"):
        with (original / "cy" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
            english = read_po(file, locale="cy")
        _write(folder / MADE_UP / "LC_MESSAGES" / f"{domain}.po", english)
    monkeypatch.setattr("surveyapp.settings.Settings.translations", folder)
    return folder


def _write(path, english):
    made_up = Catalog(locale=MADE_UP, header_comment="# Made up: draft, not yet reviewed.")
    for message in english:
        if not message.id:
            continue
        several = not isinstance(message.id, str)
        words = (
            tuple(PATTERN.format(each) for each in message.id)
            if several
            else PATTERN.format(message.id)
        )
        made_up.add(message.id, words, context=message.context, flags=message.flags)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, made_up)


@pytest.fixture
def site(folder, tmp_path):
    """A site that finds its catalogues in that folder."""
    settings = load_settings({"INSTANCE_PATH": str(tmp_path / "instance")})
    site = Site(settings)
    initialise(site)
    add_scheme(
        site, "larch-court", name="Larch Court", provider="Example Care", contract="extra-care"
    )
    yield site
    site.store.close()


@pytest.mark.parametrize("questionnaire", ["residents", "home_care"])
def test_a_thirteenth_language_is_a_folder_and_is_asked_in_from_the_start_to_the_end(
    site, questionnaire
):
    create_survey(
        site,
        "survey",
        questionnaire=questionnaire,
        contract="extra-care",
        schemes=["larch-court"],
        opens=date(2026, 1, 1),
        closes=date(2099, 1, 1),
        languages=["en", MADE_UP],
    )
    opened = open_survey(site, "survey")
    assert MADE_UP in opened.drafts, "the one who opens it is told that it is a draft"
    app = create_app(site.settings)
    app.test_client_class = InspectedClient
    person = Person(app.test_client(), f"/s/{survey_links(site, 'survey')['larch-court']}")
    person.press("Esperanto")
    assert person.page.html["lang"] == MADE_UP
    for _ in person.pages_until(lambda: person.path.endswith("/thanks")):
        assert person.heading.startswith("lerva "), person.heading
        rest = person.page.select('button[value="go"]')
        main = rest or person.page.select(".control-main") or person.page.select("main button")
        person.press(" ".join(main[0].get_text().split())[:20])
    app.extensions["site"].store.close()


def test_a_half_translated_language_is_told_and_not_offered(site, folder):
    path = folder / MADE_UP / "LC_MESSAGES" / "questionnaires.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgstr "lerva Do you like tea? do"', 'msgstr ""'), encoding="utf-8"
    )
    notices = [notice for notice in check_definitions(site) if notice.startswith(f"{MADE_UP}:")]
    assert any("“residents” is not offered" in notice for notice in notices), notices
