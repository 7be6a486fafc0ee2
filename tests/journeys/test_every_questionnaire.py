"""Every question of every questionnaire: axe on each page, and the smallest window in each
language, where one long word more is what breaks a page (requirements 28 and 55)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from surveyapp.definitions.answers import Answer
from surveyapp.definitions.library import load_library
from surveyapp.workflows.clock import today
from surveyapp.workflows.surveys import create_survey, list_surveys, open_survey
from tests.journeys.conftest import opened_context
from tests.journeys.house import SCHEME, offered_languages
from tests.journeys.tour import MEASURE, TABLET, TAGS, ZOOMED
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIBRARY = load_library(Path(__file__).parents[2] / "questionnaires")


@pytest.fixture(params=sorted(LIBRARY.questionnaires))
def survey(request, house):
    """An open survey of one questionnaire, in every language; its code and its questions."""
    name = request.param
    code = f"every-{name.replace('_', '-')}"
    if code not in [each.code for each in list_surveys(house.site)]:
        create_survey(
            house.site,
            code,
            questionnaire=name,
            contract="extra-care",
            schemes=[SCHEME],
            opens=today(),
            closes=today() + timedelta(days=30),
            reader="Ada Reader, the council",
            safeguarding_contact="Safeguarding team, 01632 960 002",
        )
        open_survey(house.site, code)
    return code, LIBRARY.questionnaire(name)


def pages(questionnaire):
    """The paths of its pages that no other questionnaire has; a follow-up has been called."""
    called = {parent: (after[0],) for parent, after in questionnaire.follow_ups.values()}
    questions = [f"/q/{code}" for code in questionnaire.questions]
    rests = [f"/rest/{code}" for code in questionnaire.rests_after]
    practice = ["/choose/practice"] if questionnaire.practice else []
    return called, ["/choose/consent", *practice, *questions, *rests, "/check"]


def sit_down(visitor, survey, words):
    code, questionnaire = survey
    called, paths = pages(questionnaire)
    has_easy = "easy" in questionnaire.presentations
    answers = {question: Answer(options) for question, options in called.items()}
    visitor.be(code, words=words if has_easy else None, answers=answers)
    practises = has_easy and words == "easy"
    return code, [path for path in paths if practises or path != "/choose/practice"]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_axe_finds_nothing_on_any_page_of_any_questionnaire(newcomer, survey, language):
    """Requirement 55."""
    visitor = newcomer(language)
    told = []
    for words in ("easy", "standard"):
        code, paths = sit_down(visitor, survey, words)
        for path in paths:
            visitor.open(code, path)
            assert visitor.path == path
            visitor.page.evaluate(AXE_SCRIPT)
            found = visitor.page.evaluate(
                """tags => axe.run({runOnly: {type: 'tag', values: tags},
                                    resultTypes: ['violations', 'incomplete']})""",
                list(TAGS),
            )
            faults = found["violations"] + found["incomplete"]
            told += [f"{path}, {words}: {each['id']}" for each in faults]
    assert not told, told


@pytest.mark.parametrize("language", offered_languages())
def test_every_page_fits_the_smallest_window_in_every_language(house, chromium, survey, language):
    """Requirement 28: 320 by 256 pixels, in usual and in the biggest words."""
    told = []
    with opened_context(chromium, house, language=language) as context:
        visitor = Visitor(house, context, language)
        code, paths = sit_down(visitor, survey, "easy")
        for path in paths:
            visitor.page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
            visitor.open(code, path)
            visitor.page.evaluate(MEASURE)
            for size in ("normal", "biggest"):
                visitor.page.evaluate(
                    "size => { document.documentElement.className = `size-${size}` }", size
                )
                visitor.page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
                told += [f"{path}, {size}: {each}"
                         for each in visitor.page.evaluate("measure.sticksOut()")]  # fmt: skip
    assert not told, told
