"""The paper questionnaire of a scheme: a page that prints on A4."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from flask import abort, current_app, render_template, request
from flask_login import current_user

from surveyapp.definitions.document import Document, Language
from surveyapp.definitions.questionnaire import Question, Questionnaire
from surveyapp.responses.paper_sheet import PaperCode, marks, sheet_questions
from surveyapp.web.languages import speak
from surveyapp.web.staff.pages import current_site
from surveyapp.workflows.paper import Paper, paper_facts
from surveyapp.workflows.schemes import CODE


@dataclass(frozen=True, slots=True)
class Print:
    """What somebody chose to print."""

    language: Language
    words: str
    pictures: bool


def paper(survey_code: str, scheme_code: str) -> str:
    """A questionnaire to print, in a language and words that the survey offers; 404 for what
    there is not. Two sheets of one print are alike in every sign."""
    if not CODE.fullmatch(survey_code):
        abort(404)
    facts = paper_facts(current_site(), survey_code, scheme_code)
    chosen = _chosen(facts.document)
    text = facts.document.words(chosen.language.code, chosen.words)
    questionnaire = facts.document.questionnaire
    open_questions = facts.survey.asks_open_questions
    speak(current_app, "respondent", chosen.language.code)
    return render_template(
        "respondent/paper.html",
        language=chosen.language,
        words=chosen.words,
        pictures=chosen.pictures,
        languages=facts.document.languages,
        presentations=questionnaire.presentations,
        survey=facts.survey,
        scheme=facts.scheme,
        person=current_user.name,
        text=text,
        questions=sheet_questions(questionnaire, chosen.words, open_questions=open_questions),
        only_after=_only_after(questionnaire, text, chosen.language.code),
        leaves_out_own_words=questionnaire.has_open_question and not open_questions,
        marks=marks,
        code=_code(facts, chosen),
    )


def _chosen(document: Document) -> Print:
    """The wishes in the address; where it has none, English, the first words, and pictures
    beside easy words only."""
    offered = {each.code: each for each in document.languages}
    presentations = document.questionnaire.presentations
    usual = "en" if "en" in offered else document.languages[0].code
    language = request.args.get("language") or usual
    words = request.args.get("words") or presentations[0]
    pictures = request.args.get("pictures") or ("yes" if words == "easy" else "no")
    if language not in offered or words not in presentations or pictures not in ("yes", "no"):
        abort(404)
    return Print(offered[language], words, pictures == "yes")


def _code(facts: Paper, chosen: Print) -> PaperCode:
    return PaperCode(facts.link_code, chosen.language.code, chosen.words)


def _only_after(
    questionnaire: Questionnaire, text: dict[str, str], language: str
) -> dict[str, str]:
    """The answers that lead to each follow-up, in words: “Yes” or “Partly”."""
    return {
        code: _one_of(
            [f"“{text[option_key(questionnaire.questions[parent], option)]}”" for option in after],
            language,
        )
        for code, (parent, after) in questionnaire.follow_ups.items()
    }


def option_key(question: Question, option: str) -> str:
    """The key of the words of an option or a silence of a question."""
    is_silence = any(silence.code == option for silence in question.silences)
    return f"o.{'silences' if is_silence else question.scale}.{option}"


def _one_of(words: list[str], language: str) -> str:
    """Several words joined as a language joins them; by commas where it isn't known how."""
    try:
        return format_list(words, style="or", locale=Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return ", ".join(words)
