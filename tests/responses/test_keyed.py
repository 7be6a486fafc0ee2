"""Keyed forms: a row a person, and every fault of a file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.definitions.answers import NOT_ANSWERED, Answer
from surveyapp.definitions.library import load_library
from surveyapp.errors import FaultsFound
from surveyapp.responses.keyed import COLUMNS, read_keyed_responses

SCHEMES = ["larch-court", "rowan-house"]
HEADER = ",".join((*COLUMNS, "feel_safe", "improved_aspects", "one_change"))


@pytest.fixture(scope="module")
def questionnaire():
    return load_library(Path(__file__).parents[2] / "questionnaires").questionnaire("residents")


@pytest.fixture
def read(questionnaire):
    """Reads rows under the usual header, or a whole file of bytes."""

    def responses(*rows, header=HEADER):
        content = rows[0] if rows and isinstance(rows[0], bytes) else None
        if content is None:
            content = "\n".join([header, *rows]).encode() + b"\n"
        return read_keyed_responses(content, questionnaire, SCHEMES)

    return responses


@pytest.fixture
def faults(read):
    """The faults of a file, as they are told."""

    def told(*rows, header=HEADER):
        with pytest.raises(FaultsFound) as found:
            read(*rows, header=header)
        return [str(fault) for fault in found.value.faults]

    return told


GOOD = "larch-court,paper,en,easy,independent,yes,yes,sleep;home,More soup"


def test_a_row_is_a_response_with_all_that_was_keyed(read):
    (response,) = read(GOOD)
    assert (response.scheme, response.audience, response.way_in) == (
        "larch-court", "residents", "keyed",
    )  # fmt: skip
    assert (response.mode, response.language, response.presentation) == ("paper", "en", "easy")
    assert (response.helper, response.capacity) == ("independent", "yes")
    assert response.answers == {
        "feel_safe": Answer(("yes",)),
        "improved_aspects": Answer(("home", "sleep")),
        "one_change": Answer(words="More soup"),
    }


def test_two_equal_rows_are_two_people(read):
    assert len(read(GOOD, GOOD)) == 2


def test_a_form_without_an_answer_is_a_blank_form(read):
    (response,) = read("larch-court,paper,en,standard,none,,,,")
    assert response.answers == {"feel_safe": NOT_ANSWERED, "one_change": NOT_ANSWERED}
    assert response.capacity is None


def test_capacity_that_nobody_assessed_is_not_stated(read):
    (response,) = read("larch-court,paper,en,standard,none,,yes,,")
    assert response.capacity is None


def test_a_question_whose_column_is_missing_was_not_asked(read):
    (response,) = read(
        "larch-court,paper,en,standard,none,,yes", header=",".join((*COLUMNS, "feel_safe"))
    )
    assert set(response.answers) == {"feel_safe"}


def test_columns_may_stand_in_any_order(read):
    (response,) = read(
        "yes,larch-court,none,,paper,standard,en",
        header="feel_safe,scheme,helper,capacity,mode,presentation,language",
    )
    assert response.answers["feel_safe"] == Answer(("yes",))
    assert response.mode == "paper"


def test_own_words_may_hold_a_line_end_a_comma_and_quotes(read):
    first, second = read(
        'larch-court,paper,en,standard,none,,yes,,"More soup,\n""hot"" this time"', GOOD
    )
    assert first.answers["one_change"] == Answer(words='More soup,\n"hot" this time')
    assert second.scheme == "larch-court"


def test_windows_line_ends_and_its_mark_change_nothing(read):
    content = f"{HEADER}\n{GOOD}\n".replace("\n", "\r\n").encode("utf-8-sig")
    assert read(content) == read(GOOD)


@pytest.mark.parametrize("language", ["en", "cy", "ur", "pa-Arab", "zh-Hant-HK", "pl"])
def test_paper_and_interviews_happen_in_languages_that_the_screen_does_not_offer(read, language):
    (response,) = read(GOOD.replace(",en,", f",{language},"))
    assert response.language == language


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("larch-court", "elm-lodge", "line 2, scheme: “elm-lodge” is no scheme of this survey."),
        ("larch-court", "", "line 2, scheme: the scheme is missing."),
        (",paper,", ",pigeon,", "line 2, mode: “pigeon” is not known."),
        (",paper,", ",,", "line 2, mode: “” is not known."),
        (",easy,", ",loud,", "line 2, presentation: “loud” is not known."),
        (",independent,", ",cat,", "line 2, helper: “cat” is not known."),
        (",yes,yes,", ",maybe,yes,", "line 2, capacity: “maybe” is not known."),
        (",en,", ",English!,", "line 2, language: “English!” is no language tag."),
        (",en,", ",,", "line 2, language: “” is no language tag."),
        (",en,", f",en{'-abcdefgh' * 5},", "is no language tag."),
        (",yes,sleep", ",perhaps,sleep", "line 2, feel_safe: “perhaps” is no option."),
        ("sleep;home", "sleep;soup", "line 2, improved_aspects: “soup” is no option."),
        ("sleep;home", "sleep;dont_know", "“dont_know” stands alone"),
        ("sleep;home", "sleep;sleep", "stands twice"),
    ],
)
def test_a_cell_that_can_not_be_is_told_with_line_and_column(faults, old, new, fault):
    assert old in GOOD
    (told,) = faults(GOOD.replace(old, new, 1))
    assert fault in told


def test_a_fault_says_what_it_can_be(faults):
    (told,) = faults(GOOD.replace("larch-court", "elm"))
    assert told.endswith("It can be: larch-court, rowan-house.")
    (told,) = faults(GOOD.replace(",yes,sleep", ",y,sleep"))
    assert told.endswith("It can be: yes, partly, no, dont_know, rather_not_say.")


def test_a_column_that_is_no_question_is_told_with_those_that_are(faults):
    header = HEADER.replace("feel_safe", "feels_safe")
    (told,) = faults(GOOD, header=header)
    assert told.startswith("line 1: the column “feels_safe” is no question of “residents”.")
    assert "It can be: feel_safe, wellbeing_improved" in told


def test_a_question_of_another_questionnaire_is_no_question_of_this_one(faults):
    assert "“well_led” is no question" in faults(GOOD + ",agree", header=HEADER + ",well_led")[0]


def test_missing_columns_are_told_once_and_not_for_each_row(faults):
    header = HEADER.replace("scheme,mode,", "")
    row = GOOD.replace("larch-court,paper,", "")
    (told,) = faults(row, row, header=header)
    assert "the header lacks “scheme”, “mode”" in told


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_lines(faults):
    rows = [
        GOOD,
        GOOD.replace("larch-court", "elm-lodge").replace(",paper,", ",pigeon,"),
        GOOD + ",one cell too many",
        GOOD.replace(",yes,sleep", ",perhaps,sleep"),
        GOOD.replace("sleep;home", "sleep;dont_know"),
        GOOD.replace("More soup", "caf\xe9"),
        GOOD.replace("More soup", '"More soup'),
    ]
    header = HEADER.replace("one_change", "one_wish")
    content = "\n".join([header, *rows]).encode("latin-1")
    told = faults(content)
    places = [fault.split(": ", 1)[0] for fault in told]
    assert places == [
        "line 1", "line 3, scheme", "line 3, mode", "line 4", "line 5, feel_safe",
        "line 6, improved_aspects", "line 7", "line 8",
    ]  # fmt: skip


def test_a_response_is_never_given_beside_a_fault(faults):
    assert len(faults(GOOD, GOOD.replace("larch-court", "elm"), GOOD)) == 1


@pytest.mark.parametrize("form", ["residents", "families", "staff"])
def test_the_shared_files_hold_no_fault(data, form):
    library = load_library(Path(__file__).parents[2] / "questionnaires")
    content = (data / f"extra-care-2026-{form}.csv").read_bytes()
    schemes = ["larch-court", "rowan-house", "beech-gardens"]
    forms = read_keyed_responses(content, library.questionnaire(form), schemes)
    assert len(forms) == {"residents": 94, "families": 47, "staff": 56}[form]
