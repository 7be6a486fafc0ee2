"""Filling the demonstration's database, once, with progress."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from surveyapp.answering.journey import steps
from surveyapp.definitions.question_types import QUESTION_TYPES
from surveyapp.responses.population import COLUMNS
from surveyapp.settings import Settings
from surveyapp.storage.surveys import Survey
from surveyapp.workflows import accounts, installation, loading, schemes, surveys
from surveyapp.workflows.answering import (
    Visit,
    begin_or_change,
    changed,
    find_visit,
    new_cookie,
    send,
)
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.demonstration.figures import Figures, Round, load_figures
from surveyapp.workflows.demonstration.people import Person, keyed_file, people
from surveyapp.workflows.site import Site

SEED = 20260331
ACCOUNT = "administrator"
Progress = Callable[[Iterable[Any]], Iterable[Any]]


def database_path(settings: Settings) -> Path:
    """Where the demonstration's database stands."""
    return settings.instance / "demonstration.sqlite"


def accounts_path(settings: Settings) -> Path:
    """Where the passwords of the demonstration stand, for its owner alone."""
    return settings.instance / "demonstration-accounts.txt"


def fill(settings: Settings, progress: Progress) -> None:
    """Make the demonstration beside its place, and move it there when it is whole."""
    unfinished = settings.instance / "demonstration-unfinished.sqlite"
    for path in (unfinished, *_companions(unfinished)):
        path.unlink(missing_ok=True)
    site = Site(replace(settings, database_url=f"sqlite:///{unfinished.absolute()}"))
    installation.initialise(site)
    _record_account(site, settings)
    tasks = []
    for figures in load_figures():
        _add_schemes(site, figures)
        tasks.extend(task for each in figures.rounds for task in _tasks(site, figures, each))
    for task in progress(tasks):
        task()
    site.store.forget_deleted()
    site.store.close()
    unfinished.replace(database_path(settings))


def _add_schemes(site: Site, figures: Figures) -> None:
    for scheme in figures.schemes:
        schemes.add_scheme(
            site,
            provider=figures.provider,
            contract=figures.contract,
            starts=figures.starts,
            **scheme.model_dump(),
        )


def _tasks(site: Site, figures: Figures, each: Round) -> list[Callable[[], object]]:
    """What has to be done for one round, in order: small steps, so that progress shows."""
    chance = random.Random(f"{SEED} {each.survey}")
    questionnaire = site.library.questionnaire(each.questionnaire)
    tasks: list[Callable[[], object]] = [lambda: _open(site, figures, each)]
    for scheme, stated in each.schemes.items():
        forms = people(questionnaire, stated, chance)
        for person in (form for form in forms if form.online):
            tasks.append(lambda scheme=scheme, person=person: _answer(site, each, scheme, person))
        keyed = [form for form in forms if not form.online]
        if keyed:
            content = keyed_file(scheme, questionnaire, keyed)
            tasks.append(
                lambda content=content: loading.load_responses(site, each.survey, content)
            )
    if not each.still_open:
        tasks.append(lambda: close_survey(site, each.survey))
    return tasks


def _open(site: Site, figures: Figures, each: Round) -> Survey:
    survey = surveys.create_survey(
        site,
        each.survey,
        questionnaire=each.questionnaire,
        contract=figures.contract,
        schemes=list(each.schemes),
        opens=each.opens,
        closes=each.closes,
        **figures.contacts.model_dump(),
    )
    surveys.open_survey(site, each.survey, on=None if each.still_open else each.opens)
    lines = [",".join(COLUMNS)] + [
        f"{code},{survey.audience},{stated.eligible},{stated.asked},{stated.with_capacity or ''}"
        for code, stated in each.schemes.items()
    ]
    loading.load_population(site, each.survey, "\n".join(lines).encode("utf-8"))
    return survey


def _answer(site: Site, each: Round, scheme: str, person: Person) -> None:
    """One person goes through every page on a screen, as the web would lead them."""
    link, cookie = surveys.survey_links(site, each.survey)[scheme], new_cookie()

    def visit() -> Visit:
        found = find_visit(site, link, cookie, on=each.opens)
        assert found is not None and found.document is not None
        return found

    offered = {language.code for language in visit().document.languages}  # type: ignore[union-attr]
    journey = changed(
        visit().journey,
        language=person.language if person.language in offered else "en",
        words=person.presentation,
        pictures=person.presentation == "easy",
        helper=person.helper,
        chooser="person" if person.helper != "none" else None,
    )
    journey = replace(journey, consented=True, practised=True)
    tablet = person.mode == "self_tablet"
    begin_or_change(site, visit(), journey, way_in="kiosk" if tablet else "open", mode=person.mode)
    for code, answer in person.answers.items():
        asked = visit().document.questionnaire.questions[code]  # type: ignore[union-attr]
        given = QUESTION_TYPES[asked.type].read_cell(asked, answer)
        journey = replace(journey, answers={**journey.answers, code: given})
    begin_or_change(site, visit(), journey, way_in="", mode="")
    here = visit()
    assert here.document is not None
    assert steps(here.document, here.journey)[-1].kind == "check"
    send(site, here)


def _record_account(site: Site, settings: Settings) -> None:
    """One account under a random password, kept in a file that only its owner reads."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    accounts.add_account(site, ACCOUNT, password)
    path = accounts_path(settings)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(f"{ACCOUNT}\t{password}\n", encoding="utf-8")


def _companions(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm")]
