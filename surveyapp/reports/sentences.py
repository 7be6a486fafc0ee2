"""What the figures say, in whole sentences that anybody can read and a translator can take over.

Each combination of contract verdict and evidence has a sentence of its own: none is glued from
parts, because another language orders its words otherwise. `words` is a catalogue of gettext;
without one the sentences are English.
"""

from __future__ import annotations

from gettext import NullTranslations

from surveyapp.kpi.result import (
    MET,
    MODERATE,
    NO_THRESHOLD,
    NOT_MEASURED,
    NOT_MET,
    SETTLED,
    STRONG,
    TOO_CLOSE,
    TOO_FEW,
    Result,
)
from surveyapp.reports.numbers import percent_text

ENGLISH = NullTranslations()

AUDIENCES = {
    "residents": "Residents",
    "families": "Families and friends",
    "carers": "Informal carers",
    "staff": "Staff",
    "stakeholders": "Professionals",
}
VERDICT_WORDS = {
    MET: "Met",
    NOT_MET: "Not met",
    TOO_FEW: "Too few answers",
    NOT_MEASURED: "Not yet measured",
    NO_THRESHOLD: "No threshold",
}
EVIDENCE_WORDS = {
    SETTLED: "Settled",
    STRONG: "Strong",
    MODERATE: "Moderate",
    TOO_CLOSE: "Too close to call",
}
CLASS_WORDS = {"critical": "Critical default", "non-critical": "Non-critical default"}

EVIDENCE_SENTENCES = {
    (MET, SETTLED): "Met, and nothing that the others could say would change that.",
    (MET, STRONG): "Met for everyone too: this is very unlikely to be chance.",
    (MET, MODERATE): "Probably met for everyone too, but not certainly.",
    (MET, TOO_CLOSE): (
        "Met on the answers received, but they cannot show on which side of {threshold} "
        "everyone is."
    ),
    (MET, None): "Met. Nothing is estimated here: the contract counts what came in.",
    (NOT_MET, SETTLED): "Not met, and nothing that the others could say would change that.",
    (NOT_MET, STRONG): "Not met for everyone either: this is very unlikely to be chance.",
    (NOT_MET, MODERATE): "Probably not met for everyone either, but not certainly.",
    (NOT_MET, TOO_CLOSE): (
        "Not met on the answers received, but they cannot show on which side of {threshold} "
        "everyone is."
    ),
    (NOT_MET, None): "Not met. Nothing is estimated here: the contract counts what came in.",
}
LEANING_SENTENCES = {
    MET: "Met on the answers received, though the evidence about everyone leans the other way.",
    NOT_MET: (
        "Not met on the answers received, though the evidence about everyone leans the other way."
    ),
}
NOT_MEASURED_SENTENCES = {
    "survey": "No survey that asks this has closed in this period.",
    "register": "This is read from the register, which is not connected yet.",
    "actions": "This is read from the action plan, which is not connected yet.",
    "return": "This is read from the provider's return, which has not come in.",
}
WITHHELD_SENTENCE = "Too few answers to show without pointing at somebody."
TOO_FEW_SENTENCE = "Too few forms came back for the contract to give a verdict."


def result_sentences(result: Result, *, words: NullTranslations = ENGLISH) -> tuple[str, ...]:
    """Everything that stands in words beneath one indicator, each a whole sentence."""
    if result.verdict == NOT_MEASURED:
        return (
            words.gettext(
                NOT_MEASURED_SENTENCES.get(result.source, NOT_MEASURED_SENTENCES["return"])
            ),
        )
    if result.withheld:
        return (words.gettext(WITHHELD_SENTENCE),)
    said = (
        everyone_sentence(result, words=words),
        verdict_sentence(result, words=words),
        tipping_sentence(result, words=words),
        weighting_sentence(result, words=words),
        open_link_sentence(result, words=words),
    )
    return tuple(sentence for sentence in said if sentence)


def verdict_sentence(result: Result, *, words: NullTranslations = ENGLISH) -> str:
    """The contract verdict and what the answers can say about everyone, in one sentence."""
    if result.verdict == TOO_FEW:
        return words.gettext(WITHHELD_SENTENCE if result.withheld else TOO_FEW_SENTENCE)
    if result.verdict not in (MET, NOT_MET):
        return ""
    if result.leans and result.leans != result.verdict:
        return words.gettext(LEANING_SENTENCES[result.verdict])
    sentence = EVIDENCE_SENTENCES[result.verdict, result.evidence]
    return words.gettext(sentence).format(threshold=threshold_percent(result))


def everyone_sentence(result: Result, *, words: NullTranslations = ENGLISH) -> str:
    """The counts behind a figure, and how many of everyone it stands for."""
    if result.numerator is None or not result.denominator:
        return ""
    facts = {"positive": result.numerator, "answered": result.denominator}
    interval = result.interval
    if interval is None:
        return words.gettext("{positive} of {answered} count.").format(**facts)
    if interval.low_count is None or result.population is None:
        return words.gettext(_UNKNOWN_SIZE[result.population_doubt]).format(
            **facts, low=_whole_percent(interval.low), high=_whole_percent(interval.high)
        )
    facts["population"] = result.population
    if interval.low_count == interval.high_count:
        return words.gettext(
            "{positive} of the {answered} who answered say so, and everybody answered."
            if result.denominator == result.population
            else "{positive} of the {answered} who answered say so; of all {population}, {low} do."
        ).format(**facts, low=interval.low_count)
    return words.gettext(
        "{positive} of the {answered} who answered say so; of all {population}, "
        "between {low} and {high} do."
    ).format(**facts, low=interval.low_count, high=interval.high_count)


_UNKNOWN_SIZE = {
    "more answers than people": (
        "{positive} of the {answered} who answered say so. That is more answers than people, so "
        "how many there are is not known."
    ),
    "size not stated": (
        "{positive} of the {answered} who answered say so. How many people there are is not "
        "stated; of a very large group, {low} to {high} would."
    ),
    None: (
        "{positive} of the {answered} who answered say so; of a very large group, "
        "{low} to {high} would."
    ),
}


def tipping_sentence(result: Result, *, words: NullTranslations = ENGLISH) -> str:
    """What those who gave no answer would have to say, where it is too close to call."""
    if result.evidence != TOO_CLOSE or result.need_yes is None:
        return ""
    rest = (result.population or 0) - (result.denominator or 0)
    if not 0 < result.need_yes <= rest or result.threshold is None:
        return ""
    if result.threshold.direction != "at_least":
        return ""
    facts = {"threshold": threshold_percent(result), "need": result.need_yes, "rest": rest}
    if result.need_yes == rest:
        return words.ngettext(
            "Everyone reaches {threshold} only if the one who gave no answer would say so too.",
            "Everyone reaches {threshold} only if all {rest} who gave no answer would say so too.",
            rest,
        ).format(**facts)
    return words.ngettext(
        "Everyone reaches {threshold} only if {need} of the {rest} who gave no answer would say "
        "so too.",
        "Everyone reaches {threshold} only if {need} of the {rest} who gave no answer would say "
        "so too.",
        result.need_yes,
    ).format(**facts)


def weighting_sentence(result: Result, *, words: NullTranslations = ENGLISH) -> str:
    """Told only where counting every answer alike and weighting by size give two verdicts."""
    weighted, pooled = result.weighted_proportion, result.proportion
    if result.threshold is None or weighted is None or pooled is None:
        return ""
    edge = result.threshold.proportion
    if (pooled >= edge) == (weighted >= edge):
        return ""
    return words.gettext(
        "Counting every answer alike gives {pooled}; weighting each scheme by its size gives "
        "{weighted}, on the other side of {threshold}."
    ).format(
        pooled=observed_percent(result),
        weighted=_unbroken(f"{weighted * 100:.1f} %"),
        threshold=threshold_percent(result),
    )


def open_link_sentence(result: Result, *, words: NullTranslations = ENGLISH) -> str:
    """How many answers came by the link of a poster, which anybody in the building can use."""
    if not result.open_count:
        return ""
    return words.ngettext(
        "{count} of these answers came by the link on a poster.",
        "{count} of these answers came by the link on a poster.",
        result.open_count,
    ).format(count=result.open_count)


def part_sentence(part: Result, *, words: NullTranslations = ENGLISH) -> str:
    """One audience of a pooled figure with its own counts."""
    audience = audience_words(part.title, words=words)
    if part.numerator is None or part.denominator is None:
        return words.gettext("{audience}: [c]").format(audience=audience)
    return words.gettext("{audience}: {positive} of {answered}").format(
        audience=audience, positive=part.numerator, answered=part.denominator
    )


def audience_words(audience: str, *, words: NullTranslations = ENGLISH) -> str:
    """The name that people give an audience."""
    return words.gettext(AUDIENCES.get(audience, audience.capitalize()))


def threshold_percent(result: Result) -> str:
    """The threshold as a percentage that doesn't break at the end of a line."""
    if result.threshold is None:
        return ""
    return _unbroken(f"{float(result.threshold.proportion * 100):g} %")


def observed_percent(result: Result) -> str:
    """The observed percentage, on its own side of the threshold; empty where there is none."""
    if result.proportion is None:
        return ""
    edge = result.threshold.proportion if result.threshold else None
    return _unbroken(percent_text(result.proportion, threshold=edge))


def _whole_percent(share: float) -> str:
    return _unbroken(f"{share * 100:.0f} %")


def _unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")
