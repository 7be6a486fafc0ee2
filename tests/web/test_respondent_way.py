"""The whole way of a respondent, from the poster's address to the thank-you page."""

from __future__ import annotations

import pytest

from tests.web.person import LOOKS, Person
from tests.web.surveys import responses, running_survey


@pytest.fixture
def address(site, clock):
    """The address of the residents' survey of Larch Court, in English."""
    return running_survey(site)


def test_a_resident_gets_from_the_poster_to_thank_you(client, site, address):
    person = Person(client, address)
    assert person.heading == "Which words do you want?"
    person.press("Easy words")
    assert person.heading == LOOKS
    person.press("Next")
    assert person.heading == "Is somebody helping you?"
    person.press("No, I do this on my own")
    assert person.heading == "Tell us about living here"
    assert "You can stop at any time." in person.words
    person.press("Yes, I will answer")
    assert person.heading == "Do you like tea?"
    person.answer("Yes")
    assert person.heading == "Does the help you get here make you feel safe?"
    assert "Question 1 of 5" in person.words
    person.answer("Yes")
    person.answer("Partly, or sometimes")
    assert person.heading == "Which parts of your life are better since you moved here?"
    assert "Question 3 of 6" in person.words
    person.answer("My health", "My sleep")
    person.answer("Maybe")
    person.answer("I do not know")
    person.write("More music.")
    person.press("Next")
    assert person.heading == "Check your answers"
    for said in ("Partly, or sometimes", "My health", "My sleep", "More music."):
        assert said in person.words
    person.press("Send my answers")
    assert person.heading == "Thank you"
    assert "They will tell you what will change." in person.words
    (response,) = responses(site.store)
    assert response["standing"] == "complete"
    assert response["words"] == {"one_change": "More music."}
    assert {name: sorted(codes) for name, codes in response["answers"].items()} == {
        "feel_safe": ["yes"],
        "wellbeing_improved": ["partly"],
        "improved_aspects": ["health", "sleep"],
        "would_recommend": ["maybe"],
        "knows_how_to_complain": ["dont_know"],
        "one_change": ["words"],
    }


def test_families_answer_their_own_questions(client, site, clock):
    person = Person(client, running_survey(site, "families"))
    person.begin()
    person.answer("Yes")
    person.press("Skip")
    person.press("Send my answers")
    (response,) = responses(site.store)
    assert response["answers"] == {"would_recommend": ["yes"], "one_change": ["skipped"]}


def test_staff_answer_without_choosing_words(client, site, clock):
    person = Person(client, running_survey(site, "staff"))
    assert person.heading == LOOKS
    person.begin(pictures="Without pictures")
    for number in range(1, 7):
        assert f"Question {number} of 6" in person.words
        assert not person.page.select("main img")
        person.answer("Agree")
    person.press("Send my answers")
    (response,) = responses(site.store)
    assert set(map(tuple, response["answers"].values())) == {("agree",)}
    assert response["presentation"] == "standard"


def test_nothing_is_chosen_before_the_person_chooses(client, address):
    """Requirement 15."""
    person = Person(client, address)
    person.begin(words="Easy words")
    for _ in person.pages_until(lambda: person.heading == "Check your answers"):
        assert person.chosen == []
        person.press("Next")


def test_back_keeps_every_answer(client, address):
    """Requirement 42."""
    person = Person(client, address)
    person.begin()
    person.answer("Partly")
    person.answer("No")
    person.follow("Back")
    assert person.chosen == ["no"]
    person.follow("Back")
    assert person.chosen == ["partly"]
    person.press("Next")
    assert person.chosen == ["no"]


def test_own_words_stand_on_the_page_when_somebody_comes_back(client, address):
    person = Person(client, address)
    person.begin()
    for _ in range(4):
        person.press("Skip")
    person.write("  Later <b>lunch</b>,\nand music  ")
    person.press("Next")
    assert "Later <b>lunch</b>, and music" in person.words
    person.follow("Back")
    assert person.page.textarea.get_text() == "Later <b>lunch</b>,\nand music"


def test_skip_clears_an_answer(client, site, address):
    """Requirements 15 and 42."""
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    person.follow("Back")
    person.press("Skip")
    person.follow("Back")
    assert person.chosen == []
    for _ in range(5):
        person.press("Skip")
    assert person.words.count("No answer") == 5
    person.press("Send my answers")
    (response,) = responses(site.store)
    assert response["standing"] == "blank"
    assert set(map(tuple, response["answers"].values())) == {("skipped",)}


def test_nobody_has_to_answer_anything(client, address):
    """Requirement 42: an empty page is a choice, never an error."""
    person = Person(client, address)
    person.begin()
    for _ in range(5):
        assert person.press("Next").status_code == 200
    assert person.heading == "Check your answers"


def test_a_silence_gives_way_to_what_the_person_says(client, site, address):
    person = Person(client, address)
    person.begin()
    person.press("Skip")
    person.answer("Yes")
    person.answer("My sleep", "I do not know")
    person.follow("Back")
    assert person.chosen == ["sleep"]


def test_a_change_hides_the_follow_up_and_its_answer_is_not_stored(client, site, address):
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    person.answer("Yes")
    person.answer("My sleep")
    person.follow("Back")
    person.follow("Back")
    assert "Question 2 of 6" in person.words
    person.answer("No")
    assert "Question 3 of 5" in person.words
    assert person.heading == "Would you recommend this service to a loved one?"
    for _ in range(3):
        person.press("Skip")
    assert "My sleep" not in person.words
    person.press("Send my answers")
    (response,) = responses(site.store)
    assert "improved_aspects" not in response["answers"]


def test_a_follow_up_comes_back_with_its_answer_until_it_is_sent(client, address):
    person = Person(client, address)
    person.begin()
    person.press("Skip")
    person.answer("Yes")
    person.answer("My sleep")
    person.follow("Back")
    person.follow("Back")
    person.answer("No")
    person.follow("Back")
    person.answer("Partly")
    assert person.chosen == ["sleep"]


def test_an_answer_changed_at_the_end_leads_back_to_the_end(client, address):
    """Requirement 45."""
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    for _ in range(4):
        person.press("Skip")
    person.follow("Change: Do the services here help you feel safe?")
    assert person.chosen == ["yes"]
    person.answer("No")
    assert person.heading == "Check your answers"
    assert "No" in person.page.select_one(".answer-given").get_text()


def test_a_change_at_the_end_that_brings_a_new_question_asks_it(client, address):
    person = Person(client, address)
    person.begin()
    for _ in range(5):
        person.press("Skip")
    person.follow("Change: Have the services here improved")
    person.answer("Yes")
    assert person.heading == "Which parts of your life have improved since you moved in?"


def test_a_page_further_on_leads_to_where_the_person_is(client, address):
    person = Person(client, address)
    for page in ("q/would_recommend", "check", "choose/consent", "q/no_such_question"):
        person.visit(f"{address}/{page}")
        assert person.heading == "Which words do you want?"


def test_a_person_who_comes_back_goes_on_where_they_were(client, address):
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    person.visit(address)
    assert "Question 2 of 5" in person.words
    person.follow("I need help")
    person.follow("Go on with the questions")
    assert "Question 2 of 5" in person.words


def test_other_words_and_pictures_can_be_chosen_on_the_way(client, address):
    """Requirement 31, the part of words and pictures: reachable everywhere, place is kept."""
    person = Person(client, address)
    person.begin(words="Standard words")
    person.answer("Yes")
    assert person.page.select("main img")
    person.follow("Look and sound")
    person.press("Without pictures")
    assert not person.page.select("main img"), "it shows at once"
    person.press("Easy words")
    person.press("Next")
    assert "Do you like tea?" not in person.heading or person.press("Next")
    assert not person.page.select("main img")
    assert person.heading == "Is your life better because of the help you get here?"


def test_who_stops_can_keep_what_was_said(client, site, address):
    """Requirement 44: Stop asks once, and blames nobody."""
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    person.follow("Stop now")
    assert person.heading == "Do you want to stop?"
    assert "That is all right." in person.words
    person.press("Stop, and keep what I said")
    assert person.heading == "Thank you"
    (response,) = responses(site.store)
    assert response["standing"] == "partial"
    assert response["answers"] == {"feel_safe": ["yes"]}


def test_who_stops_can_have_everything_thrown_away(client, site, address):
    person = Person(client, address)
    person.begin()
    person.answer("Yes")
    person.follow("Stop now")
    person.press("Stop, and throw away what I said")
    assert "We keep nothing of what you said." in person.words
    assert responses(site.store) == []
    person.visit(address)
    assert person.heading == "Which words do you want?"


def test_who_does_not_want_to_answer_leaves_nothing(client, site, address):
    person = Person(client, address)
    for choice in ("Easy words", "Next", "No, I do this on my own"):
        person.press(choice)
    person.press("No, thank you")
    assert "You have stopped." in person.heading
    assert responses(site.store) == []
