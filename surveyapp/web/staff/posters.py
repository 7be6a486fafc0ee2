"""The poster of a scheme's survey: a page that prints on A4."""

from __future__ import annotations

from flask import abort, current_app, render_template, request
from flask_login import current_user

from surveyapp.definitions.catalogue import language_direction, language_name
from surveyapp.definitions.document import Language
from surveyapp.web.languages import long_day, speak
from surveyapp.web.staff.pages import current_site
from surveyapp.workflows.overview import SurveyProgress, poster_facts
from surveyapp.workflows.schemes import CODE

QUIET_ZONE = 4
"""Modules of white around the code, without which cameras don't find it."""


def poster(survey_code: str, scheme_code: str) -> str:
    """A poster to print, in a language that the survey offers; 404 for a survey, a scheme or a
    language that there is not."""
    if not CODE.fullmatch(survey_code):
        abort(404)
    progress, scheme = poster_facts(current_site(), survey_code, scheme_code)
    languages = [_language(code) for code in progress.survey.languages]
    wanted = request.args.get("language") or languages[0].code
    language = next((each for each in languages if each.code == wanted), None)
    if language is None:
        abort(404)
    speak(current_app, "respondent", language.code)
    settings = current_site().settings
    width, path = qr_path(f"{settings.public_url}/s/{scheme.link_code}")
    return render_template(
        "respondent/poster.html",
        language=language,
        languages=languages,
        survey=progress.survey,
        scheme=scheme.scheme,
        last_day=long_day(progress.survey.closes, language.code),
        obstacle=_obstacle(progress),
        person=current_user.name,
        code_width=width,
        code_path=path,
        host=settings.public_url.partition("://")[2],
        letters=(scheme.link_code[:4], scheme.link_code[4:]),
    )


def qr_path(address: str) -> tuple[int, str]:
    """The code of an address as an SVG path, and how many modules wide it is with its white."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address)
    modules = code.get_matrix()
    dark = (
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(modules)
        for column, is_dark in enumerate(line)
        if is_dark
    )
    return len(modules), "".join(dark)


def _obstacle(progress: SurveyProgress) -> str | None:
    """Why no code is printed: nothing by it would count, or no telephone would find it."""
    settings = current_site().settings
    if not progress.posters_count:
        return "not counted"
    if not settings.is_reachable and not settings.demonstration:
        return "not reachable"
    return None


def _language(code: str) -> Language:
    return Language(code, language_name(code), language_direction(code))
