"""What the figures say, in whole sentences that anybody can read and a translator can take over.

Each combination of contract verdict and evidence has a sentence of its own: none is glued from
parts, because another language orders its words otherwise. `words` is a catalogue of gettext;
without one the sentences are English.
"""

from __future__ import annotations

from fractions import Fraction
from gettext import NullTranslations

from surveyapp.kpi.figures import MORE_ANSWERS
from surveyapp.kpi.result import MET, NOT_MEASURED, NOT_MET, TOO_CLOSE, TOO_FEW, Result
from surveyapp.kpi.second_verdicts import WITHOUT_OPEN_LINK
from surveyapp.reports.numbers import percent_text
from surveyapp.reports.vocabulary import (
    AUDIENCES,
    CHANGING_SENTENCES,
    EVIDENCE_SENTENCES,
    LEANING_SENTENCES,
    NO_BASE_SENTENCES,
    NOT_MEASURED_SENTENCES,
    TOO_FEW_SENTENCE,
    UNKNOWN_SIZE_SENTENCES,
    WITHHELD_SENTENCE,
)

ENGLISH = NullTranslations()


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
        *changing_sentences(result, words=words),
    )
    return tuple(sentence for sentence in said if sentence)


def verdict_sentence(result: Result, *, words: NullTranslations = ENGLISH) -> str:
    """The contract verdict and what the answers can say about everyone, in one sentence."""
    if result.verdict == TOO_FEW and result.withheld:
        return words.gettext(WITHHELD_SENTENCE)
    if result.verdict == TOO_FEW and result.numerator is not None and not result.denominator:
        doubt = MORE_ANSWERS if result.population_doubt == MORE_ANSWERS else None
        return words.gettext(NO_BASE_SENTENCES[doubt])
    if result.verdict == TOO_FEW:
        return words.gettext(TOO_FEW_SENTENCE)
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
        if result.kind == "response_rate":
            return words.gettext("{positive} of {answered} came back.").format(**facts)
        return words.gettext("{positive} of {answered} count.").format(**facts)
    if interval.low_count is None or result.population is None:
        return words.gettext(UNKNOWN_SIZE_SENTENCES[result.population_doubt]).format(
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
    # A float of 0.95 is a little less than 0.95, and must not fall on the other side.
    if (pooled >= edge) == (Fraction(weighted).limit_denominator(10**9) >= edge):
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
    """How many answers came by the link of a poster, which anybody in the building can use, and
    what the verdict is without them, where that may be told."""
    if not result.open_count:
        return ""
    without = next(
        (each for each in result.second_verdicts if each.kind == WITHOUT_OPEN_LINK), None
    )
    if without is None:
        sentence = words.ngettext(
            "{count} of these answers came by the link on a poster.",
            "{count} of these answers came by the link on a poster.",
            result.open_count,
        )
    elif without.changes:
        sentence = words.ngettext(
            "{count} of these answers came by the link on a poster; without it the verdict would "
            "change.",
            "{count} of these answers came by the link on a poster; without them the verdict "
            "would change.",
            result.open_count,
        )
    else:
        sentence = words.ngettext(
            "{count} of these answers came by the link on a poster; without it the verdict would "
            "be the same.",
            "{count} of these answers came by the link on a poster; without them the verdict "
            "would be the same.",
            result.open_count,
        )
    return sentence.format(count=result.open_count)


def changing_sentences(result: Result, *, words: NullTranslations = ENGLISH) -> tuple[str, ...]:
    """Every other rule of counting under which the verdict would be another."""
    return tuple(
        words.gettext(CHANGING_SENTENCES[each.kind])
        for each in result.second_verdicts
        if each.changes and each.kind in CHANGING_SENTENCES
    )


def part_sentence(part: Result, *, words: NullTranslations = ENGLISH) -> str:
    """One audience of a pooled figure, or one question of a composite, with its own counts."""
    audience = audience_words(part.title, words=words)
    if part.numerator is None or part.denominator is None:
        return words.gettext("{audience}: [c]").format(audience=audience)
    return words.gettext("{audience}: {positive} of {answered}").format(
        audience=audience, positive=part.numerator, answered=part.denominator
    )


def audience_words(audience: str, *, words: NullTranslations = ENGLISH) -> str:
    """The name that people give an audience; any other title stays as it is."""
    return words.gettext(AUDIENCES.get(audience, audience))


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
