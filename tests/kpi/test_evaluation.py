"""From tallies to the results of a whole contract, with what a reader may not see left out."""

from __future__ import annotations

import pytest

from surveyapp.kpi.evaluation import evaluate
from surveyapp.kpi.reading import Reading
from tests.kpi.building import answers, contract, indicator, measured, question

FIGURES = (
    "numerator", "denominator", "weighted_proportion", "interval", "evidence", "leans",
    "need_yes", "open_count", "proportion",
)  # fmt: skip
"""Whatever reveals a count counts as one."""

CONTRACT = Reading()
PUBLISHED = Reading(view="published")
BOTH = ("residents", "families")


def results(*indicators, of, schemes=None, reading=CONTRACT, questions=()):
    found, others = evaluate(
        contract(*indicators, questions=questions),
        of,
        schemes=of.schemes if schemes is None else list(schemes),
        reading=reading,
    )
    return [*found, *others]


def result(asked, of, **how):
    (found,) = results(asked, of=of, **how)
    return found


def figures(found):
    return {name: getattr(found, name) for name in FIGURES}


def is_withheld(found):
    return (
        found.withheld
        and found.verdict == "too few answers"
        and not any(value is not None for value in figures(found).values())
        and found.options == ()
    )


THREE = measured(
    answers("larch", yes=26, no=6), answers("rowan", yes=15, no=5), answers("beech", yes=1, no=1),
    schemes=["larch", "rowan", "beech"], eligible=40,
)  # fmt: skip


def test_results_stand_in_the_order_of_the_contract_and_questions_behind_them():
    found = results(indicator(ref="2.1"), indicator(ref="1.1"), of=THREE, questions=[question()])
    assert [each.ref for each in found] == ["2.1", "1.1", "knows_how_to_complain"]


@pytest.mark.parametrize("source", ["register", "actions", "return"])
def test_what_no_survey_measures_is_not_yet_measured_and_shows_its_threshold(source):
    found = result(indicator(source=source, questions=[], counts=[]), THREE)
    assert (found.verdict, found.source, found.default) == ("not yet measured", source, None)
    assert found.threshold is not None
    assert found.default_class == "critical"


def test_a_question_that_no_indicator_decides_has_no_verdict():
    of = measured(answers(asked="knows_how_to_complain", yes=9, no=3))
    (found,) = results(of=of, questions=[question()])
    assert (found.numerator, found.denominator, found.verdict) == (9, 12, "no threshold")


def test_nobody_answered_and_too_few_answered_look_the_same():
    asked = indicator()
    nobody = result(asked, measured(answers(yes=0), eligible=40, complete=4))
    few = result(asked, measured(answers(yes=3, no=1), eligible=40, complete=4))
    assert is_withheld(nobody) and is_withheld(few)
    assert nobody == few


def test_what_is_withheld_still_tells_who_was_asked_and_how_many_forms_came_back():
    found = result(
        indicator(), measured(answers(yes=3, does_not_apply=2), asked=9, partial=4, complete=1)
    )
    assert is_withheld(found)
    assert (found.asked, found.returned, found.population, found.default_class) == (
        9, 5, 40, "critical",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answered", "reading", "withheld"),
    [(4, CONTRACT, True), (5, CONTRACT, False), (9, PUBLISHED, True), (10, PUBLISHED, False)],
)
def test_each_view_has_the_minimum_that_the_contract_states(answered, reading, withheld):
    found = result(indicator(), measured(answers(yes=answered)), reading=reading)
    assert found.withheld is withheld


@pytest.mark.parametrize(("answered", "withheld"), [(10, True), (11, False)])
def test_staff_results_need_eleven_answers_in_both_views(answered, withheld):
    staff = indicator(
        audiences=["staff"],
        minimum_answers={"authority": 11, "provider": 11, "published": 11},
    )
    of = measured(answers("larch", "staff", yes=answered), audiences=["staff"])
    for reading in (CONTRACT, PUBLISHED):
        assert result(staff, of, reading=reading).withheld is withheld


@pytest.mark.parametrize(("yes", "no"), [(27, 3), (3, 27)])
def test_the_published_view_hides_a_cell_or_its_complement_of_one_to_four(yes, no):
    of = measured(answers(yes=yes, no=no))
    assert not result(indicator(), of).withheld
    assert is_withheld(result(indicator(), of, reading=PUBLISHED))


def test_a_scheme_that_is_too_small_is_withheld_beside_the_total():
    assert is_withheld(result(indicator(), THREE, schemes=["beech"]))
    assert not result(indicator(), THREE).withheld


def test_the_next_smallest_scheme_is_withheld_too_because_the_total_tells_the_rest():
    assert is_withheld(result(indicator(), THREE, schemes=["rowan"]))
    assert not result(indicator(), THREE, schemes=["larch"]).withheld


def test_two_schemes_are_not_shown_where_the_total_tells_the_third_by_them():
    assert is_withheld(result(indicator(), THREE, schemes=["larch", "rowan"]))


def test_the_total_less_every_scheme_that_is_shown_tells_nobody():
    shown = [
        found
        for scheme in THREE.schemes
        if not (found := result(indicator(), THREE, schemes=[scheme])).withheld
    ]
    total = result(indicator(), THREE)
    left = total.denominator - sum(found.denominator for found in shown)
    assert left >= 5


def test_a_scheme_that_no_survey_asked_is_not_yet_measured_beside_those_that_were():
    found = result(indicator(), THREE, schemes=["elm"])
    assert (found.verdict, found.withheld) == ("not yet measured", False)


RECOMMEND = indicator(audiences=list(BOTH), pooled=True)


def test_an_indicator_of_several_audiences_has_a_part_for_each():
    of = measured(
        answers("larch", "residents", yes=26, no=6), answers("larch", "families", yes=9, no=7),
        audiences=BOTH, eligible=40,
    )  # fmt: skip
    found = result(RECOMMEND, of)
    assert (found.numerator, found.denominator, found.population) == (35, 48, 80)
    assert [(part.title, part.audiences) for part in found.parts] == [
        ("residents", ("residents",)), ("families", ("families",)),
    ]  # fmt: skip
    assert [(part.numerator, part.denominator) for part in found.parts] == [(26, 32), (9, 16)]
    assert found.verdict == "not met" and [part.verdict for part in found.parts] == [
        "met", "not met",
    ]  # fmt: skip


def test_a_part_brings_no_default_because_the_contract_judges_them_pooled():
    of = measured(
        answers("larch", "residents", yes=6, no=26), answers("larch", "families", no=16),
        audiences=BOTH,
    )  # fmt: skip
    found = result(RECOMMEND, of)
    assert found.default == "critical"
    assert [part.default for part in found.parts] == [None, None]


def test_one_audience_has_no_parts():
    assert result(indicator(), THREE).parts == ()


def test_parts_are_withheld_together_where_one_is_too_small():
    of = measured(
        answers("larch", "residents", yes=26, no=6), answers("larch", "families", yes=3),
        audiences=BOTH,
    )  # fmt: skip
    found = result(RECOMMEND, of)
    assert not found.withheld
    assert len(found.parts) == 2 and all(is_withheld(part) for part in found.parts)


def test_the_parts_of_one_scheme_are_withheld_where_a_cell_of_another_is_too_small():
    of = measured(
        answers("larch", "residents", yes=26, no=6), answers("larch", "families", yes=9, no=7),
        answers("rowan", "residents", yes=26, no=6), answers("rowan", "families", yes=3),
        audiences=BOTH, schemes=["larch", "rowan"],
    )  # fmt: skip
    found = result(RECOMMEND, of, schemes=["larch"])
    assert not found.withheld
    assert all(is_withheld(part) for part in found.parts)


def test_what_is_withheld_as_a_whole_is_withheld_in_its_parts():
    of = measured(
        answers("larch", "residents", yes=1), answers("larch", "families", yes=1), audiences=BOTH
    )
    found = result(RECOMMEND, of)
    assert is_withheld(found) and all(is_withheld(part) for part in found.parts)


ASPECTS = question(code="aspects", counts=[])


def aspects(**counts):
    return answers(asked="aspects", **counts)


def test_the_options_of_a_choice_of_several_are_counted():
    of = measured(aspects(health=9, sleep=7, **{"*": 12}))
    (found,) = results(of=of, questions=[ASPECTS])
    assert {each.option: each.count for each in found.options} == {"health": 9, "sleep": 7}


def test_the_options_are_withheld_together_where_one_of_them_is_too_small():
    of = measured(aspects(health=9, sleep=2, **{"*": 12}))
    (found,) = results(of=of, questions=[ASPECTS], reading=PUBLISHED)
    assert not found.withheld
    assert found.options == ()


def test_the_options_of_a_few_schemes_are_not_told_beside_those_of_all():
    of = measured(
        aspects(health=9, **{"*": 12}), answers("rowan", asked="aspects", health=9, **{"*": 12}),
        schemes=["larch", "rowan"],
    )  # fmt: skip
    (found,) = results(of=of, questions=[ASPECTS], schemes=["larch"])
    assert not found.withheld
    assert found.options == ()


def test_evaluating_twice_gives_the_same():
    assert result(indicator(), THREE) == result(indicator(), THREE)


def test_withholding_leaves_nothing_behind_that_reveals_the_count():
    shown = result(RECOMMEND, measured(
        answers("larch", "residents", yes=26, no=6, does_not_apply=2),
        answers("larch", "families", yes=9, no=7, way_in="open"),
        audiences=BOTH, eligible=40,
    ))  # fmt: skip
    assert all(value is not None for name, value in figures(shown).items() if name != "need_yes")
    hidden = shown.without_figures()
    assert is_withheld(hidden)
    assert hidden.parts == ()
    assert hidden.population == 80, "not 78: two to whom it does not apply would show"


def test_a_pooled_figure_waits_for_all_its_audiences():
    asked = indicator(audiences=list(BOTH), pooled=True)
    found = measured(answers(yes=18, no=2), audiences=["residents"])
    (pooled,), _ = evaluate(contract(asked), found, schemes=["larch"], reading=CONTRACT)
    assert (pooled.verdict, pooled.numerator) == ("not yet measured", None)
    residents, families = pooled.parts
    assert (residents.verdict, residents.numerator) == ("met", 18)
    assert families.verdict == "not yet measured" and not families.withheld
