"""The personal codes of a scheme: how many there are, making more, giving one up for another."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.errors import NotKnownError, NotNowError
from surveyapp.web.pages import clean_code
from surveyapp.web.staff.pages import current_site, page
from surveyapp.workflows.invitations import (
    MOST_AT_ONCE,
    STATES_TO_INVITE,
    count_by_scheme,
    invite,
    replace_code,
    withdraw,
)
from surveyapp.workflows.paper import Paper, paper_facts
from surveyapp.workflows.schemes import CODE

LAYOUTS = {
    "slips": "Slips to cut, eight a page",
    "letters": "Letters, one page a code, larger and easier to read",
}
"""How codes are printed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a form: what was done, or the field that has to be looked at again."""

    done: str = ""
    field: str = ""
    problem: str = ""


def invitations(survey_code: str, scheme_code: str) -> str:
    """How many codes a scheme has, and the forms to make, print, withdraw and replace them; 404
    for a survey or a scheme that there is not."""
    return _page(_facts(survey_code, scheme_code), Told())


def change_invitations(survey_code: str, scheme_code: str) -> AnyResponse | tuple[str, int]:
    """Make codes and lead to their print, or withdraw or replace one; 400 with the page again
    for what is not possible, 409 where the survey is closed."""
    facts = _facts(survey_code, scheme_code)
    if request.form.get("do") == "make":
        return _make(facts)
    code = clean_code(request.form.get("code", ""))
    try:
        done = _withdraw_or_replace(facts, code)
    except (NotKnownError, NotNowError) as error:
        return _page(facts, Told(field="code", problem=str(error))), 400
    return _page(facts, Told(done=done)), 200


def _make(facts: Paper) -> AnyResponse | tuple[str, int]:
    typed = request.form.get("number", "").strip()
    number = int(typed) if typed.isascii() and typed.isdecimal() else 0
    if not 1 <= number <= MOST_AT_ONCE:
        problem = f"Type a number from 1 to {MOST_AT_ONCE}."
        return _page(facts, Told(field="number", problem=problem), typed=typed), 400
    invite(current_site(), facts.survey.code, facts.scheme.code, number=number)
    address = url_for(
        "staff.slips",
        survey_code=facts.survey.code,
        scheme_code=facts.scheme.code,
        language=request.form.getlist("language"),
        layout=request.form.get("layout"),
    )
    return redirect(address, 303)


def _withdraw_or_replace(facts: Paper, code: str) -> str:
    """Give a code up, and say what is so now."""
    survey, act = facts.survey.code, request.form.get("do")
    if act == "withdraw":
        withdraw(current_site(), survey, code)
        return f"{code} is withdrawn. Nobody can begin with it any more."
    if act != "replace":
        abort(400)
    new = replace_code(current_site(), survey, code)
    return f"{code} is withdrawn. The new code is {new}; it stands on the next print."


def _facts(survey_code: str, scheme_code: str) -> Paper:
    if not CODE.fullmatch(survey_code):
        abort(404)
    return paper_facts(current_site(), survey_code, scheme_code)


def _page(facts: Paper, told: Told, *, typed: str = "") -> str:
    survey = facts.survey
    counts = count_by_scheme(current_site(), survey.code)
    return page(
        "staff/invitations.html",
        survey=survey,
        scheme=facts.scheme,
        counts=next(each for each in counts if each.scheme == facts.scheme.code),
        # How many staff have answered is told when their survey has closed, here as elsewhere.
        used_is_told=survey.audience != "staff" or survey.state not in STATES_TO_INVITE,
        can_change=survey.state in STATES_TO_INVITE,
        languages=facts.document.languages,
        layouts=LAYOUTS,
        most=MOST_AT_ONCE,
        told=told,
        typed=typed,
    )
