"""The sentence on top of a results page: what is in default, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from surveyapp.reports.sentences import ENGLISH

MOST_NAMED = 3
"""So many defaults are told one by one; the rows tell the others."""

DEFAULT_SENTENCES = {
    ("critical", SETTLED): (
        "Indicator {name} is in critical default, and nothing that the others could say would "
        "change that."
    ),
    ("critical", STRONG): (
        "Indicator {name} is in critical default, and this is very unlikely to be chance."
    ),
    ("critical", MODERATE): (
        "Indicator {name} is in critical default, probably for everyone too, but not certainly."
    ),
    ("critical", TOO_CLOSE): (
        "Indicator {name} is in critical default on the answers received, but they are too close "
        "to call: say so in any notice."
    ),
    ("critical", None): "Indicator {name} is in critical default.",
    ("non-critical", SETTLED): (
        "Indicator {name} is in non-critical default, and nothing that the others could say "
        "would change that."
    ),
    ("non-critical", STRONG): (
        "Indicator {name} is in non-critical default, and this is very unlikely to be chance."
    ),
    ("non-critical", MODERATE): (
        "Indicator {name} is in non-critical default, probably for everyone too, but not "
        "certainly."
    ),
    ("non-critical", TOO_CLOSE): (
        "Indicator {name} is in non-critical default on the answers received, but they are too "
        "close to call: say so in any notice."
    ),
    ("non-critical", None): "Indicator {name} is in non-critical default.",
}


@dataclass(frozen=True)
class Standing:
    """How many indicators stand where, among those of one agreement or of several."""

    defaults: tuple[Result, ...]
    not_met: tuple[Result, ...]
    met: tuple[Result, ...]
    too_few: int
    not_measured: int

    @property
    def judged(self) -> int:
        """Those with a verdict of met or not met."""
        return len(self.met) + len(self.not_met)

    @property
    def unsure(self) -> tuple[Result, ...]:
        """Those met on evidence that is less than strong."""
        return tuple(each for each in self.met if each.evidence in (MODERATE, TOO_CLOSE))


def standing(results: Iterable[Result]) -> Standing:
    """The indicators sorted by what the contract says of them."""
    found = [each for each in results if each.verdict != NO_THRESHOLD]
    not_met = [each for each in found if each.verdict == NOT_MET]
    return Standing(
        defaults=tuple(each for each in not_met if each.default),
        not_met=tuple(not_met),
        met=tuple(each for each in found if each.verdict == MET),
        too_few=sum(each.verdict == TOO_FEW for each in found),
        not_measured=sum(each.verdict == NOT_MEASURED for each in found),
    )


def headline(
    found: Standing, *, is_partial: bool = False, words: NullTranslations = ENGLISH
) -> tuple[str, ...]:
    """What is in default and how sure that is, then what is met and how sure that is.

    A part of an agreement is never in default: what is met and what is not is all there is.
    """
    if not found.judged:
        if found.too_few:
            return (words.gettext("There are too few answers for any verdict in this period."),)
        return (words.gettext("Nothing has been measured in this period yet."),)
    if is_partial:
        return (*_met(found, words), *_open(found, words))
    return (*_defaults(found, words), *_met(found, words), *_open(found, words))


def _defaults(found: Standing, words: NullTranslations) -> Iterator[str]:
    if not found.defaults:
        yield words.gettext("Nothing is in default.")
    for each in found.defaults[:MOST_NAMED]:
        sentence = DEFAULT_SENTENCES[each.default or "", each.evidence]
        yield words.gettext(sentence).format(name=each.ref)
    more = len(found.defaults) - MOST_NAMED
    if more > 0:
        yield words.ngettext(
            "{count} more indicator is in default.",
            "{count} more indicators are in default.",
            more,
        ).format(count=more)
    bare = len(found.not_met) - len(found.defaults)
    if bare:
        yield words.ngettext(
            "{count} is not met, without a default.",
            "{count} are not met, without a default.",
            bare,
        ).format(count=bare)


def _met(found: Standing, words: NullTranslations) -> Iterator[str]:
    met = len(found.met)
    yield words.ngettext("{met} of {judged} is met.", "{met} of {judged} are met.", met).format(
        met=met, judged=found.judged
    )
    probable = [each.ref for each in found.met if each.evidence == MODERATE]
    close = [each.ref for each in found.met if each.evidence == TOO_CLOSE]
    if probable:
        yield words.ngettext(
            "Indicator {names} is met probably for everyone too, but not certainly.",
            "Indicators {names} are met probably for everyone too, but not certainly.",
            len(probable),
        ).format(names=", ".join(probable))
    if close:
        yield words.ngettext(
            "Indicator {names} is met on the answers received, but too close to call.",
            "Indicators {names} are met on the answers received, but too close to call.",
            len(close),
        ).format(names=", ".join(close))


def _open(found: Standing, words: NullTranslations) -> Iterator[str]:
    if found.too_few:
        yield words.ngettext(
            "{count} has too few answers.", "{count} have too few answers.", found.too_few
        ).format(count=found.too_few)
    if found.not_measured:
        yield words.ngettext(
            "{count} more is not yet measured.",
            "{count} more are not yet measured.",
            found.not_measured,
        ).format(count=found.not_measured)
