"""Each rule of the linter fails where its requirement is broken, and passes where it is kept.

The miniature keeps them all; each case breaks one thing of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.definitions.library import load_library, read_library
from surveyapp.definitions.linter import RULES, lint

QUESTIONNAIRES = Path(__file__).parents[3] / "questionnaires"
BANK, SCALES, TEAROOM = "questions/bank.toml", "scales.toml", "tearoom.toml"
MANIFEST, DRAWING = "pictures/manifest.toml", "pictures/tea.svg"
STEM = 'easy = "Is your beverage hot?"'
STANDARD = "Are you satisfied with how hot the beverages are?"
SCRIPT = "You can choose more."
PROMPT = "Think of the tea here."
FIVE = ", ".join(f'{{ code = "o{n}", score = {n}, standard = "O {n}" }}' for n in range(5))
NINE = ", ".join(f'{{ code = "o{n}", standard = "O {n}" }}' for n in range(9))
DRINKS = SCALES, 'code = "milk", picture = "milk", standard = "Milk"'


def easy(text: str) -> tuple[str, str, str]:
    return BANK, STEM, f'easy = "{text}"'


def script(text: str) -> tuple[str, str, str]:
    return BANK, SCRIPT, text


CASES = {
    "long sentences": [
        (script("You " + "can " * 14 + "say."), "has 16 words"),
        (easy("You drink tea. Is it hot?"), "more than one sentence"),
    ],
    "rather long sentences": [(script("You " + "can " * 11 + "say."), "has 13 words")],
    "joined questions": [
        (easy("Is your beverage hot and good?"), "“and” joins"),
        (easy("Is your beverage hot/warm?"), "“/” joins"),
        ((BANK, STANDARD, "Are you happy with tea or milk?"), "“or” joins"),
        (easy("Is your beverage hot? Is it?"), "one question mark"),
        (easy("Tell us about the tea."), "one question mark"),
        ((BANK, STEM, f'{STEM}\njoined = "Both are one."'), "none are"),
    ],
    "negative questions": [
        (easy("Is your beverage not hot?"), "“not” makes the question negative"),
        ((BANK, STANDARD, "Are you unhappy with the tea?"), "“unhappy”"),
        ((BANK, STANDARD, "Isn’t the tea hot?"), "“n’t”"),
        (easy("Do you stop when the tea is hot?"), "deny twice"),
    ],
    "hard numbers": [
        (script("You can choose 101."), "101 is large"),
        (script("About 1,500 people answer."), "1,500 is large"),
        (script("50% of you like tea."), "a percentage"),
        (script("Say it in 3/4 of the time."), "a fraction"),
        (script("You drink half of it."), "a fraction"),
        (script("Read part IV again."), "a Roman numeral"),
        (script("We ask on 01/02/2026."), "a date with slashes"),
        (script("You can choose three."), "“three” is a number in letters"),
    ],
    "hard words": [
        (script("You can choose your preference."), "“preference” is no easy word"),
        ((BANK, 'glossary = ["beverage"]', ""), "“beverage” is no easy word"),
        ((BANK, "A beverage is something you drink.", "You drink it."), "explains “beverage”"),
        ((TEAROOM, "The council is here to help you.", "We help."), "explains “council”"),
        ((TEAROOM, 'easy = "Your tea"', 'easy = "Your refreshment"'), "“refreshment”"),
        ((SCALES, "Warm milk", "Condensed milk"), "“Condensed”"),
    ],
    "written signs": [
        (script("You can choose MORE."), "“MORE” is in capitals"),
        ((BANK, STANDARD, "Are you happy with the NHS?"), "“NHS” is in capitals"),
        (script("You can choose <em>more</em>."), "markup"),
        (script("You can choose *more*."), "markup"),
        ((BANK, STANDARD, "Do you like drinks, e.g. tea?"), "“e.g.” is an abbreviation"),
        (script("You can’t choose."), "“can’t” is a contraction"),
        (script("It's your tea."), "“It's” is a contraction"),
    ],
    "reading level": [
        (script("You can choose something satisfactory."), "“satisfactory” has 5 syllables"),
        ((TEAROOM, "You can say no.", "Animals individually rehabilitated." * 5), "reading grade"),
    ],
    "time frames": [
        (easy("Is your beverage usually hot?"), "“usually” names no time"),
        ((BANK, "What do you want to be different?", "How often do you drink?"), "no options"),
        ((BANK, STEM, 'easy = "Was it hot in the last week?"\n#'), None),
        ((BANK, STEM, 'easy = "Was it hot this week, in the last week?"'), "more than once"),
        ((BANK, PROMPT, "Think of this week. Now of the last 4 weeks."), None),
        ((BANK, SCRIPT, "Think of this week, and of this month."), "different times"),
    ],
    "scripts": [
        ((BANK, f'script = "{SCRIPT}"', ""), "no script"),
        ((BANK, PROMPT, "Surely you like it?"), "“Surely” leans on people"),
        (script("Most people like tea."), "“Most people” leans on people"),
    ],
    "leading prompts": [
        ((BANK, PROMPT, "You can say yes."), "it names “yes”"),
        ((BANK, PROMPT, "Do you want to say “no”?"), "it names “no”"),
        ((BANK, PROMPT, "There is no hurry."), None),
        ((BANK, PROMPT, "Is it yes, partly or no?"), None),
    ],
    "passive sentences": [(script("Your tea is carefully made."), "seems passive")],
    "metaphors": [(script("Come with us on this journey."), "“journey” is a figure of speech")],
    "many options": [
        ((SCALES, "[yes_partly_no]\noptions = [", f"[yes_partly_no]\noptions = [{FIVE},"), "8 op"),
        ((SCALES, "[drinks]\noptions = [", f"[drinks]\noptions = [{NINE},"), "11 options"),
        ((SCALES, 'standard = "Tea"', 'standard = "Tea that is not very hot now"'), "has 7 words"),
        ((SCALES, 'easy = "Warm milk"', 'easy = "tea"'), "“Tea” stands twice"),
    ],
    "silences": [
        (
            (BANK, 'drinks"\nsilences = ["dont_know", ', 'drinks"\nsilences = ['),
            "does not offer dont_know",
        ),
        ((SCALES, 'code = "dont_know"', 'code = "dont_know", score = 0'), "has a score"),
        ((SCALES, 'standard = "Milk"', 'standard = "I do not know"'), "among the options"),
        ((SCALES, 'code = "milk"', 'code = "dont_know"'), "among the options"),
    ],
    "one scale, one way": [
        (
            (
                SCALES,
                "[silences]",
                "[no_partly_yes]\noptions = [\n"
                '{ code = "no", standard = "No" }, { code = "partly", standard = "Partly" },\n'
                '{ code = "yes", standard = "Yes" }]\n\n[silences]',
            ),
            "it has the options of “yes_partly_no”",
        ),
    ],
    "scores": [
        ((SCALES, 'code = "partly", score = 1', 'code = "partly"'), "has no score"),
        (
            (SCALES, "[yes_partly_no]", "[yes_partly_no]\nordered = false"),
            "a list without an order has a score",
        ),
    ],
    "order": [
        ((SCALES, "score = 1", "score = 3"), "the scores 2, 3, 0 don't go one way"),
        ((SCALES, "score = 1", "score = 2"), "don't go one way"),
    ],
    "practice": [
        ((TEAROOM, 'practice = "practice"', ""), "there is none"),
        ((TEAROOM, '["one_change"]', '["one_change", "practice"]'), "would be counted"),
    ],
    "rests": [
        ((TEAROOM, '["one_change"]', '["one_change"]\nrest = true'), "leads nowhere"),
    ],
    "missing pictures": [
        ((BANK, 'picture = "change"\n', ""), "one_change: it has no picture"),
        ((SCALES, 'code = "tea", picture = "tea"', 'code = "tea"'), "tea: it has no picture"),
        ((BANK, '"change"', '"another"'), "there is no picture “another”"),
        ((MANIFEST, "[change]", "[changed]"), "does not know “change”"),
        ((MANIFEST, "CC0-1.0", "all rights reserved"), "is none that we ship"),
        ((MANIFEST, 'credit = "drawn for a test"', ""), "credit: it is missing"),
    ],
    "meanings": [((MANIFEST, "The cup", "The " * 12 + "cup"), "it has 13 words")],
    "shared pictures": [
        ((SCALES, '"milk", standard', '"tea", standard'), "means drinks.tea and drinks.milk"),
        ((BANK, '"change"', '"hot-tea"'), "means hot_tea and one_change"),
        ((MANIFEST, "The cup", "The milk"), "meaning of “milk” too"),
    ],
    "drawings": [
        ((DRAWING, ' viewBox="0 0 72 72"', ""), "no viewBox"),
        ((DRAWING, "<path", "<script/><path"), "script"),
        ((DRAWING, "<path", "<foreignObject/><path"), "foreignObject"),
        ((DRAWING, "<path", '<image href="https://example.org/a.png"/><path'), "outside itself"),
    ],
}  # fmt: skip

ALL = [
    pytest.param(rule, change, said, id=f"requirement_{RULES[rule].requirement} {rule} {number}")
    for rule, cases in CASES.items()
    for number, (change, said) in enumerate(cases, 1)
]


def test_the_miniature_keeps_every_rule(miniature):
    findings = lint(load_library(miniature.folder))
    assert [str(each) for each in (*findings.faults, *findings.warnings)] == []


@pytest.mark.parametrize(("rule", "change", "said"), ALL)
def test_what_breaks_a_requirement_is_told_and_its_mending_accepted(miniature, rule, change, said):
    file, old, new = change
    with miniature.broken(file, old, new):
        told = miniature.told(rule)
    if said is None:
        assert told == [], "this is allowed"
    else:
        assert any(said in each for each in told), told
    assert miniature.told(rule) == []


def test_every_rule_is_broken_by_a_case():
    assert set(CASES) == set(RULES)


def test_requirement_18_sixteen_questions_need_a_rest(miniature):
    codes = [f"more_{number}" for number in range(16)]
    miniature.add(
        BANK, "".join(f'\n[{code}]\ntype = "own_words"\nstandard = "What?"\n' for code in codes)
    )
    first, second = (", ".join(f'"{code}"' for code in half) for half in (codes[:8], codes[8:]))
    miniature.replace(TEAROOM, '"one_change"', f"{first}, {second}")
    assert "16 questions stand in one sitting" in miniature.told("rests")[0]
    miniature.replace(
        TEAROOM,
        f"{first}, {second}]",
        f"{first}]\nrest = true\n[[sections]]\nquestions = [{second}]",
    )
    assert miniature.told("rests") == []


def test_requirement_11_five_options_are_for_standard_words_alone(miniature):
    miniature.add(SCALES, f"\n[five]\noptions = [{FIVE}]\n")
    words = 'type = "choose_one"\nscale = "five"\nstandard = "Is it so?"\n'
    miniature.add(BANK, f"\n[long_scale]\n{words}")
    assert miniature.told("many options") == []
    miniature.add(BANK, 'easy = "Is it so?"\n')
    assert "“five” has 5 options. Here it can have 2 to 4" in miniature.told("many options")[0]


def test_requirement_8_one_time_may_be_asked_about_everywhere(miniature):
    miniature.replace(BANK, STEM, 'easy = "Was your beverage hot in the last week?"')
    miniature.replace(BANK, SCRIPT, "Think of what you drink in the last week.")
    assert miniature.told("time frames") == []


def test_requirement_2_a_reason_allows_two_things_in_one_question(miniature):
    miniature.replace(BANK, STEM, 'easy = "Is it hot and good?"\njoined = "One clause asks both."')
    assert miniature.told("joined questions") == []


def test_requirement_5_endings_of_easy_words_are_easy(miniature):
    miniature.replace(BANK, SCRIPT, "Tell us about drinking, stopping, teas and the warmest days.")
    told = miniature.told("hard words")
    assert [each for each in told if "“us”" not in each and "“and”" not in each] == []


def test_requirement_6_a_glossary_allows_an_abbreviation_that_the_hint_explains(miniature):
    miniature.replace(BANK, STEM, 'easy = "Is your GP here?"')
    assert miniature.told("written signs")
    miniature.replace(BANK, '["beverage"]', '["beverage", "gp"]')
    assert miniature.told("written signs") == []


def test_all_faults_of_all_files_are_named_at_once(miniature):
    broken = [
        ("long sentences", 0), ("joined questions", 2), ("scores", 0), ("practice", 0),
        ("missing pictures", 4), ("drawings", 1), ("many options", 2), ("leading prompts", 0),
    ]  # fmt: skip
    for rule, number in broken:
        miniature.replace(*CASES[rule][number][0])
    faults = [str(fault) for fault in lint(load_library(miniature.folder)).faults]
    for rule, number in broken:
        assert any(CASES[rule][number][1] in fault for fault in faults), rule


def test_a_fault_names_the_file_the_key_what_is_wrong_and_what_would_be_right(miniature):
    miniature.replace(BANK, STEM, 'easy = "Is your beverage hot or warm?"')
    (fault,) = lint(load_library(miniature.folder)).faults
    assert fault.place == "questions/bank.toml hot_tea.easy"
    assert fault.problem == "“or” joins two things in one question."
    assert fault.remedy.startswith("Ask about one of them, or say in `joined`")


def test_a_folder_with_broken_references_is_judged_as_far_as_it_can_be_read(miniature):
    miniature.replace(TEAROOM, '"one_change"', '"nosuch"')
    miniature.replace(BANK, 'scale = "drinks"', 'scale = "meals"')
    miniature.replace(BANK, STEM, 'easy = "Is your beverage not hot?"')
    miniature.replace(TEAROOM, 'practice = "practice"', 'practice = "nosuch"')
    library, broken = read_library(miniature.folder)
    assert any("“nosuch”" in str(fault) for fault in broken)
    assert any("makes the question negative" in str(fault) for fault in lint(library).faults)


def test_a_folder_without_the_list_of_easy_words_is_told_so(miniature):
    (miniature.folder / "easy_words.txt").unlink()
    faults = [str(fault) for fault in lint(load_library(miniature.folder)).faults]
    assert faults[0].startswith("easy_words.txt: can't be read")


def test_our_own_questionnaires_keep_every_rule():
    assert [str(fault) for fault in lint(load_library(QUESTIONNAIRES)).faults] == []
