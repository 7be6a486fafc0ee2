"""Erasing what people were promised would be deleted: own words first, then the other answers.

The time runs from the day on which a survey closed as planned. The tallies stay, and with them
every figure; a survey whose answers are erased can take no further load, which would count
without them.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from surveyapp.storage import responses, surveys
from surveyapp.storage.surveys import Survey
from surveyapp.workflows.clock import today
from surveyapp.workflows.site import Site

OVER = ["closed", "published"]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased of one survey: how many own words, and how many forms."""

    survey: str
    own_words: int
    forms: int


def erase_due(site: Site, *, on: date | None = None) -> list[Erased]:
    """Erase what is older than people were told that it is kept, and tell what that was."""
    day = on or today()
    with site.store.writing() as connection:
        erased = []
        for survey in surveys.find_surveys(connection, states=OVER):
            words = forms = 0
            if day > words_kept_until(site, survey):
                words = responses.erase_own_words(connection, survey.code)
            if day > answers_kept_until(site, survey):
                forms = responses.erase_responses(connection, survey.code)
                surveys.change_survey(connection, survey.code, results_shown=True)
            if words or forms:
                erased.append(Erased(survey.code, words, forms))
    if erased:
        site.store.forget_deleted()
    return erased


def words_kept_until(site: Site, survey: Survey) -> date:
    """The last day on which own words of a survey are kept."""
    return months_after(survey.closes, site.settings.controller.keep_own_words_months)


def answers_kept_until(site: Site, survey: Survey) -> date:
    """The last day on which the other answers of a survey are kept."""
    return months_after(survey.closes, site.settings.controller.keep_answers_months)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
