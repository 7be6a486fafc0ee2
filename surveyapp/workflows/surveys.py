"""Creating, opening and closing surveys."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from surveyapp.definitions.document import Whole, document_bytes, document_hash
from surveyapp.errors import Fault, FaultsFound, NotKnownError, NotNowError
from surveyapp.storage import schemes as scheme_store
from surveyapp.storage import surveys
from surveyapp.storage.codes import is_link_code, taken_codes
from surveyapp.storage.surveys import Survey
from surveyapp.workflows.clock import today
from surveyapp.workflows.schemes import check_code, check_words, require_schemes
from surveyapp.workflows.site import Site

LINK_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ"
"""23 letters: I, L and O look like digits or like each other."""

LINK_LENGTH = 8


@dataclass(frozen=True)
class Opened:
    """What the one who opens a survey has to know."""

    languages: tuple[str, ...]
    drafts: tuple[str, ...]
    warnings: tuple[str, ...] = field(default=())


def create_survey(
    site: Site,
    code: str,
    *,
    questionnaire: str,
    contract: str,
    schemes: list[str],
    opens: date,
    closes: date,
    census: date | None = None,
    languages: list[str] | None = None,
    reader: str = "",
    safeguarding_contact: str = "",
) -> Survey:
    """Make a draft of a survey; it offers every complete language unless some are named."""
    check_code("survey", code)
    check_words({}, {"reader": reader, "safeguarding_contact": safeguarding_contact})
    if closes < opens:
        raise FaultsFound([Fault("closes", f"{closes} is before it opens, {opens}.")])
    stated = site.library.questionnaire(questionnaire)
    site.contract(contract)
    offered = _offered_languages(site, questionnaire, languages)
    with site.store.writing() as connection:
        if surveys.find_survey(connection, code):
            raise NotNowError(f"There is a survey “{code}” already.")
        known = [each.code for each in scheme_store.find_schemes(connection, contract=contract)]
        require_schemes(schemes or [""], known)
        surveys.record_survey(
            connection,
            code=code,
            questionnaire=questionnaire,
            contract=contract,
            audience=stated.audience,
            anonymity=site.library.questionnaires[questionnaire].anonymity,
            opens=opens,
            closes=closes,
            census=census or opens,
            languages=" ".join(offered),
            reader=reader,
            safeguarding_contact=safeguarding_contact,
        )
        for scheme in dict.fromkeys(schemes):
            (link,) = free_codes(connection, 1)
            surveys.record_survey_scheme(connection, code, scheme, link_code=link)
        return require_survey(connection, code)


def open_survey(site: Site, code: str, *, on: date | None = None) -> Opened:
    """Freeze the questionnaire and let people answer; the operator accepts draft languages."""
    from surveyapp.definitions.catalogue import load_catalogue
    from surveyapp.definitions.freezing import frozen

    day = on or today()
    with site.store.writing() as connection:
        survey = require_survey(connection, code)
        if survey.state != "draft":
            raise NotNowError(f"“{code}” is {survey.state}; only a draft can be opened.")
        languages = _offered_languages(site, survey.questionnaire, list(survey.languages))
        translations = site.settings.translations
        stated = site.library.questionnaire(survey.questionnaire)
        contract = site.contract(survey.contract)
        content = document_bytes(
            frozen(
                site.library,
                survey.questionnaire,
                translations,
                languages,
                contract_questions=contract.question_codes(),
                keeps_capacity=contract.needs_capacity(stated.audience),
                composites={
                    name: Whole(tuple(indicator.questions), tuple(indicator.counts))
                    for name, indicator in contract.composites().items()
                    if stated.audience in indicator.audiences
                },
                symbols=site.settings.symbols,
            )
        )
        drafts = [
            language
            for language in languages
            if language != "en"
            and not load_catalogue(translations, language, "questionnaires").reviewer
        ]
        sha256 = document_hash(content)
        surveys.record_document(connection, sha256, content)
        late = day > survey.closes
        surveys.change_survey(
            connection,
            code,
            state="open",
            document=sha256,
            drafts_accepted=" ".join(drafts),
            opened_late=late,
        )
    return Opened(tuple(languages), tuple(drafts), tuple(_warnings(site, survey, late=late)))


def name_contacts(site: Site, code: str, *, reader: str, safeguarding_contact: str) -> None:
    """Name who reads own words, and who acts on danger; open questions appear from then on."""
    check_words({}, {"reader": reader, "safeguarding_contact": safeguarding_contact})
    with site.store.writing() as connection:
        require_survey(connection, code)
        surveys.change_survey(
            connection, code, reader=reader, safeguarding_contact=safeguarding_contact
        )


def renew_link(site: Site, code: str, scheme: str) -> str:
    """Give a scheme's poster a new code; the old one leads nowhere from now on."""
    with site.store.writing() as connection:
        require_survey(connection, code)
        require_schemes([scheme], list(surveys.link_codes(connection, code)))
        (link,) = free_codes(connection, 1)
        surveys.change_link_code(connection, code, scheme, link)
    return link


def list_surveys(site: Site, *, contract: str | None = None) -> list[Survey]:
    """Every survey, or those of one contract, by closing date."""
    with site.store.reading() as connection:
        return surveys.find_surveys(connection, contract=contract)


def survey_links(site: Site, code: str) -> dict[str, str]:
    """The short code of each scheme's poster."""
    with site.store.reading() as connection:
        require_survey(connection, code)
        return surveys.link_codes(connection, code)


def is_link(site: Site, code: str) -> bool:
    """Whether a code is that of a scheme's poster."""
    with site.store.asking() as connection:
        return is_link_code(connection, code)


def require_survey(connection: Connection, code: str) -> Survey:
    """The survey of that code, or an error that lists those there are."""
    survey = surveys.find_survey(connection, code)
    if survey is None:
        known = ", ".join(each.code for each in surveys.find_surveys(connection)) or "none yet"
        raise NotKnownError(f"There is no survey “{code}”. There are: {known}.")
    return survey


def new_link_code() -> str:
    """A short code that can be typed from a poster and can't be guessed."""
    return "".join(secrets.choice(LINK_ALPHABET) for _ in range(LINK_LENGTH))


def free_codes(connection: Connection, number: int) -> list[str]:
    """So many different codes that lead nowhere yet, whatever kind of code is asked for."""
    found: set[str] = set()
    while len(found) < number:
        drawn = {new_link_code() for _ in range(number - len(found))}
        found |= drawn - taken_codes(connection, drawn)
    return list(found)


def _offered_languages(site: Site, questionnaire: str, named: list[str] | None) -> list[str]:
    from surveyapp.definitions.freezing import missing_texts

    translations, known = site.settings.translations, site.languages()
    lacking = {
        language: missing_texts(site.library, questionnaire, translations, language)
        for language in known
        if named is None or language in named
    }
    if named is None:
        return [language for language, missing in lacking.items() if not missing]
    faults = []
    for language in named:
        if language not in known:
            there = ", ".join(known)
            faults.append(Fault(f"language {language}", "has no folder.", f"There are: {there}."))
        elif lacking[language]:
            missing = lacking[language]
            faults.append(
                Fault(
                    f"language {language}",
                    f"lacks {len(missing)} texts, such as “{missing[0]}”.",
                    "Translate them first; a language is offered whole or not at all.",
                )
            )
    if faults:
        raise FaultsFound(faults)
    return list(dict.fromkeys(named))


def _warnings(site: Site, survey: Survey, *, late: bool) -> list[str]:
    found = []
    if late:
        found.append(
            f"Its closing date, {survey.closes}, has passed: it stays open until it is closed."
        )
    questionnaire = site.library.questionnaire(survey.questionnaire)
    if questionnaire.has_open_question and not survey.asks_open_questions:
        found.append(
            "Nobody is named who reads what people write, or who acts on danger: open questions "
            f"stay off the screen. Name them: surveyapp survey contacts {survey.code} "
            "--reader … --safeguarding-contact …"
        )
    return found
