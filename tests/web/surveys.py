"""Surveys to answer in the tests of the respondents' pages, and what the database holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from surveyapp.storage.engine import Store
from surveyapp.storage.tables import metadata
from surveyapp.workflows.schemes import add_scheme, list_schemes
from surveyapp.workflows.site import Site
from surveyapp.workflows.surveys import create_survey, name_contacts, open_survey, survey_links

OPENS, CLOSES = date(2026, 3, 1), date(2026, 3, 31)
SAFEGUARDING = "Safeguarding team, 01632 960 002"


def draft_survey(
    site: Site,
    questionnaire: str = "residents",
    *,
    code: str = "",
    scheme: str = "larch-court",
    languages: tuple[str, ...] = ("en",),
) -> str:
    """A survey that is not open yet; gives the address of its poster."""
    code = code or f"{questionnaire}-2026"
    if scheme not in [each.code for each in list_schemes(site)]:
        add_scheme(
            site,
            scheme,
            name=scheme.replace("-", " ").title(),
            provider="Example Care",
            contract="extra-care",
            who_comes="Sam Hill comes to you",
            outside_person="Jo Field, Healthwatch",
            telephone="01632 960 001",
        )
    create_survey(
        site,
        code,
        questionnaire=questionnaire,
        contract="extra-care",
        schemes=[scheme],
        opens=OPENS,
        closes=CLOSES,
        languages=list(languages),
    )
    return f"/s/{survey_links(site, code)[scheme]}"


def running_survey(
    site: Site, questionnaire: str = "residents", *, contacts: bool = True, **facts: Any
) -> str:
    """An open survey, by default with somebody named who reads own words; its address."""
    address = draft_survey(site, questionnaire, **facts)
    code = facts.get("code") or f"{questionnaire}-2026"
    open_survey(site, code)
    if contacts:
        name_contacts(
            site, code, reader="Ada Reader, the council", safeguarding_contact=SAFEGUARDING
        )
    return address


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in an order of their own."""
    with store.reading() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in metadata.tables.items()
        }


def responses(store: Store) -> list[dict[str, Any]]:
    """Every response, with its answers by question and its own words."""
    tables = metadata.tables
    with store.reading() as connection:
        found = [dict(row._mapping) for row in connection.execute(select(tables["responses"]))]
        for response in found:
            answers, words = tables["answers"], tables["own_words"]
            response["answers"] = {}
            for row in connection.execute(
                select(answers).where(answers.c.response == response["id"])
            ):
                response["answers"].setdefault(row.question, []).append(row.option)
            response["words"] = {
                row.question: row.words
                for row in connection.execute(
                    select(words).where(words.c.response == response["id"])
                )
            }
    return found
