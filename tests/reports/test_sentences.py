"""What the figures say in words: a whole sentence for every verdict and every evidence."""

from __future__ import annotations

from fractions import Fraction
from gettext import NullTranslations
from itertools import product
from string import Formatter

import pytest

from surveyapp.kpi.figures import MORE_ANSWERS, NOT_STATED
from surveyapp.kpi.result import (
    EVIDENCE,
    MET,
    MODERATE,
    NO_THRESHOLD,
    NOT_MEASURED,
    NOT_MET,
    SETTLED,
    STRONG,
    TOO_CLOSE,
    TOO_FEW,
    VERDICTS,
    Interval,
    Result,
    SecondVerdict,
)
from surveyapp.kpi.second_verdicts import KINDS, WITHOUT_OPEN_LINK
from surveyapp.kpi.threshold import Threshold
from surveyapp.reports import vocabulary
from surveyapp.reports.sentences import (
    audience_words,
    everyone_sentence,
    observed_percent,
    open_link_sentence,
    part_sentence,
    result_sentences,
    tipping_sentence,
    verdict_sentence,
    weighting_sentence,
)

AT_LEAST_80 = Threshold(proportion=Fraction(4, 5), direction="at_least")
LESS_THAN_20 = Threshold(proportion=Fraction(1, 5), direction="less_than")


def exact(low=97, high=107, population=122):
    return Interval(low / population, high / population, low, high, "exact_hypergeometric")


def result(**changed):
    """77 of 92 in a group of 122, met on moderate evidence, changed by what is stated."""
    usual = {
        "ref": "1.1",
        "title": "Residents feel safe",
        "source": "survey",
        "audiences": ("residents",),
        "numerator": 77,
        "denominator": 92,
        "interval": exact(),
        "population": 122,
        "eligible": 122,
        "threshold": AT_LEAST_80,
        "verdict": MET,
        "evidence": MODERATE,
        "leans": MET,
    }
    return Result(**{**usual, **changed})


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


EXPECTED = {
    (MET, SETTLED): "Met, and nothing that the others could say would change that.",
    (MET, STRONG): "Met for everyone too: this is very unlikely to be chance.",
    (MET, MODERATE): "Probably met for everyone too, but not certainly.",
    (MET, TOO_CLOSE): (
        "Met on the answers received, but they cannot show on which side of 80 % everyone is."
    ),
    (MET, None): "Met. Nothing is estimated here: the contract counts what came in.",
    (NOT_MET, SETTLED): "Not met, and nothing that the others could say would change that.",
    (NOT_MET, STRONG): "Not met for everyone either: this is very unlikely to be chance.",
    (NOT_MET, MODERATE): "Probably not met for everyone either, but not certainly.",
    (NOT_MET, TOO_CLOSE): (
        "Not met on the answers received, but they cannot show on which side of 80 % everyone is."
    ),
    (NOT_MET, None): "Not met. Nothing is estimated here: the contract counts what came in.",
}


@pytest.mark.parametrize(("verdict", "evidence"), list(product((MET, NOT_MET), (*EVIDENCE, None))))
def test_every_verdict_has_a_sentence_for_every_evidence(verdict, evidence):
    leans = verdict if evidence in (SETTLED, STRONG, MODERATE) else None
    said = verdict_sentence(result(verdict=verdict, evidence=evidence, leans=leans))
    assert plain(said) == EXPECTED[verdict, evidence]


@pytest.mark.parametrize(
    ("verdict", "leans", "expected"),
    [
        (MET, NOT_MET, "Met on the answers received, though the evidence about everyone leans"),
        (NOT_MET, MET, "Not met on the answers received, though the evidence about everyone"),
    ],
)
def test_evidence_that_points_against_the_verdict_is_told(verdict, leans, expected):
    assert verdict_sentence(result(verdict=verdict, leans=leans)).startswith(expected)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_words_and_no_row_is_empty(verdict):
    assert vocabulary.VERDICT_WORDS[verdict]
    evidence = MODERATE if verdict in (MET, NOT_MET) else None
    assert all(result_sentences(result(verdict=verdict, evidence=evidence)))


def test_no_threshold_means_no_sentence_about_a_verdict():
    free = result(verdict=NO_THRESHOLD, threshold=None, evidence=None)
    assert verdict_sentence(free) == ""
    assert len(result_sentences(free)) == 1


@pytest.mark.parametrize(
    ("source", "begins"),
    [
        ("survey", "No survey that asks this"),
        ("register", "This is read from the register"),
        ("actions", "This is read from the action plan"),
        ("return", "This is read from the provider's return"),
    ],
)
def test_what_is_not_yet_measured_says_where_it_will_come_from(source, begins):
    (said,) = result_sentences(result(verdict=NOT_MEASURED, source=source))
    assert said.startswith(begins)


def test_a_withheld_result_says_nothing_but_that():
    told = result(open_count=7, evidence=STRONG).without_figures()
    assert result_sentences(told) == (vocabulary.WITHHELD_SENTENCE,)


def test_too_few_forms_for_the_contract_is_another_matter_than_withheld():
    said = result_sentences(result(verdict=TOO_FEW, evidence=None, leans=None))
    assert vocabulary.TOO_FEW_SENTENCE in said
    assert said[0].startswith("77 of the 92")


@pytest.mark.parametrize(
    ("doubt", "begins"),
    [(MORE_ANSWERS, "More came back than there are people"), (NOT_STATED, "How many people")],
)
def test_a_rate_without_a_base_says_why(doubt, begins):
    rate = result(
        kind="response_rate", denominator=None, interval=None, population_doubt=doubt,
        verdict=TOO_FEW, evidence=None, leans=None,
    )  # fmt: skip
    assert result_sentences(rate) == (verdict_sentence(rate),)
    assert verdict_sentence(rate).startswith(begins)


def test_everyone_is_told_in_people_with_the_base():
    assert everyone_sentence(result()) == (
        "77 of the 92 who answered say so; of all 122, between 97 and 107 do."
    )


def test_a_census_says_that_everybody_answered():
    census = result(denominator=92, population=92, interval=exact(77, 77, 92))
    assert everyone_sentence(census) == (
        "77 of the 92 who answered say so, and everybody answered."
    )


def test_one_possible_number_is_no_range():
    narrow = result(numerator=91, denominator=91, population=92, interval=exact(91, 91, 92))
    assert everyone_sentence(narrow) == "91 of the 91 who answered say so; of all 92, 91 do."


@pytest.mark.parametrize(
    ("doubt", "part"),
    [
        (MORE_ANSWERS, "That is more answers than people"),
        (NOT_STATED, "How many people there are is not stated"),
        (None, "of a very large group, 75 % to 90 % would"),
    ],
)
def test_an_unknown_size_is_told_with_the_reason(doubt, part):
    unknown = Interval(0.75, 0.9, None, None, "clopper_pearson")
    said = everyone_sentence(result(interval=unknown, population=None, population_doubt=doubt))
    assert part in plain(said)


def test_a_count_without_an_interval_claims_nothing_about_others():
    assert everyone_sentence(result(interval=None)) == "77 of 92 count."
    rate = result(interval=None, kind="response_rate")
    assert everyone_sentence(rate) == "77 of 92 came back."


@pytest.mark.parametrize(
    ("need", "answered", "population", "expected"),
    [
        (8, 30, 40, "Everyone reaches 80 % only if 8 of the 10 who gave no answer"),
        (10, 30, 40, "Everyone reaches 80 % only if all 10 who gave no answer"),
        (1, 39, 40, "Everyone reaches 80 % only if the one who gave no answer"),
        (0, 30, 40, ""),
        (11, 30, 40, ""),
        (None, 30, 40, ""),
    ],
)  # fmt: skip
def test_too_close_to_call_says_what_the_others_would_have_to_say(
    need, answered, population, expected
):
    close = result(
        evidence=TOO_CLOSE, need_yes=need, denominator=answered, population=population, leans=None
    )
    assert plain(tipping_sentence(close)).removesuffix(" would say so too.") == expected


@pytest.mark.parametrize("evidence", [SETTLED, STRONG, MODERATE])
def test_what_is_clear_enough_needs_no_tipping_point(evidence):
    assert tipping_sentence(result(evidence=evidence, need_yes=3)) == ""


def test_two_verdicts_by_two_ways_of_counting_are_told():
    other_side = result(weighted_proportion=0.79)
    assert plain(weighting_sentence(other_side)) == (
        "Counting every answer alike gives 83.7 %; weighting each scheme by its size gives "
        "79.0 %, on the other side of 80 %."
    )
    assert weighting_sentence(result(weighted_proportion=0.81)) == ""
    assert weighting_sentence(result(weighted_proportion=None)) == ""


def test_a_weighted_share_on_the_very_edge_is_on_the_same_side():
    edge = Threshold(proportion=Fraction(19, 20), direction="at_least")
    found = result(numerator=96, denominator=100, threshold=edge, weighted_proportion=0.95)
    assert weighting_sentence(found) == ""


@pytest.mark.parametrize(
    ("changes", "ends"), [(True, "would change."), (False, "would be the same.")]
)
def test_answers_by_a_posters_link_are_counted_and_the_verdict_without_them_told(changes, ends):
    second = SecondVerdict(WITHOUT_OPEN_LINK, MET, changes)
    said = open_link_sentence(result(open_count=7, second_verdicts=(second,)))
    assert said.startswith("7 of these answers came by the link on a poster; without them")
    assert said.endswith(ends)


def test_a_link_that_nobody_used_is_not_spoken_of():
    assert open_link_sentence(result(open_count=0)) == ""
    assert open_link_sentence(result(open_count=2)).endswith("the link on a poster.")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != WITHOUT_OPEN_LINK])
def test_another_rule_that_would_change_the_verdict_is_told(kind):
    changing = result(second_verdicts=(SecondVerdict(kind, NOT_MET, True),))
    same = result(second_verdicts=(SecondVerdict(kind, MET, False),))
    assert result_sentences(changing)[-1].endswith("the verdict would change.")
    assert len(result_sentences(changing)) == len(result_sentences(same)) + 1


def test_a_part_names_its_people_and_its_counts():
    part = result(title="families", numerator=38, denominator=46)
    assert part_sentence(part) == "Families and friends: 38 of 46"
    assert part_sentence(part.without_figures()) == "Families and friends: [c]"
    assert audience_words("People choose how they live") == "People choose how they live"


def test_a_percentage_never_crosses_its_threshold_and_never_breaks():
    assert observed_percent(result(numerator=79967, denominator=100000)) == "79.97\xa0%"


def test_a_less_than_threshold_reads_the_same_way():
    found = result(
        threshold=LESS_THAN_20, verdict=NOT_MET, evidence=TOO_CLOSE, need_yes=3, leans=None
    )
    assert "on which side of 20 %" in plain(verdict_sentence(found))
    assert tipping_sentence(found) == ""


class Marked(NullTranslations):
    """A catalogue that changes every sentence, so that one which passes it by shows."""

    def gettext(self, message):
        return f"‹{message}›"

    def ngettext(self, one, many, number):
        return f"‹{one if number == 1 else many}›"


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"verdict": NOT_MET, "evidence": TOO_CLOSE, "need_yes": 20, "leans": None},
        {"verdict": NOT_MEASURED},
        {"withheld": True, "verdict": TOO_FEW},
        {"open_count": 7, "weighted_proportion": 0.79},
        {"interval": None, "evidence": None},
        {"second_verdicts": tuple(SecondVerdict(kind, NOT_MET, True) for kind in KINDS)},
    ],
)
def test_every_sentence_goes_through_the_catalogue_whole(changed):
    for said in result_sentences(result(**changed), words=Marked()):
        assert said.startswith("‹")
        assert said.endswith("›")
        assert said.count("‹") == 1


def test_every_gap_in_a_sentence_has_a_name():
    tables = [value for value in vars(vocabulary).values() if isinstance(value, dict)]
    sentences = [text for table in tables for text in table.values() if isinstance(text, str)]
    assert len(sentences) > 30
    for sentence in sentences:
        assert all(name != "" for _, name, _, _ in Formatter().parse(sentence) if name is not None)
