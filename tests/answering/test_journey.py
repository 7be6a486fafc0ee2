"""One person's way: which page comes next, which may be shown, and where somebody goes on."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.answering.journey import (
    LOOKS,
    Journey,
    Step,
    first_open_step,
    is_made,
    is_open,
    step_after,
    step_before,
    steps,
    with_answer,
)
from surveyapp.definitions.answers import NOT_ANSWERED, SILENCES, Answer
from surveyapp.definitions.document import Document, Language
from surveyapp.definitions.questionnaire import FollowUp, Option, Question, Questionnaire

YES_NO = (Option("yes"), Option("no"))
QUIET = tuple(Option(code) for code in SILENCES)
QUESTIONS = (
    Question("safe", "choose_one", options=YES_NO, silences=QUIET),
    Question(
        "better",
        "choose_one",
        options=YES_NO,
        silences=QUIET,
        follow_up=FollowUp("what", ("yes", "dont_know")),
    ),
    Question("what", "choose_several", options=(Option("home"), Option("sleep"))),
    Question("change", "own_words"),
)
ENGLISH, WELSH = Language("en", "English", "ltr"), Language("cy", "Cymraeg", "ltr")


def document(
    *, languages=(ENGLISH, WELSH), presentations=("standard", "easy", "proxy"), practice=True
):
    """A document of three questions and a follow-up, with every choice before them."""
    return Document(
        questionnaire=Questionnaire(
            "residents",
            "residents",
            tuple(presentations),
            (QUESTIONS,),
            Question("tea", "choose_one", options=YES_NO) if practice else None,
        ),
        languages=tuple(languages),
        wording={},
        pictures={},
        contract_questions=frozenset({"safe"}),
    )


def kinds(way):
    return [step.question or step.kind for step in way]


def ready(**choices):
    """Somebody who has been through every page before the questions."""
    chosen = {
        "language": "en",
        "words": "standard",
        "looked": True,
        "helper": "none",
        "consented": True,
        "practised": True,
    }
    return Journey(**{**chosen, **choices})


def test_the_choices_come_first_then_consent_then_the_questions_and_the_check():
    assert kinds(steps(document(), Journey())) == [
        "language", "words", "look", "helper", "consent", "safe", "better", "change", "check",
    ]  # fmt: skip


def test_one_language_is_not_asked_for():
    assert "language" not in kinds(steps(document(languages=(ENGLISH,)), Journey()))


@pytest.mark.parametrize("presentations", [("standard",), ("easy",), ("standard", "proxy")])
def test_words_are_chosen_only_where_there_are_easy_and_standard_ones(presentations):
    assert "words" not in kinds(steps(document(presentations=presentations), Journey()))


def test_a_helper_is_asked_after_only_where_somebody_can_answer_for_the_person():
    assert "helper" not in kinds(steps(document(presentations=("standard", "easy")), Journey()))


def test_who_chooses_is_asked_only_where_somebody_helps():
    way = document()
    assert "chooser" not in kinds(steps(way, Journey()))
    assert "chooser" not in kinds(steps(way, Journey(helper="none")))
    for helper in ("independent", "family", "staff", "other"):
        asked = kinds(steps(way, Journey(helper=helper)))
        assert asked.index("chooser") == asked.index("helper") + 1


def test_the_practice_is_for_easy_words_after_the_consent():
    way = kinds(steps(document(), Journey(words="easy")))
    assert way.index("practice") == way.index("consent") + 1
    assert "practice" not in kinds(steps(document(), Journey(words="standard")))
    assert "practice" not in kinds(steps(document(practice=False), Journey(words="easy")))


def test_somebody_who_answers_for_a_person_does_not_practise():
    journey = Journey(words="easy", helper="family", chooser="helper")
    assert "practice" not in kinds(steps(document(), journey))


@pytest.mark.parametrize(
    ("choices", "presentation"),
    [
        ({}, "standard"),
        ({"words": "easy"}, "easy"),
        ({"words": "easy", "helper": "family", "chooser": "person"}, "easy"),
        ({"words": "easy", "helper": "family", "chooser": "helper"}, "proxy"),
    ],
)
def test_the_presentation_is_proxy_only_where_the_helper_chooses_the_answers(
    choices, presentation
):
    assert Journey(**choices).presentation == presentation


def test_an_open_question_stays_off_while_nobody_reads_it():
    assert "change" not in kinds(steps(document(), Journey(), open_questions=False))


@pytest.mark.parametrize("answer", [Answer(("yes",)), Answer(silence="dont_know")])
def test_a_follow_up_stands_after_the_question_that_calls_it(answer):
    way = kinds(steps(document(), with_answer(Journey(), "better", answer)))
    assert way[way.index("better") :] == ["better", "what", "change", "check"]


@pytest.mark.parametrize(
    "answer", [Answer(("no",)), Answer(silence="rather_not_say"), NOT_ANSWERED]
)
def test_any_other_answer_hides_it(answer):
    assert "what" not in kinds(steps(document(), with_answer(Journey(), "better", answer)))


def test_a_changed_answer_shows_and_hides_the_follow_up_again():
    journey = with_answer(ready(), "better", Answer(("yes",)))
    journey = with_answer(journey, "what", Answer(("home",)))
    journey = with_answer(journey, "better", Answer(("no",)))
    assert "what" not in kinds(steps(document(), journey))
    back = with_answer(journey, "better", Answer(("yes",)))
    assert "what" in kinds(steps(document(), back))
    assert back.answers["what"] == Answer(("home",)), "going back keeps what was said"


def test_next_and_back_undo_each_other():
    way = steps(document(), Journey())
    for step in way[:-1]:
        assert step_before(way, step_after(way, step)) == step


def test_there_is_nothing_before_the_first_page_and_nothing_after_the_last():
    way = steps(document(), Journey())
    assert step_before(way, way[0]) is None
    assert step_after(way, way[-1]) == way[-1] == Step("check")


def test_a_page_that_left_the_way_leads_to_its_beginning():
    way = steps(document(), Journey())
    gone = Step("question", "what")
    assert step_after(way, gone) == way[0]
    assert step_before(way, gone) is None


def test_nobody_is_asked_anything_before_the_consent():
    way = steps(document(), Journey())
    unasked = ready(consented=False)
    for step in way[way.index(Step("consent")) + 1 :]:
        assert not is_open(way, unasked, step)
    assert is_open(way, unasked, Step("consent"))


def test_a_page_opens_when_every_choice_before_it_is_made():
    way = steps(document(), Journey())
    assert is_open(way, Journey(), Step("language"))
    assert not is_open(way, Journey(), Step("words"))
    assert is_open(way, Journey(language="cy"), Step("words"))


def test_every_question_is_open_once_the_choices_are_made_because_skipping_is_allowed():
    way = steps(document(), ready())
    assert all(is_open(way, ready(), step) for step in way)


def test_a_page_that_is_not_on_the_way_is_not_open():
    way = steps(document(), ready())
    assert not is_open(way, ready(), Step("question", "what"))
    assert not is_open(way, ready(), Step("question", "nosuch"))


def test_who_has_seen_the_page_of_looks_is_through_it_and_defaults_are_no_choice():
    assert is_made(Journey(looked=True), Step("look"))
    assert not is_made(Journey(pictures="off"), Step("look"))
    assert Journey(size="bigger").looks == {
        "pictures": "on", "size": "bigger", "colours": "soft", "sound": "on",
    }  # fmt: skip


def test_somebody_who_comes_back_goes_on_at_the_first_page_they_have_not_been_through():
    journey = ready()
    assert first_open_step(steps(document(), Journey()), Journey()) == Step("language")
    assert first_open_step(steps(document(), journey), journey) == Step("question", "safe")
    journey = with_answer(journey, "safe", Answer(("yes",)))
    assert first_open_step(steps(document(), journey), journey) == Step("question", "better")


def test_a_question_passed_over_is_not_asked_again():
    journey = with_answer(ready(), "safe", NOT_ANSWERED)
    assert first_open_step(steps(document(), journey), journey) == Step("question", "better")


def test_somebody_who_has_been_through_all_goes_on_at_the_check():
    journey = ready()
    for code in ("safe", "better", "change"):
        journey = with_answer(journey, code, NOT_ANSWERED)
    assert first_open_step(steps(document(), journey), journey) == Step("check")


def test_giving_an_answer_leaves_the_journey_before_it_as_it_was():
    before = ready()
    after = with_answer(before, "safe", Answer(("yes",)))
    assert dict(before.answers) == {}
    assert after.answers == {"safe": Answer(("yes",))}
    assert with_answer(after, "safe", Answer(("yes",))) == after, "a repeat changes nothing"


def test_a_new_journey_has_answers_that_nobody_can_change():
    assert isinstance(Journey().answers, MappingProxyType)


ANSWERS = st.one_of(
    st.builds(Answer, options=st.sampled_from([("yes",), ("no",), ("home", "sleep")])),
    st.builds(Answer, silence=st.sampled_from([*SILENCES, "skipped"])),
    st.builds(Answer, words=st.text(min_size=1, max_size=40)),
)
JOURNEYS = st.builds(
    Journey,
    language=st.sampled_from([None, "en", "cy"]),
    words=st.sampled_from([None, "standard", "easy"]),
    pictures=st.sampled_from([None, *LOOKS["pictures"]]),
    size=st.sampled_from([None, *LOOKS["size"]]),
    looked=st.booleans(),
    order=st.sampled_from([None, "forward", "reversed"]),
    rests=st.sampled_from([(), ("safe",), ("safe", "better")]),
    helper=st.sampled_from([None, "none", "family", "staff"]),
    chooser=st.sampled_from([None, "person", "helper"]),
    consented=st.booleans(),
    practised=st.booleans(),
    answers=st.dictionaries(st.sampled_from([each.code for each in QUESTIONS]), ANSWERS),
)


@given(journey=JOURNEYS)
def test_a_journey_survives_being_stored(journey):
    assert Journey.from_json(journey.to_json()) == journey


@given(journey=JOURNEYS)
def test_every_way_has_each_page_once_and_ends_at_the_check(journey):
    way = steps(document(), journey)
    assert len(set(way)) == len(way)
    assert way[-1] == Step("check")
    assert way.index(Step("consent")) < way.index(Step("question", "safe"))


@given(journey=JOURNEYS)
def test_the_page_that_somebody_comes_back_to_may_be_shown(journey):
    way = steps(document(), journey)
    assert is_open(way, journey, first_open_step(way, journey))


@given(journey=JOURNEYS)
def test_pressing_next_long_enough_reaches_the_check(journey):
    way = steps(document(), journey)
    step = way[0]
    for _ in way:
        step = step_after(way, step)
    assert step == Step("check")
