"""Results of a contract and a period: which surveys count, and which threshold judges them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete

from surveyapp.definitions.files import SectionFile
from surveyapp.errors import NotKnownError
from surveyapp.settings import Settings
from surveyapp.storage.tables import responses
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.loading import load_responses
from surveyapp.workflows.results import contract_results
from tests.workflows.conftest import LARCH, ROWAN, forms

END = date(2026, 12, 31)


@dataclass(frozen=True)
class SettingsWithContracts(Settings):
    """The settings of a site that has contracts of its own."""

    folder: Path = Path()

    @property
    def contracts(self) -> Path:
        """The folder of the contract files."""
        return self.folder


@pytest.fixture
def contract(site, tmp_path):
    """Gives the extra-care contract of the site other lines in place of its threshold of 1.1."""
    text = (site.settings.contracts / "extra-care.toml").read_text(encoding="utf-8")

    def changed(threshold):
        (tmp_path / "contracts").mkdir()
        first, second = text.split('at_least = "0.8"', 1)
        (tmp_path / "contracts" / "extra-care.toml").write_text(first + threshold + second)
        site.settings = SettingsWithContracts(**vars(site.settings), folder=tmp_path / "contracts")

    return changed


@pytest.fixture
def held(coordinator, site):
    """Holds a survey of residents: opened, loaded and closed."""

    def survey(code, *rows, **how):
        coordinator.open(code, **how)
        coordinator.load(code, *rows)
        close_survey(site, code)
        return code

    return survey


def results(site, period="2026", as_of=END, **asked):
    return contract_results(site, "extra-care", period, as_of=as_of, **asked)


def counts(found):
    safe = found.indicators[0]
    return safe.numerator, safe.denominator


def codes(surveys):
    return [survey.code for survey in surveys]


SPRING = {"closes": date(2026, 3, 31)}
AUTUMN = {"opens": date(2026, 9, 1), "closes": date(2026, 9, 30)}


def test_a_later_survey_of_the_same_period_decides_and_the_earlier_is_listed_not_added(site, held):
    held("spring", *[f"{LARCH} yes"] * 6, **SPRING)
    held("autumn", *[f"{LARCH} no"] * 7, **AUTUMN)
    found = results(site)
    assert counts(found) == (0, 7)
    assert (codes(found.surveys), codes(found.superseded)) == (["autumn"], ["spring"])


def test_it_is_the_closing_date_as_planned_that_decides_and_not_the_day_of_closing(site, held):
    held("autumn", *[f"{LARCH} no"] * 7, **AUTUMN)
    held("spring", *[f"{LARCH} yes"] * 6, **SPRING)
    assert counts(results(site)) == (0, 7)


def test_before_the_later_survey_closed_the_earlier_decides(site, held):
    held("spring", *[f"{LARCH} yes"] * 6, **SPRING)
    held("autumn", *[f"{LARCH} no"] * 7, **AUTUMN)
    assert counts(results(site, as_of=date(2026, 9, 29))) == (6, 6)
    assert counts(results(site, as_of=date(2026, 9, 30))) == (0, 7)


def test_a_later_survey_of_one_scheme_leaves_the_other_schemes_to_the_earlier(site, held):
    held("spring", *[f"{LARCH} yes"] * 6, *[f"{ROWAN} yes"] * 8, **SPRING)
    held("autumn", *[f"{LARCH} no"] * 7, schemes=[LARCH], **AUTUMN)
    found = results(site)
    assert counts(found) == (8, 15)
    assert codes(found.surveys) == ["spring", "autumn"]
    assert found.superseded == ()


def test_surveys_of_two_periods_do_not_meet(site, held):
    held("spring", *[f"{LARCH} yes"] * 6, **SPRING)
    held("autumn", *[f"{LARCH} no"] * 7, **AUTUMN)
    assert counts(results(site, "2026-H1")) == (6, 6)
    assert counts(results(site, "2026-H2")) == (0, 7)
    assert counts(results(site, "2026-27")) == (0, 7)
    assert counts(results(site, "2025-26")) == (6, 6)


@pytest.mark.parametrize("state", ["draft", "open"])
def test_a_survey_that_is_not_closed_shows_nothing(coordinator, site, state):
    survey = coordinator.create() if state == "draft" else coordinator.open()
    if state == "open":
        coordinator.load(survey, *[f"{LARCH} yes"] * 6)
    found = results(site)
    assert {each.verdict for each in found.indicators} == {"not yet measured"}
    assert found.surveys == ()


def test_a_survey_whose_last_day_is_over_is_closed_before_anybody_looks(
    coordinator, survey, site, clock
):
    coordinator.load(survey, *[f"{LARCH} yes"] * 6)
    clock.set(date(2026, 4, 1))
    assert counts(results(site)) == (6, 6)


def test_without_a_date_what_is_known_today_is_shown(site, held, clock):
    held("spring", *[f"{LARCH} yes"] * 6, **SPRING)
    clock.set(date(2026, 3, 30))
    assert results(site, as_of=None).as_of == date(2026, 3, 30)
    assert results(site, as_of=None).surveys == ()
    clock.set(date(2026, 3, 31))
    assert counts(results(site, as_of=None)) == (6, 6)


def test_one_scheme_is_shown_with_its_own_population(coordinator, survey, site):
    coordinator.load(survey, *[f"{LARCH} yes"] * 6, *[f"{ROWAN} no"] * 8)
    close_survey(site, survey)
    found = results(site, scheme=LARCH)
    assert counts(found) == (6, 6)
    assert found.indicators[0].population == 40
    assert codes(found.schemes) == [LARCH]


@pytest.fixture
def two_providers(coordinator, held):
    """Larch Court and Rowan House of Example Care, Elm Lodge of Other Care, and a survey."""
    coordinator.add_scheme("elm-lodge", "Other Care")
    held(
        "spring",
        *[f"{LARCH} yes"] * 6, *[f"{ROWAN} yes"] * 7, *["elm-lodge no"] * 8,
        schemes=[LARCH, ROWAN, "elm-lodge"],
    )  # fmt: skip


def test_several_providers_have_a_line_each_beside_the_pooled_figure(site, two_providers):
    found = results(site)
    assert counts(found) == (13, 21)
    lines = {name: own[0] for name, own in found.by_provider}
    assert {name: (own.numerator, own.denominator) for name, own in lines.items()} == {
        "Example Care": (13, 13), "Other Care": (0, 8),
    }  # fmt: skip
    assert {name: (own.verdict, own.default) for name, own in lines.items()} == {
        "Example Care": ("met", None), "Other Care": ("not met", "critical"),
    }  # fmt: skip


def test_one_provider_is_shown_by_name_and_has_no_lines(site, two_providers):
    found = results(site, provider="Other Care")
    assert counts(found) == (0, 8)
    assert found.by_provider == ()


def test_one_provider_alone_needs_no_lines(site, held):
    held("spring", *[f"{LARCH} yes"] * 6, **SPRING)
    assert results(site).by_provider == ()


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"scheme": "nosuch"}, "“nosuch”. There are: larch-court, rowan-house"),
        ({"provider": "Nobody"}, "no provider “Nobody” here. There are: Example Care"),
        ({"period": "2026-Q9"}, "is no period"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(coordinator, site, asked, problem):
    with pytest.raises(NotKnownError, match=problem):
        results(site, **asked)


def test_a_scheme_of_another_provider_is_no_scheme_of_this_one(site, two_providers):
    found = results(site, scheme="elm-lodge", provider="Example Care")
    assert found.schemes == ()
    assert found.indicators[0].verdict == "not yet measured"


@pytest.fixture
def another_questionnaire(coordinator, site):
    """A closed survey of other questions, which seven of the forty residents answered."""
    library = site.library
    asked = library.questionnaires["residents"].model_copy(
        update={"sections": [SectionFile(questions=["practice_tea"])]}
    )
    site.library = replace(library, questionnaires={**library.questionnaires, "tea": asked})
    coordinator.open("tea-2026", questionnaire="tea", schemes=[LARCH])
    coordinator.populate("tea-2026", f"scheme,audience,eligible\n{LARCH},residents,40\n")
    content = forms(*[f"{LARCH} yes"] * 7).replace(b"feel_safe", b"practice_tea")
    load_responses(site, "tea-2026", content)
    close_survey(site, "tea-2026")


def test_the_people_of_a_survey_that_did_not_ask_are_no_part_of_the_population(
    site, coordinator, held, another_questionnaire
):
    survey = coordinator.open("spring", **SPRING)
    coordinator.populate(survey)
    coordinator.load(survey, *[f"{LARCH} yes"] * 6)
    close_survey(site, survey)
    safe = results(site).indicators[0]
    assert (safe.numerator, safe.population, safe.returned) == (6, 98, 6)


def test_a_question_that_no_survey_asked_is_not_yet_measured_whatever_else_was_asked(
    site, another_questionnaire
):
    assert {each.verdict for each in results(site).indicators} == {"not yet measured"}
    assert not any(each.withheld for each in results(site).indicators)


# Which threshold


def test_the_threshold_in_force_on_the_census_date_judges(site, coordinator, held, contract):
    contract(
        'schedule = [{ from = 2026-01-01, at_least = "0.5" }, '
        '{ from = 2026-03-05, at_least = "0.9" }]'
    )
    rows = [*[f"{LARCH} yes"] * 6, *[f"{LARCH} no"] * 4]
    held("early", *rows, **SPRING)
    assert results(site).indicators[0].verdict == "met"
    held("late", *rows, census=date(2026, 3, 5), closes=date(2026, 4, 30))
    assert results(site).indicators[0].verdict == "not met"


def test_the_census_of_another_scheme_does_not_judge_this_one(site, held, contract):
    contract(
        'schedule = [{ from = 2026-01-01, at_least = "0.5" }, '
        '{ from = 2026-09-01, at_least = "0.9" }]'
    )
    held("spring", *[f"{LARCH} yes"] * 6, *[f"{LARCH} no"] * 4, schemes=[LARCH], **SPRING)
    held("autumn", *[f"{ROWAN} yes"] * 6, *[f"{ROWAN} no"] * 4, schemes=[ROWAN], **AUTUMN)
    assert results(site, scheme=LARCH).indicators[0].verdict == "met"
    assert results(site, scheme=ROWAN).indicators[0].verdict == "not met"


def test_months_count_from_the_start_of_each_provider_s_own_agreement(
    site, coordinator, held, contract
):
    contract(
        'schedule = [{ after_months = 0, at_least = "0.5" }, '
        '{ after_months = 12, at_least = "0.9" }]'
    )
    coordinator.add_scheme("elm-lodge", "Other Care", starts=date(2025, 3, 1))
    coordinator.add_scheme("ash-house", "New Care", starts=date(2026, 1, 1))
    rows = [f"{scheme} {answer}" for scheme in ("elm-lodge", "ash-house")
            for answer in ["yes"] * 6 + ["no"] * 4]  # fmt: skip
    held("spring", *rows, schemes=["elm-lodge", "ash-house"], **SPRING)
    found = results(site)
    verdicts = {name: own[0].verdict for name, own in found.by_provider}
    assert verdicts == {
        "Example Care": "not yet measured", "New Care": "met", "Other Care": "not met",
    }  # fmt: skip
    assert found.indicators[0].verdict == "no threshold", "there is no one start to count from"


def test_a_contract_file_that_was_changed_judges_closed_periods_anew(site, held, contract):
    held("spring", *[f"{LARCH} yes"] * 6, *[f"{LARCH} no"] * 4, **SPRING)
    assert results(site).indicators[0].verdict == "not met"
    contract('at_least = "0.6"')
    assert results(site).indicators[0].verdict == "met"
    assert counts(results(site)) == (6, 10)


def test_verdicts_survive_the_erasure_of_every_row(site, coordinator, held):
    held("spring", *[f"{LARCH} yes"] * 6, *[f"{LARCH} no"] * 4, **SPRING)
    with site.store.writing() as connection:
        connection.execute(delete(responses))
    assert coordinator.count("answers") == 0
    assert counts(results(site)) == (6, 10)


def test_looking_at_results_changes_nothing_that_they_count(site, held):
    held("spring", *[f"{LARCH} yes"] * 6, **SPRING)
    first, second = results(site), results(site)
    assert first.indicators == second.indicators
    assert first.questions == second.questions
