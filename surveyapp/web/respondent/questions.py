"""One question a page: an answer is durable before the next page is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from flask import g, redirect, request
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
    TabletPage,
    current_site,
    document_of,
    form_token,
    go_on,
    is_our_form,
    kiosk_page,
    load_visit,
    lost_place,
    not_possible_now,
    rendered_page,
    sent_page,
    step_address,
    way_of,
)
from surveyapp.workflows.answering import Visit, begin_or_change

TOKEN = "@the-token-of-this-form@"


@blueprint.get("/q/<name>")
def question(code: str, name: str) -> AnyResponse:
    """One question with what was answered before, or where the person left off."""
    visit = load_visit(code)
    refusal = not_possible_now(visit)
    if refusal:
        return refusal
    way = way_of(visit)
    if not is_open(way, visit.journey, Step("question", name)):
        return go_on(visit)
    return _question_page(visit, way, document_of(visit).questionnaire.questions[name])


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
    way = way_of(visit)
    if not is_open(way, visit.journey, step):
        return go_on(visit)
    asked = document_of(visit).questionnaire.questions[name]
    sent = [] if request.form.get("do") == "skip" else request.form.getlist("answer")
    try:
        given = QUESTION_TYPES[asked.type].read_form(asked, sent)
    except UnreadableAnswerError:
        return _question_page(visit, way, asked, unreadable=sent)
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


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a question page shows, but for the token of its form."""

    document: str
    code: str
    scheme_name: str
    question: str
    language: str
    words: str
    presentation: str
    looks: tuple[str, ...]
    order: str | None
    tablet: TabletPage | None
    given: Answer
    problem: str | None
    number: int
    total: int
    from_check: bool
    back: str | None


def _question_page(
    visit: Visit, way: list[Step], asked: Question, *, unreadable: list[str] | None = None
) -> AnyResponse:
    journey = visit.journey
    numbers = [step.question for step in way if step.kind == "question"]
    before = step_before(way, Step("question", asked.code))
    shown = Shown(
        document=visit.place.document or "",
        code=visit.place.link_code,
        scheme_name=visit.place.scheme_name,
        question=asked.code,
        language=g.language.code,
        words=journey.words or "standard",
        presentation=journey.presentation,
        looks=tuple(journey.looks.values()),
        order=journey.order,
        tablet=kiosk_page(visit),
        given=_shown_answer(visit, asked, unreadable),
        problem=asked.type if unreadable is not None else None,
        number=numbers.index(asked.code) + 1,
        total=len(numbers),
        from_check=request.values.get("from") == "check",
        back=step_address(visit.place.link_code, before) if before else None,
    )
    # What somebody wrote or typed is never held in the memory of the process.
    is_personal = shown.given.words is not None or shown.given.number is not None
    text = (_rendered.__wrapped__ if is_personal else _rendered)(shown)
    return sent_page(
        text.replace(TOKEN, form_token(g.cookie)), visit, 400 if shown.problem else 200
    )


@lru_cache(maxsize=1024)
def _rendered(shown: Shown) -> str:
    """The page, with a mark in place of the token: it depends on the frozen document and on an
    answer out of a few, on nothing of the person, and so is rendered once a process."""
    document = document_of(g.visit)
    return rendered_page(
        "respondent/question.html",
        g.visit,
        token=TOKEN,
        question=document.questionnaire.questions[shown.question],
        order=shown.order,
        text=document.words(shown.language, shown.presentation),
        answer=shown.given,
        problem=shown.problem,
        number=shown.number,
        total=shown.total,
        from_check=shown.from_check,
        back=shown.back,
    )


def _shown_answer(visit: Visit, asked: Question, unreadable: list[str] | None) -> Answer:
    """What stands on the page: the answer given before, or the words that could not be read."""
    if unreadable is not None:
        return Answer(words=unreadable[-1] if unreadable else "")
    return visit.journey.answers.get(asked.code, NOT_ANSWERED)
