"""What is said in full sentences, for every combination of verdict and evidence."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from gettext import NullTranslations
from itertools import product

import pytest

from surveyapp.kpi.result import (
    EVIDENCE,
    MET,
    NO_THRESHOLD,
    NOT_MEASURED,
    NOT_MET,
    TOO_FEW,
    Interval,
    Result,
    SecondVerdict,
)
from surveyapp.kpi.second_verdicts import KINDS, WITHOUT_OPEN_LINK
from surveyapp.kpi.threshold import Threshold
from surveyapp.reports.statement import statement

FEEL_SAFE = Result(
    ref="1.1",
    title="Residents say the services help them feel safe",
    source="survey",
    audiences=("residents",),
    says="say the services help them feel safe",
    numerator=17,
    denominator=22,
    interval=Interval(22 / 35, 30 / 35, 22, 30, "exact_hypergeometric"),
    population=35,
    eligible=35,
    returned=22,
    threshold=Threshold(proportion=Fraction(4, 5), direction="at_least"),
    verdict=NOT_MET,
    evidence="too close to call",
    need_yes=11,
    default_class="critical",
)


class Shouting(NullTranslations):
    """A language in which every sentence of the catalogue is in capitals."""

    def gettext(self, message: str) -> str:
        """The sentence in capitals, its gaps as they were."""
        parts = message.split("{")
        return parts[0].upper() + "".join(
            "{" + gap + "}" + rest.upper()
            for gap, _, rest in (part.partition("}") for part in parts[1:])
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same for sentences with a number."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_worked_case_is_told_as_a_councillor_would_read_it():
    told = plain(statement(FEEL_SAFE))
    assert told.startswith(
        "17 of the 22 residents who answered (77.3 %) say the services help them feel safe. "
        "Contract: not met, critical default. Evidence: too close to call."
    )
    assert "In the whole group of 35, between 22 and 30 do." in told
    assert "only if 11 of the 13 who gave no answer would say so too." in told


@pytest.mark.parametrize(
    ("verdict", "evidence", "default_class"),
    [*product((MET, NOT_MET), (*EVIDENCE, None), ("critical", "non-critical", None))],
)
def test_every_combination_of_verdict_and_evidence_has_whole_sentences(
    verdict, evidence, default_class
):
    result = replace(FEEL_SAFE, verdict=verdict, evidence=evidence, default_class=default_class)
    told = plain(statement(result))
    assert told.endswith(".") and "  " not in told and "{" not in told
    if verdict == NOT_MET and default_class:
        assert f"Contract: not met, {default_class} default." in told
    else:
        assert f"Contract: {verdict}." in told
        assert "default" not in told
    assert (f"Evidence: {evidence}." in told) == (evidence is not None)


def test_two_verdicts_never_become_one():
    """The contract's verdict and the evidence stand in sentences of their own."""
    sure = plain(statement(replace(FEEL_SAFE, evidence="settled")))
    unsure = plain(statement(FEEL_SAFE))
    assert sure.split(". ")[1] == unsure.split(". ")[1] == "Contract: not met, critical default"
    assert sure != unsure


def test_evidence_that_leans_against_the_verdict_says_so():
    told = statement(replace(FEEL_SAFE, evidence="moderate", leans=MET))
    assert "leans the other way" in told


@pytest.mark.parametrize("source", ["survey", "register", "actions", "return"])
def test_what_is_not_measured_says_why_and_gives_no_figure(source):
    told = statement(Result(ref="1.2", title="Rating", source=source, verdict=NOT_MEASURED))
    assert told and not any(sign.isdigit() for sign in told)


def test_what_is_withheld_gives_no_figure():
    told = statement(FEEL_SAFE.without_figures())
    assert told and not any(sign.isdigit() for sign in told)


def test_too_few_forms_for_the_contract_are_told():
    told = statement(replace(FEEL_SAFE, verdict=TOO_FEW, evidence=None))
    assert "Too few forms came back" in told


def test_a_question_without_a_threshold_has_no_evidence():
    told = statement(replace(FEEL_SAFE, verdict=NO_THRESHOLD, threshold=None, evidence=None))
    assert "Contract: no threshold." in told
    assert "Evidence" not in told


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_verdict_that_would_change_is_told(kind):
    second = SecondVerdict(kind, MET, changes=True)
    told = statement(replace(FEEL_SAFE, open_count=7, second_verdicts=(second,)))
    assert "the verdict would change" in told
    same = SecondVerdict(WITHOUT_OPEN_LINK, NOT_MET, changes=False)
    assert "the verdict would change" not in statement(
        replace(FEEL_SAFE, open_count=7, second_verdicts=(same,))
    )


def test_the_contract_names_its_people():
    told = statement(FEEL_SAFE, names={"residents": "service users"})
    assert told.startswith("17 of the 22 service users who answered")


def test_a_response_rate_is_told_as_forms_that_came_back():
    rate = replace(
        FEEL_SAFE, kind="response_rate", numerator=22, denominator=40, interval=None,
        evidence=None, need_yes=None, says=None,
        threshold=Threshold(proportion=Fraction(1, 2), direction="at_least"), verdict=MET,
    )  # fmt: skip
    told = plain(statement(rate))
    assert told.startswith("22 of 40 residents returned a form (55.0 %). Contract: met.")
    assert "Evidence" not in told


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_every_sentence_can_be_translated(evidence):
    result = replace(FEEL_SAFE, evidence=evidence, open_count=7)
    told = plain(statement(result, words=Shouting()))
    assert told == told.upper()
