"""A folder of definitions in which every reference holds; else every fault at once."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from surveyapp.definitions.library import Library, load_library
from surveyapp.errors import FaultsFound, NotKnownError
from tests.conftest import MINIATURES


@dataclass
class Definitions:
    """A copy of the miniatures that a test spoils."""

    folder: Path

    def add(self, name: str, text: str) -> None:
        """Write lines at the end of a file, which may be new."""
        path = self.folder / name
        path.write_text((path.read_text() if path.exists() else "") + "\n" + text)

    def replace(self, name: str, old: str, new: str) -> None:
        """Change words of a file that stand there."""
        path = self.folder / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    def load(self) -> Library:
        """The library, or `FaultsFound`."""
        return load_library(self.folder)

    def faults(self) -> list[str]:
        """Each fault as it is told."""
        with pytest.raises(FaultsFound) as found:
            self.load()
        return [str(fault) for fault in found.value.faults]


@pytest.fixture
def definitions(tmp_path):
    folder = tmp_path / "questionnaires"
    shutil.copytree(MINIATURES, folder)
    return Definitions(folder)


QUESTION = """
[{code}]
type = "choose_one"
scale = "yes_no"
standard = "Is it so?"
"""


def test_the_definitions_of_the_product_have_no_fault(site_library):
    assert set(site_library.questionnaires) >= {"residents", "families", "staff"}


@pytest.fixture
def site_library():
    return load_library(Path(__file__).parents[2] / "questionnaires")


def test_the_questionnaires_ask_what_the_extra_care_contract_needs(site_library):
    asked = {
        code: list(site_library.questionnaire(code).questions)
        for code in ("residents", "families", "staff")
    }
    assert asked["residents"] == [
        "feel_safe", "wellbeing_improved", "improved_aspects", "would_recommend",
        "knows_how_to_complain", "one_change",
    ]  # fmt: skip
    assert asked["families"] == ["would_recommend", "one_change"]
    assert asked["staff"][0] == "well_led"
    assert len(asked["staff"]) in (5, 6)


def test_the_codes_of_the_options_are_those_that_were_agreed(site_library):
    def codes(question):
        return [option.code for option in site_library.question(question).options]

    for question in ("feel_safe", "wellbeing_improved", "knows_how_to_complain"):
        assert codes(question) == ["yes", "partly", "no"]
    assert codes("would_recommend") == ["yes", "maybe", "no"]
    assert codes("well_led") == [
        "strongly_agree", "agree", "neither", "disagree", "strongly_disagree",
    ]  # fmt: skip
    assert codes("improved_aspects") == [
        "health", "friends", "safety", "home", "activities", "family", "independence", "sleep",
    ]  # fmt: skip


def test_improved_aspects_are_asked_after_yes_and_partly(site_library):
    follow_up = site_library.question("wellbeing_improved").follow_up
    assert (follow_up.question, follow_up.after) == ("improved_aspects", ("yes", "partly"))


@pytest.mark.parametrize(
    ("questions", "last"),
    [('["drinks_milk", "likes_tea"]', "likes_tea"), ('["drinks_milk"]', "why_no_milk")],
)
def test_a_rest_follows_the_last_question_of_its_section_a_follow_up_too(
    definitions, questions, last
):
    definitions.replace(
        "follow_up.toml",
        'questions = ["drinks_milk", "likes_tea"]',
        f'rest = true\nquestions = {questions}\n\n[[sections]]\nquestions = ["cups_a_day"]',
    )
    assert definitions.load().questionnaire("follow_up").rests_after == (last,)


def test_home_care_offers_a_rest_half_way(site_library):
    questionnaire = site_library.questionnaire("home_care")
    assert questionnaire.rests_after == ("same_carers",)
    assert [len(section) for section in questionnaire.sections] == [8, 8]


def test_a_questionnaire_that_does_not_exist_is_told_with_those_that_do(miniatures):
    with pytest.raises(NotKnownError, match="There are: choose_one, choose_several"):
        miniatures.questionnaire("nosuch")


def test_several_faults_are_all_told_at_once(definitions):
    definitions.replace("questions/types.toml", 'scale = "drinks"', 'scale = "meals"')
    definitions.replace("choose_one.toml", '"likes_tea"', '"likes_gin"')
    definitions.replace("silences.toml", '"standard"', '"shouted"')
    faults = "\n".join(definitions.faults())
    for words in ("there is no scale “meals”", "“likes_gin”", "no presentation “shouted”"):
        assert words in faults


def test_a_fault_names_the_file_the_key_and_the_remedy(definitions):
    definitions.replace("questions/types.toml", "largest = 30", "biggest = 30")
    faults = definitions.faults()
    assert any(
        "types.toml cups_a_day biggest" in fault and "Take the key out" in fault
        for fault in faults
    )


def test_a_key_that_is_missing_is_a_fault(definitions):
    definitions.replace("choose_one.toml", 'audience = "residents"', "")
    (fault,) = definitions.faults()
    assert fault.startswith("choose_one.toml audience") and "Add the key" in fault


def test_a_file_that_is_no_toml_is_a_fault_and_the_other_files_are_still_read(definitions):
    definitions.add("number.toml", "[[[")
    definitions.replace("questions/types.toml", "largest = 30", "largest = 0")
    faults = definitions.faults()
    assert any(fault.startswith("number.toml: this is no readable TOML") for fault in faults)
    assert any("cups_a_day largest" in fault for fault in faults)


def test_a_file_that_is_no_utf_8_is_a_fault(definitions):
    (definitions.folder / "questions" / "latin.toml").write_bytes("[café]".encode("latin-1"))
    assert any("latin.toml: this is no readable TOML" in fault for fault in definitions.faults())


def test_a_folder_without_scales_is_a_fault(definitions):
    (definitions.folder / "scales.toml").unlink()
    assert definitions.faults()[0].startswith("scales.toml")


def test_a_question_lives_once_in_the_bank(definitions):
    definitions.add("questions/more.toml", QUESTION.format(code="likes_tea"))
    (fault,) = definitions.faults()
    assert "likes_tea" in fault and "twice" in fault


def test_an_unknown_type_is_told_with_those_there_are(definitions):
    definitions.replace("questions/types.toml", '"number"', '"matrix"')
    (fault,) = definitions.faults()
    assert "there is no type “matrix”" in fault
    assert "choose_one, choose_several, own_words, number" in fault


def test_an_unknown_silence_is_a_fault(definitions):
    definitions.replace("questions/types.toml", '["dont_know"]', '["asleep"]')
    (fault,) = definitions.faults()
    assert "there is no silence “asleep”" in fault


def test_a_follow_up_that_the_bank_does_not_hold_is_a_fault(definitions):
    definitions.replace("questions/features.toml", '"why_no_milk", after', '"whence_milk", after')
    assert any("“whence_milk” in the bank" in fault for fault in definitions.faults())


def test_a_follow_up_after_an_answer_that_does_not_exist_is_a_fault(definitions):
    definitions.replace("questions/features.toml", '["no", "dont_know"]', '["never"]')
    (fault,) = definitions.faults()
    assert "“never” is no answer of this question" in fault


def test_a_follow_up_has_no_follow_up_of_its_own(definitions):
    definitions.replace(
        "questions/features.toml",
        'type = "own_words"\nstandard = "Why not?"',
        'type = "choose_one"\nscale = "yes_no"\nstandard = "Why not?"\n'
        'follow_up = { question = "quiet_tea", after = ["no"] }',
    )
    (fault,) = definitions.faults()
    assert "why_no_milk" in fault and "follow-up" in fault


def test_a_question_asked_twice_is_a_fault(definitions):
    definitions.replace("sections.toml", '"cups_a_day"', '"likes_tea"')
    (fault,) = definitions.faults()
    assert fault.startswith("sections.toml") and "twice" in fault


def test_a_follow_up_that_is_also_asked_by_itself_is_asked_twice(definitions):
    definitions.replace("follow_up.toml", '"likes_tea"', '"why_no_milk"')
    (fault,) = definitions.faults()
    assert fault.startswith("follow_up.toml") and "twice" in fault


@pytest.mark.parametrize("presentation", ["easy", "proxy"])
def test_a_question_shown_in_a_presentation_has_words_for_it(definitions, presentation):
    definitions.replace(
        "choose_one.toml", 'presentations = ["standard"]', f'presentations = ["{presentation}"]'
    )
    (fault,) = definitions.faults()
    assert "likes_tea" in fault and f"Add `{presentation} = …`" in fault


def test_a_follow_up_needs_the_words_of_its_questionnaire_too(definitions):
    definitions.replace(
        "questions/features.toml",
        'standard = "Do you take milk?"',
        'standard = "Do you take milk?"\neasy = "Do you like milk?"',
    )
    definitions.replace("follow_up.toml", '"likes_tea"', '"worded_tea"')
    definitions.replace("follow_up.toml", '["standard"]', '["standard", "easy"]')
    (fault,) = definitions.faults()
    assert "why_no_milk" in fault and "Add `easy = …`" in fault


def test_a_practice_question_needs_the_words_of_its_questionnaire_too(definitions):
    definitions.replace("questions/features.toml", 'easy = "Is this a cup?"\n', "")
    (fault,) = definitions.faults()
    assert "practised_tea" in fault and "Add `easy = …`" in fault


def test_a_code_that_stands_twice_in_a_scale_is_a_fault(definitions):
    definitions.replace("scales.toml", 'code = "coffee"', 'code = "tea"')
    (fault,) = definitions.faults()
    assert fault.startswith("scales.toml drinks")


def test_an_interviewer_has_two_prompts_at_most(definitions):
    definitions.replace("questions/features.toml", '"Is it empty?",', '"Is it?", "Was it?",')
    (fault,) = definitions.faults()
    assert "spoken_tea prompts" in fault


@pytest.mark.parametrize("code", ["Yes", "1st", "yes-no", "so so"])
def test_the_code_of_an_option_is_small_letters_digits_and_underscores(definitions, code):
    definitions.replace("scales.toml", 'code = "water"', f'code = "{code}"')
    assert f"drinks options.{code}.code" in definitions.faults()[0]


def test_every_picture_that_is_named_is_told_with_the_place_that_names_it(miniatures):
    assert set(miniatures.pictures()) == {
        ("cup", "scales.toml yes_no.yes"),
        ("cup", "scales.toml drinks.tea"),
        ("cup", "questions worded_tea"),
    }
