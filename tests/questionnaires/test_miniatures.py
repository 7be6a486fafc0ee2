"""Each feature of a questionnaire on its own, from its TOML file to a response."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.answering.journey import Journey, Step, shown_questions, steps, with_answer
from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.document import document_bytes, read_document
from surveyapp.definitions.freezing import frozen
from surveyapp.definitions.question_types import QUESTION_TYPES, UnreadableAnswerError
from surveyapp.responses.keyed import COLUMNS, read_keyed_responses
from surveyapp.responses.response import answers_shown

TRANSLATIONS = Path("no translations are needed for English")
FEATURES = sorted(
    path.stem for path in Path(__file__).parent.glob("*.toml") if path.stem != "scales"
)


@pytest.fixture
def document(miniatures):
    """Gives the frozen document of a miniature, in English."""
    return lambda feature: frozen(
        miniatures, feature, TRANSLATIONS, ["en"], contract_questions=["likes_tea"]
    )


@pytest.fixture
def keyed(miniatures):
    """Gives the answers of one keyed form of a miniature."""

    def read(feature: str, **cells: str) -> dict[str, Answer]:
        header = ",".join((*COLUMNS, *cells))
        row = ",".join(("larch-court", "paper", "en", "standard", "none", "", *cells.values()))
        (response,) = read_keyed_responses(
            f"{header}\n{row}\n".encode(), miniatures.questionnaire(feature), ["larch-court"]
        )
        return dict(response.answers)

    return read


def test_every_question_type_has_a_miniature_of_its_name(miniatures):
    for name in QUESTION_TYPES:
        questions = miniatures.questionnaire(name).questions.values()
        assert [question.type for question in questions] == [name]


@pytest.mark.parametrize("feature", FEATURES)
def test_a_miniature_survives_freezing(miniatures, document, feature):
    frozen_document = document(feature)
    assert read_document(document_bytes(frozen_document)) == frozen_document
    assert frozen_document.questionnaire == miniatures.questionnaire(feature)


@pytest.mark.parametrize("feature", FEATURES)
def test_every_presentation_of_a_miniature_has_the_same_words_to_show(document, feature):
    """The hint alone may stand in one presentation and not in another."""
    by_presentation = document(feature).wording["en"]
    keys = [{key for key in words if ".hint" not in key} for words in by_presentation.values()]
    assert all(each == keys[0] for each in keys)
    assert all(words[key] for words in by_presentation.values() for key in words)


def test_a_choice_of_one_has_one_answer(keyed):
    assert keyed("choose_one", likes_tea="yes") == {"likes_tea": Answer(("yes",))}
    with pytest.raises(Exception, match="“yes;no” is no option. It can be: yes, no"):
        keyed("choose_one", likes_tea="yes;no")


def test_a_choice_of_several_has_any_number_of_answers(keyed):
    assert keyed("choose_several", drinks_liked="water;tea") == {
        "drinks_liked": Answer(("tea", "water"))
    }


def test_own_words_are_kept_as_they_stand(keyed):
    said = keyed("own_words", about_tea='"Weak, but warm.\nAnd ""free""."')
    assert said == {"about_tea": Answer(words='Weak, but warm.\nAnd "free".')}


def test_a_number_is_a_number_and_nought_is_one(keyed):
    assert keyed("number", cups_a_day="0") == {"cups_a_day": Answer(number=0)}
    assert keyed("number", cups_a_day="30") == {"cups_a_day": Answer(number=30)}


def test_a_question_passed_over_is_skipped_and_not_nought(keyed):
    for feature, code in (("number", "cups_a_day"), ("choose_several", "drinks_liked")):
        assert keyed(feature, **{code: ""}) == {code: NOT_ANSWERED}


def test_a_follow_up_is_not_shown_before_its_question_is_answered(miniatures):
    asked = shown_questions(miniatures.questionnaire("follow_up"), Journey())
    assert [question.code for question in asked] == ["drinks_milk", "likes_tea"]


@pytest.mark.parametrize("answer", [Answer(("no",)), Answer(silence="dont_know")])
def test_a_follow_up_stands_after_the_answer_that_calls_it(miniatures, answer):
    journey = with_answer(Journey(), "drinks_milk", answer)
    asked = shown_questions(miniatures.questionnaire("follow_up"), journey)
    assert [question.code for question in asked] == ["drinks_milk", "why_no_milk", "likes_tea"]


@pytest.mark.parametrize("answer", [Answer(("yes",)), NOT_ANSWERED])
def test_a_follow_up_is_not_called_by_any_other_answer(miniatures, answer):
    journey = with_answer(Journey(), "drinks_milk", answer)
    asked = shown_questions(miniatures.questionnaire("follow_up"), journey)
    assert "why_no_milk" not in [question.code for question in asked]


def test_a_follow_up_that_was_taken_away_again_takes_its_answer_with_it(miniatures):
    journey = Journey()
    for code, answer in (
        ("drinks_milk", Answer(("no",))),
        ("why_no_milk", Answer(words="It is cold")),
        ("drinks_milk", Answer(("yes",))),
    ):
        journey = with_answer(journey, code, answer)
    said = answers_shown(miniatures.questionnaire("follow_up"), journey)
    assert said == {"drinks_milk": Answer(("yes",)), "likes_tea": NOT_ANSWERED}


def test_on_paper_a_follow_up_that_nobody_was_led_to_is_not_a_skipped_question(keyed):
    said = keyed("follow_up", drinks_milk="yes", why_no_milk="", likes_tea="")
    assert said == {"drinks_milk": Answer(("yes",)), "likes_tea": NOT_ANSWERED}


def test_on_paper_a_follow_up_that_was_left_empty_is_skipped(keyed):
    said = keyed("follow_up", drinks_milk="no", why_no_milk="", likes_tea="yes")
    assert said["why_no_milk"] == NOT_ANSWERED


def test_on_paper_a_follow_up_answered_without_being_asked_is_kept(keyed):
    said = keyed("follow_up", drinks_milk="yes", why_no_milk="I do", likes_tea="yes")
    assert said["why_no_milk"] == Answer(words="I do")


def test_silences_stand_last_and_in_their_own_order(miniatures):
    question = miniatures.question("quiet_tea")
    assert [option.code for option in question.options] == ["yes", "no"]
    assert [silence.code for silence in question.silences] == [
        "dont_know", "rather_not_say", "does_not_apply",
    ]  # fmt: skip


@pytest.mark.parametrize("silence", ["dont_know", "rather_not_say", "does_not_apply"])
def test_a_silence_is_an_answer_and_no_option(keyed, silence):
    said = keyed("silences", quiet_tea=silence)
    assert said == {"quiet_tea": Answer(silence=silence)}
    assert said["quiet_tea"].options == ()
    assert said["quiet_tea"].is_chosen


def test_a_silence_that_the_question_does_not_offer_is_a_fault(miniatures):
    question = miniatures.question("drinks_milk")
    with pytest.raises(UnreadableAnswerError, match="does_not_apply"):
        QUESTION_TYPES["choose_one"].read_cell(question, "does_not_apply")


def test_each_presentation_asks_in_its_own_words(document):
    frozen_document = document("presentations")
    stems = {
        presentation: frozen_document.words("en", presentation)["q.worded_tea"]
        for presentation in ("standard", "easy", "proxy")
    }
    assert stems["standard"] == "Do you like the tea that is served here?"
    assert stems["easy"] == "Do you like the tea here?"
    assert stems["proxy"].startswith("Does the person you support")


def test_an_option_has_easy_words_where_it_needs_them(document):
    frozen_document = document("presentations")
    assert frozen_document.words("en", "easy")["o.yes_no.no"] == "No, I do not"
    assert frozen_document.words("en", "standard")["o.yes_no.no"] == "No"
    assert frozen_document.words("en", "easy")["o.yes_no.yes"] == "Yes"


def test_what_a_presentation_does_not_word_it_takes_from_the_standard_one(document):
    assert document("presentations").words("en", "proxy")["next.0"] == (
        "We count all the answers together."
    )


def test_a_presentation_that_is_not_offered_falls_back_to_the_first(document):
    words = document("choose_one").words("en", "easy")
    assert words["q.likes_tea"] == "Do you like tea?"


def test_a_hint_stands_only_where_its_presentation_has_one(document):
    frozen_document = document("hint")
    assert "keep you awake" in frozen_document.words("en", "easy")["q.hinted_tea.hint"]
    assert "q.hinted_tea.hint" not in frozen_document.words("en", "standard")


def test_an_interviewer_has_a_script_and_neutral_prompts(document):
    words = document("spoken").words("en", "standard")
    assert words["q.spoken_tea.script"] == "This is about the cup in front of you."
    assert [words["q.spoken_tea.prompt.0"], words["q.spoken_tea.prompt.1"]] == [
        "Is it empty?", "Shall I ask again?",
    ]  # fmt: skip


def test_the_practice_stands_before_the_first_question_in_easy_words(document):
    way = steps(document("practice"), Journey(words="easy"))
    kinds = [step.kind for step in way]
    assert kinds == ["words", "look", "consent", "practice", "question", "check"]


def test_there_is_no_practice_in_standard_words(document):
    way = steps(document("practice"), Journey(words="standard"))
    assert Step("practice") not in way


def test_the_practice_is_worded_but_is_no_question_whose_answer_is_kept(miniatures, document):
    assert "practised_tea" not in miniatures.questionnaire("practice").questions
    assert document("practice").words("en", "easy")["q.practised_tea"] == "Is this a cup?"


def test_sections_are_asked_in_their_order(miniatures):
    questionnaire = miniatures.questionnaire("sections")
    assert [len(section) for section in questionnaire.sections] == [1, 2]
    assert list(questionnaire.questions) == ["likes_tea", "cups_a_day", "drinks_liked"]


def test_only_a_questionnaire_with_own_words_has_an_open_question(miniatures):
    open_ones = {
        feature for feature in FEATURES if miniatures.questionnaire(feature).has_open_question
    }
    assert open_ones == {"own_words", "follow_up"}


def test_open_questions_stay_off_while_nobody_reads_them(document):
    way = steps(document("own_words"), Journey(), open_questions=False)
    assert [step.kind for step in way] == ["look", "consent", "check"]
