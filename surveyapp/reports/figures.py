"""The four figures on top of a results page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from gettext import NullTranslations

from surveyapp.kpi.assistance import Assistance
from surveyapp.kpi.result import Result
from surveyapp.reports.headline import Standing
from surveyapp.reports.sentences import ENGLISH

ANSWERED = {
    "residents": "of residents answered",
    "families": "of families and friends answered",
    "carers": "of informal carers answered",
    "staff": "of staff answered",
    "stakeholders": "of professionals answered",
}


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and its base or its certainty in small words."""

    number: str
    label: str
    note: str = ""
    is_grave: bool = False


def top_figures(
    found: Standing,
    indicators: Iterable[Result],
    assistance: Assistance | None = None,
    *,
    words: NullTranslations = ENGLISH,
) -> tuple[Figure, ...]:
    """In default, met, who answered, and how independently; as many as can be told honestly, and
    none out of nothing."""
    responses = list(_responses(indicators, words))
    verdicts = [_defaults(found, words), _met(found, words)] if found.judged else []
    figures = [*verdicts, *responses[:1]]
    if assistance:
        figures.append(_assistance(assistance, words))
    else:
        figures.extend(responses[1:2])
    return tuple(figures)


def whole_percent(share: Fraction) -> str:
    """A share in whole percent, with a place more where it would round to nobody or everybody.

    >>> whole_percent(Fraction(94, 122)), whole_percent(Fraction(999, 1000))
    ('77\\xa0%', '99.9\\xa0%')
    """
    rounded = round(share * 100)
    text = f"{float(share * 100):.1f}" if rounded in (0, 100) and 0 < share < 1 else f"{rounded}"
    return f"{text}\N{NO-BREAK SPACE}%"


def _defaults(found: Standing, words: NullTranslations) -> Figure:
    critical = sum(each.default == "critical" for each in found.defaults)
    if found.not_met and not found.defaults:
        return Figure(
            str(len(found.not_met)), words.gettext("not met"), words.gettext("none in default")
        )
    if not found.defaults:
        note = ""
    elif not critical:
        note = words.gettext("none of them critical")
    else:
        note = words.ngettext("{count} of them critical", "{count} of them critical", critical)
    return Figure(
        str(len(found.defaults)),
        words.gettext("in default"),
        note.format(count=critical),
        is_grave=bool(found.defaults),
    )


def _met(found: Standing, words: NullTranslations) -> Figure:
    unsure = len(found.unsure)
    note = words.gettext("all on strong evidence") if found.met else ""
    if unsure:
        note = words.ngettext(
            "{count} of them not certain", "{count} of them not certain", unsure
        ).format(count=unsure)
    number = words.gettext("{met} of {judged}").format(met=len(found.met), judged=found.judged)
    return Figure(number, words.gettext("met"), note)


def _responses(indicators: Iterable[Result], words: NullTranslations) -> Iterator[Figure]:
    """The response rate of each audience, in the order in which audiences are named."""
    rates: dict[str, Result] = {}
    for result in indicators:
        for each in (result, *result.parts):
            if len(each.audiences) == 1 and each.response_rate is not None:
                rates.setdefault(each.audiences[0], each)
    for audience in ANSWERED:
        if audience not in rates:
            continue
        rate = rates[audience]
        yield Figure(
            whole_percent(rate.response_rate or Fraction(0)),
            words.gettext(ANSWERED[audience]),
            words.gettext("{returned} of {eligible} eligible (RR2)").format(
                returned=rate.returned, eligible=rate.eligible
            ),
        )


def _assistance(found: Assistance, words: NullTranslations) -> Figure:
    base = words.gettext("{count} of {answered} who answered {ref}").format(
        count=found.unled, answered=found.answered, ref=found.ref
    )
    staff = words.gettext(
        "{count} of {answered} who answered {ref}; {staff} with help from staff"
    ).format(count=found.unled, answered=found.answered, ref=found.ref, staff=found.with_staff)
    return Figure(
        whole_percent(Fraction(found.unled, found.answered)),
        words.gettext("alone or with independent help"),
        base if found.with_staff is None else staff,
    )
