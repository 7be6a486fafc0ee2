"""One question a page: an answer is durable before the next page is shown."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from surveyapp.answering.journey import (
    Step,
    is_open,
    step_after,
    step_before,
    with_answer,
)
from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.question_types import QUESTION_TYPES, UnreadableAnswerError
from surveyapp.definitions.questionnaire import Question
from surveyapp.web.respondent import blueprint
from surveyapp.web.respondent.visits import (
    current_site,
    document_of,
    go_on,
    is_our_form,
    load_visit,
    lost_place,
    not_possible_now,
    page,
    step_address,
    way_of,
)
from surveyapp.workflows.answering import Visit, begin_or_change


@blueprint.get("/q/<name>")
def question(code: str, name: str) -> AnyResponse:
    """One question with what was answered before, or where the person left off."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    if not is_open(way_of(visit), visit.journey, Step("question", name)):
        return go_on(visit)
    return _question_page(visit, document_of(visit).questionnaire.questions[name])


@blueprint.post("/q/<name>")
def answer(code: str, name: str) -> AnyResponse:
    """Store an answer and lead to the next page; 400 with the question again for one that
    can't be read."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    if not is_our_form():
        return lost_place(visit)
    step = Step("question", name)
    if not is_open(way_of(visit), visit.journey, step):
        return go_on(visit)
    asked = document_of(visit).questionnaire.questions[name]
    sent = [] if request.form.get("do") == "skip" else request.form.getlist("answer")
    try:
        given = QUESTION_TYPES[asked.type].read_form(asked, sent)
    except UnreadableAnswerError:
        return _question_page(visit, asked, unreadable=sent)
    journey = with_answer(visit.journey, name, given)
    begin_or_change(current_site(), visit, journey, way_in="", mode="")
    again = replace(visit, journey=journey)
    if request.form.get("from") == "check" and _nothing_new(visit, again):
        return redirect(step_address(code, Step("check")), 303)
    return redirect(step_address(code, step_after(way_of(again), step)), 303)


def _nothing_new(before: Visit, after: Visit) -> bool:
    """Whether a change at the end has brought no question that was not asked before."""
    return not any(
        step.kind == "question" and step.question not in after.journey.answers
        for step in way_of(after)
    ) or way_of(before) == way_of(after)


def _question_page(
    visit: Visit, asked: Question, *, unreadable: list[str] | None = None
) -> Response:
    document, way = document_of(visit), way_of(visit)
    numbers = [step.question for step in way if step.kind == "question"]
    before = step_before(way, Step("question", asked.code))
    return page(
        "respondent/question.html",
        visit,
        status=400 if unreadable is not None else 200,
        question=asked,
        text=document.words(visit.journey.language or "", visit.journey.presentation),
        answer=_shown_answer(visit, asked, unreadable),
        problem=asked.type if unreadable is not None else None,
        number=numbers.index(asked.code) + 1,
        total=len(numbers),
        from_check=request.values.get("from") == "check",
        back=step_address(visit.place.link_code, before) if before else None,
    )


def _shown_answer(visit: Visit, asked: Question, unreadable: list[str] | None) -> Answer:
    """What stands on the page: the answer given before, or the words that could not be read."""
    if unreadable is not None:
        return Answer(words=unreadable[-1] if unreadable else "")
    return visit.journey.answers.get(asked.code, NOT_ANSWERED)
