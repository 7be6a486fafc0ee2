"""The pages behind sign-in over closed surveys, and somebody who is signed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from surveyapp import create_app
from surveyapp.settings import Settings, load_settings
from surveyapp.workflows.accounts import add_account
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.loading import load_population, load_responses
from surveyapp.workflows.schemes import add_scheme
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import create_survey, open_survey
from tests.conftest import DATA, Clock
from tests.inspector import InspectedClient, words_of

NAME, PASSWORD = "Ada Commissioner", "three random words"
SCHEMES = {
    "larch-court": "Larch Court",
    "rowan-house": "Rowan House",
    "beech-gardens": "Beech Gardens",
}
POPULATION = DATA / "extra-care-2026-population.csv"
RESULTS = "/staff/contracts/extra-care/2026"


def settings_for(address: str, folder: Path, public_url: str = "") -> Settings:
    """Settings over a database, for an address that people reach."""
    return load_settings(
        {
            "DATABASE_URL": address,
            "INSTANCE_PATH": str(folder),
            "PUBLIC_URL": public_url or "http://answers.example.org",
        }
    )


@contextmanager
def application(settings: Settings) -> Iterator[Flask]:
    """The application with an account, whose every page is inspected."""
    app = create_app(settings)
    app.test_client_class = InspectedClient
    site = app.extensions["site"]
    add_account(site, NAME, PASSWORD)
    yield app
    site.store.close()


def add_schemes(site: Site, providers: Mapping[str, str] | None = None) -> None:
    """The three schemes of the keyed files; all of one provider, but for those named."""
    for code, name in SCHEMES.items():
        provider = (providers or {}).get(code, "Example Care")
        add_scheme(site, code, name=name, provider=provider, contract="extra-care")


def begin(
    site: Site,
    questionnaire: str,
    *,
    code: str = "",
    opens: date = date(2026, 3, 1),
    closes: date = date(2026, 3, 31),
    languages: tuple[str, ...] = ("en",),
) -> str:
    """An open survey in every scheme; gives its code."""
    survey = code or f"{questionnaire}-{closes.year}"
    create_survey(
        site,
        survey,
        questionnaire=questionnaire,
        contract="extra-care",
        schemes=list(SCHEMES),
        opens=opens,
        closes=closes,
        languages=list(languages),
    )
    open_survey(site, survey, on=opens)
    load_population(site, survey, POPULATION.read_bytes())
    return survey


def hold(site: Site, questionnaire: str, *, forms: int | None = None, **facts: object) -> str:
    """A closed survey on the keyed forms, or on the first few of them."""
    survey = begin(site, questionnaire, **facts)  # type: ignore[arg-type]
    content = (DATA / f"extra-care-2026-{questionnaire}.csv").read_bytes()
    lines = content.splitlines(keepends=True)
    load_responses(site, survey, b"".join(lines[: None if forms is None else forms + 1]))
    close_survey(site, survey)
    return survey


def hold_extra_care(site: Site, clock: Clock, providers: Mapping[str, str] | None = None) -> None:
    """The three surveys of the extra-care contract on the keyed files, closed."""
    add_schemes(site, providers)
    for questionnaire in ("residents", "families", "staff"):
        hold(site, questionnaire)
    clock.set(date(2026, 4, 1))


def cell_words(tag: Tag) -> str:
    """The words of a part whose pieces stand apart without a blank between them."""
    return " ".join(tag.get_text(" ").split())


class Desk:
    """Somebody who is signed in, at a browser."""

    def __init__(self, app: Flask, *, signed_in: bool = True) -> None:
        self.client: InspectedClient = app.test_client()  # type: ignore[assignment]
        if signed_in:
            self.sign_in()

    def sign_in(self, name: str = NAME, password: str = PASSWORD, query: str = "") -> TestResponse:
        """Fill in the form and send it, wherever it leads."""
        address = f"/staff/sign-in{query}"
        sent = {"csrf_token": self.token(address), "name": name, "password": password}
        return self.client.post(address, data=sent)

    def token(self, address: str) -> str:
        """The token of the form on a page."""
        field = self.open(address).select_one("main [name=csrf_token], [name=csrf_token]")
        assert isinstance(field, Tag)
        return str(field["value"])

    def open(self, address: str, status: int = 200) -> BeautifulSoup:
        """A page that has to be there, as a tree."""
        response = self.client.get(address)
        assert response.status_code == status, f"{address} is {response.status}"
        return BeautifulSoup(response.get_data(as_text=True), "html.parser")

    def words(self, address: str, part: str = "main", status: int = 200) -> str:
        """The words of a part of a page."""
        return words_of(self.open(address, status).select_one(part))

    def row(self, address: str, ref: str) -> dict[str, str]:
        """The cells of one indicator in the first table, by their headings."""
        table = self.open(address).select_one("table.results")
        assert table is not None
        headings = [cell_words(each) for each in table.select("thead th")]
        for line in table.select("tbody tr"):
            cells = [cell_words(each) for each in line.select("th, td")]
            if cells[0] == ref:
                return dict(zip(headings, cells, strict=True))
        raise AssertionError(f"there is no row {ref}")
