"""How many more answers would settle it. Printed values: the worked cases."""

import numpy as np
import pytest
from scipy.stats import betabinom

from surveyapp.statistics import NoAnswersError, RosterError, answers_to_settle, evidence


def assurance(positive, answered, population, further, threshold):
    """The definition, word for word: the chance of strong or settled evidence."""
    more = np.arange(further + 1)
    found = evidence(positive + more, answered + further, population, threshold=threshold)
    decided = np.isin(found.label, ["strong", "settled"])
    chances = betabinom.pmf(more, further, positive + 0.5, answered - positive + 0.5)
    return chances[decided].sum(), decided.all()


@pytest.mark.parametrize(
    ("further", "chance"), [(9, 0.3716), (10, 0.5363), (11, 0.5753), (12, 0.7812), (13, 1.0)]
)
def test_the_chances_are_those_of_the_worked_case(further, chance):
    assert assurance(17, 22, 35, further, "0.8")[0] == pytest.approx(chance, abs=5e-5)


def test_the_worked_case_needs_all_13_who_are_silent():
    result = answers_to_settle(17, 22, 35, threshold="0.8")
    assert (result.m80, result.m_all) == (13, 13)
    assert result.assurance_at_m80 == pytest.approx(1.0)


@pytest.mark.parametrize("threshold", ["0.5", "0.8", "0.9", "1"])
@pytest.mark.parametrize(("positive", "answered"), [(0, 4), (3, 5), (9, 10), (12, 12), (20, 26)])
def test_the_scan_finds_what_the_definition_finds(positive, answered, threshold):
    population = 31
    rows = [
        assurance(positive, answered, population, further, threshold)
        for further in range(population - answered + 1)
    ]
    m80 = next(m for m, (chance, _) in enumerate(rows) if chance >= 0.8 - 1e-12)
    m_all = next(m for m, (_, sure) in enumerate(rows) if sure)
    result = answers_to_settle(positive, answered, population, threshold=threshold)
    assert (result.m80, result.m_all) == (m80, m_all)
    assert result.assurance_at_m80 == pytest.approx(rows[m80][0], abs=1e-9)


def test_strong_evidence_needs_no_more_answers():
    result = answers_to_settle(39, 40, 60, threshold="0.8")
    assert (result.m80, result.m_all, result.assurance_at_m80) == (0, 0, 1.0)


def test_a_threshold_of_nothing_is_always_settled():
    assert answers_to_settle(0, 3, 9, threshold="0").m_all == 0
    assert answers_to_settle(0, 3, 9, threshold="0", direction="less_than").m_all == 0


def test_less_than_is_scanned_on_the_complement():
    below = answers_to_settle(5, 22, 35, threshold="0.2", direction="less_than")
    # Fewer than 7 of 35 is 29 of the others or more.
    assert below == answers_to_settle(17, 22, 35, threshold="0.82")


def test_many_silent_people_are_scanned_to_the_end():
    result = answers_to_settle(80, 100, 900, threshold="0.8")
    assert 256 < result.m_all <= 800


def test_a_population_of_unknown_size_is_never_settled():
    result = answers_to_settle(17, 22, None, threshold="0.8")
    assert (result.m80, result.m_all, result.assurance_at_m80) == (None, None, None)


def test_a_dashboard_gives_the_same_as_one_at_a_time_and_nothing_for_nobody():
    many = answers_to_settle([17, 0, 9], [22, 0, 10], [35, 4, 30], threshold="0.8")
    one = answers_to_settle(9, 10, 30, threshold="0.8")
    assert many.m80.tolist() == [13, -1, one.m80]
    assert many.m_all.tolist() == [13, -1, one.m_all]
    assert np.isnan(many.assurance_at_m80[1])
    assert answers_to_settle([17], [22], None, threshold="0.8").m80.tolist() == [-1]


def test_what_would_settle_nobody_is_an_error_not_zero():
    with pytest.raises(NoAnswersError):
        answers_to_settle(0, 0, 9, threshold="0.8")
    with pytest.raises(RosterError):
        answers_to_settle(0, 10, 9, threshold="0.8")
