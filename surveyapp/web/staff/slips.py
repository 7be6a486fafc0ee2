"""Personal codes on paper: slips that are cut, and letters, in one or several languages.

Only codes that nobody has used are printed, and a second print shows the same ones. Each face of
a slip speaks one language; the page round it is for staff, in English.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import abort, current_app, render_template, request
from flask_login import current_user
from markupsafe import Markup

from surveyapp.definitions.document import Document, Language
from surveyapp.web.languages import speak
from surveyapp.web.pages import ENGLISH_PAGE
from surveyapp.web.staff.invitations import LAYOUTS
from surveyapp.web.staff.pages import current_site
from surveyapp.web.staff.posters import QUIET_ZONE, qr_path
from surveyapp.workflows.invitations import MOST_AT_ONCE, STATES_TO_INVITE, list_unused
from surveyapp.workflows.paper import Paper, paper_facts
from surveyapp.workflows.schemes import CODE

DARK_MM = {"slips": 35.1, "letters": 52.0}
"""How wide the dark part of the square is; a camera needs at least 35 mm."""

FACES_A_SHEET = {"slips": 8, "letters": 1}


@dataclass(frozen=True)
class Print:
    """What somebody chose to print: the languages of each code, and how."""

    languages: tuple[Language, ...]
    layout: str
    part: int


@dataclass(frozen=True, slots=True)
class Square:
    """The code that a camera reads, with its white border: an SVG path, and how large it is."""

    modules: int
    path: str
    size_mm: float


def slips(survey_code: str, scheme_code: str) -> str:
    """The codes of a scheme to print; 404 for a survey, a scheme, a language or a layout that
    there is not. Where no code could be used, the page says why and prints none."""
    if not CODE.fullmatch(survey_code):
        abort(404)
    facts = paper_facts(current_site(), survey_code, scheme_code)
    chosen = _chosen(facts.document)
    obstacle = _obstacle(facts)
    codes = [] if obstacle else list_unused(current_site(), survey_code, scheme_code)
    first = (chosen.part - 1) * MOST_AT_ONCE
    printed = [_slip(facts, chosen, code) for code in codes[first : first + MOST_AT_ONCE]]
    speak(current_app, "respondent", ENGLISH_PAGE.code)
    a_sheet = max(1, FACES_A_SHEET[chosen.layout] // len(chosen.languages))
    return render_template(
        "staff/slips.html",
        language=ENGLISH_PAGE,
        person=current_user.name,
        survey=facts.survey,
        scheme=facts.scheme,
        host=urlsplit(current_site().settings.public_url).netloc,
        obstacle=obstacle,
        layout=chosen.layout,
        languages=chosen.languages,
        part=chosen.part,
        parts=-(-len(codes) // MOST_AT_ONCE),
        count=len(codes),
        sheets=[printed[start : start + a_sheet] for start in range(0, len(printed), a_sheet)],
    )


def square(address: str, dark_mm: float) -> Square:
    """The code of an address, drawn so large that its dark part has this width."""
    modules, path = qr_path(address)
    size = dark_mm * modules / (modules - 2 * QUIET_ZONE)
    return Square(modules, path, round(size + 0.05, 1))


def _chosen(document: Document) -> Print:
    """The wishes in the address; where it has none, slips in the first language."""
    offered = {each.code: each for each in document.languages}
    wanted = list(dict.fromkeys(request.args.getlist("language"))) or [document.languages[0].code]
    layout = request.args.get("layout") or "slips"
    part = request.args.get("part", 1, int)
    if not set(wanted) <= set(offered) or layout not in LAYOUTS or not 1 <= part <= 10_000:
        abort(404)
    return Print(tuple(offered[code] for code in wanted), layout, part)


def _slip(facts: Paper, chosen: Print, code: str) -> list[Markup]:
    """The faces of one code, one in each language."""
    return [_face(facts, chosen.layout, code, language) for language in chosen.languages]


def _face(facts: Paper, layout: str, code: str, language: Language) -> Markup:
    speak(current_app, "respondent", language.code)
    public_url, document = current_site().settings.public_url, facts.document
    # The first page names every language; in the first of them its address needs not say so.
    asked = "" if language == document.languages[0] else f"?language={language.code}"
    address = f"{public_url}/s/{facts.link_code}/i/{code}{asked}"
    return Markup(
        render_template(
            f"respondent/{'letter' if layout == 'letters' else 'slip'}.html",
            language=language,
            languages=document.languages,
            title=document.words(language.code, "easy")["title"],
            survey=facts.survey,
            scheme=facts.scheme,
            square=square(address, DARK_MM[layout]),
            host=public_url.partition("://")[2],
            letters=(code[:4], code[4:]),
        )
    )


def _obstacle(facts: Paper) -> str | None:
    """Why no code is printed: nobody could begin with it, or no telephone would find it."""
    settings = current_site().settings
    if facts.survey.state not in STATES_TO_INVITE:
        return "over"
    if not settings.is_reachable and not settings.demonstration:
        return "not reachable"
    return None
