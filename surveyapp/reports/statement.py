"""One indicator in full sentences, for a councillor: what was said, the contract, the evidence.

Each sentence is whole and has a name for each of its gaps, so that a translator can order it as
their language does. `words` is a catalogue of gettext; without one the sentences are English.
"""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations

from surveyapp.kpi.figures import MORE_ANSWERS
from surveyapp.kpi.result import MET, NO_THRESHOLD, NOT_MEASURED, NOT_MET, TOO_FEW, Result
from surveyapp.reports.sentences import (
    ENGLISH,
    changing_sentences,
    everyone_sentence,
    observed_percent,
    open_link_sentence,
    threshold_percent,
    tipping_sentence,
    weighting_sentence,
)
from surveyapp.reports.vocabulary import (
    EVIDENCE_SENTENCES,
    LEANING_SENTENCES,
    NO_BASE_SENTENCES,
    NOT_MEASURED_SENTENCES,
    TOO_FEW_SENTENCE,
    WITHHELD_SENTENCE,
)

PEOPLE = {
    "residents": "residents",
    "families": "family members and friends",
    "carers": "informal carers",
    "staff": "members of staff",
    "stakeholders": "professionals",
}
VERDICT_SENTENCES = {
    (MET, None): "Contract: met.",
    (MET, "critical"): "Contract: met.",
    (MET, "non-critical"): "Contract: met.",
    (NOT_MET, None): "Contract: not met.",
    (NOT_MET, "critical"): "Contract: not met, critical default.",
    (NOT_MET, "non-critical"): "Contract: not met, non-critical default.",
    (NO_THRESHOLD, None): "Contract: no threshold.",
}
EVIDENCE_LEADS = {
    "settled": "Evidence: settled.",
    "strong": "Evidence: strong.",
    "moderate": "Evidence: moderate.",
    "too close to call": "Evidence: too close to call.",
}


def statement(
    result: Result,
    *,
    names: Mapping[str, str] | None = None,
    words: NullTranslations = ENGLISH,
) -> str:
    """Everything about one indicator that can be said in words, as one paragraph.

    `names` is what the contract calls its audiences.
    """
    if result.verdict == NOT_MEASURED:
        sentence = NOT_MEASURED_SENTENCES.get(result.source, NOT_MEASURED_SENTENCES["return"])
        return words.gettext(sentence)
    if result.withheld:
        return words.gettext(WITHHELD_SENTENCE)
    said = (
        said_sentence(result, names=names or {}, words=words),
        verdict_sentence(result, words=words),
        evidence_sentence(result, words=words),
        whole_sentence(result, words=words),
        tipping_sentence(result, words=words),
        weighting_sentence(result, words=words),
        open_link_sentence(result, words=words),
        *changing_sentences(result, words=words),
    )
    return " ".join(sentence for sentence in said if sentence)


def said_sentence(result: Result, *, names: Mapping[str, str], words: NullTranslations) -> str:
    """What was answered: 17 of the 22 residents who answered (77.3 %) say …"""
    if result.numerator is None or not result.denominator:
        return ""
    facts = {
        "positive": result.numerator,
        "answered": result.denominator,
        "percent": observed_percent(result),
        "people": _people(result, names, words),
        "says": words.gettext(result.says) if result.says else "",
    }
    if result.kind == "response_rate":
        return words.gettext(
            "{positive} of {answered} {people} returned a form ({percent})."
        ).format(**facts)
    if not result.says:
        return words.gettext(
            "{positive} of the {answered} {people} who answered ({percent}) count."
        ).format(**facts)
    return words.gettext(
        "{positive} of the {answered} {people} who answered ({percent}) {says}."
    ).format(**facts)


def verdict_sentence(result: Result, *, words: NullTranslations = ENGLISH) -> str:
    """The contract verdict with its class of default."""
    if result.verdict == TOO_FEW and result.numerator is not None and not result.denominator:
        doubt = MORE_ANSWERS if result.population_doubt == MORE_ANSWERS else None
        return words.gettext(NO_BASE_SENTENCES[doubt])
    if result.verdict == TOO_FEW:
        return words.gettext(TOO_FEW_SENTENCE)
    key = (result.verdict, result.default_class if result.verdict in (MET, NOT_MET) else None)
    return words.gettext(VERDICT_SENTENCES[key])


def evidence_sentence(result: Result, *, words: NullTranslations = ENGLISH) -> str:
    """How sure the answers make it, in a word and in a sentence."""
    if result.verdict not in (MET, NOT_MET) or result.evidence is None:
        return ""
    lead = words.gettext(EVIDENCE_LEADS[result.evidence])
    if result.leans and result.leans != result.verdict:
        return f"{lead} {words.gettext(LEANING_SENTENCES[result.verdict])}"
    sentence = words.gettext(EVIDENCE_SENTENCES[result.verdict, result.evidence])
    return f"{lead} {sentence.format(threshold=threshold_percent(result))}"


def whole_sentence(result: Result, *, words: NullTranslations = ENGLISH) -> str:
    """How many of everybody: in the whole group of 35, between 22 and 30 do."""
    interval = result.interval
    if interval is None:
        return ""
    if interval.low_count is None or result.population is None:
        return everyone_sentence(result, words=words)
    facts = {"population": result.population, "low": interval.low_count}
    if interval.low_count == interval.high_count:
        return words.gettext("In the whole group of {population}, {low} do.").format(**facts)
    return words.gettext(
        "In the whole group of {population}, between {low} and {high} do."
    ).format(**facts, high=interval.high_count)


def _people(result: Result, names: Mapping[str, str], words: NullTranslations) -> str:
    audiences = result.audiences
    if len(audiences) == 1:
        return words.gettext(names.get(audiences[0]) or PEOPLE.get(audiences[0], audiences[0]))
    return words.gettext("people")
