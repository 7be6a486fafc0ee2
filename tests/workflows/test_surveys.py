"""Creating a survey, and opening it: from then on its words are frozen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from surveyapp.definitions.document import document_hash, read_document
from surveyapp.errors import NotKnownError, NotNowError
from surveyapp.storage import surveys as stored
from surveyapp.workflows import surveys
from surveyapp.workflows.closing import close_survey
from tests.workflows.conftest import CLOSES, LARCH, OPENS, ROWAN


def find(site, code):
    with site.store.reading() as connection:
        return stored.find_survey(connection, code)


def document(site, code):
    with site.store.reading() as connection:
        return stored.load_document(connection, find(site, code).document)


def test_a_new_survey_is_an_anonymous_draft_of_its_questionnaire_s_audience(coordinator, site):
    survey = find(site, coordinator.create())
    assert (survey.state, survey.audience, survey.anonymity) == ("draft", "residents", "anonymous")
    assert (survey.document, survey.results_shown, survey.opened_late) == (None, False, False)
    assert (survey.opens, survey.closes) == (OPENS, CLOSES)


@pytest.mark.parametrize("questionnaire", ["outcome_review", "complaint_follow_up"])
def test_a_survey_of_a_questionnaire_that_says_so_is_identified(coordinator, site, questionnaire):
    survey = find(site, coordinator.create(questionnaire=questionnaire))
    assert survey.anonymity == "identified"


def test_the_census_is_on_the_opening_date_unless_another_is_named(coordinator, site):
    assert find(site, coordinator.create()).census == OPENS
    later = coordinator.create("residents-2026-b", census=date(2026, 3, 9))
    assert find(site, later).census == date(2026, 3, 9)


def test_a_survey_may_last_one_day(coordinator, site):
    assert find(site, coordinator.create(closes=OPENS)).closes == OPENS


def test_a_survey_can_not_close_before_it_opens(coordinator, faults):
    (told,) = faults(coordinator.create, closes=OPENS - timedelta(days=1))
    assert told.startswith("closes: 2026-02-28 is before it opens, 2026-03-01.")


def test_every_scheme_has_a_short_code_of_its_own_that_can_be_typed(coordinator, site):
    coordinator.create()
    coordinator.create("residents-2027")
    codes = [
        code
        for survey in ("residents-2026", "residents-2027")
        for code in surveys.survey_links(site, survey).values()
    ]
    assert len(set(codes)) == 4
    for code in codes:
        assert len(code) == 8
        assert set(code) <= set("ABCDEFGHJKMNPQRSTUVWXYZ"), "no I, L or O"
    assert len(surveys.LINK_ALPHABET) == 23


def test_a_scheme_named_twice_takes_part_once(coordinator, site):
    coordinator.create(schemes=[LARCH, ROWAN, LARCH])
    assert list(surveys.survey_links(site, "residents-2026")) == [LARCH, ROWAN]


@pytest.mark.parametrize("schemes", [["elm-lodge"], [], [LARCH, "elm-lodge"]])
def test_a_scheme_that_does_not_exist_is_told_with_those_that_do(coordinator, schemes):
    with pytest.raises(NotKnownError, match="There are: larch-court, rowan-house"):
        coordinator.create(schemes=schemes)
    assert coordinator.count("surveys") == 0


@pytest.mark.parametrize("code", ["Residents", "residents 2026", "-2026", "a" * 65, "", "a--b"])
def test_a_code_is_small_letters_digits_and_single_hyphens(coordinator, faults, code):
    (told,) = faults(coordinator.create, code)
    assert "is no code. Use small letters" in told


@pytest.mark.parametrize(
    ("how", "problem"),
    [
        ({"questionnaire": "nosuch"}, "no questionnaire “nosuch”. There are: .*families"),
        ({"contract": "nosuch"}, "no contract “nosuch”. There are: .*extra-care"),
    ],
)
def test_what_a_survey_refers_to_has_to_exist(coordinator, how, problem):
    with pytest.raises(NotKnownError, match=problem):
        coordinator.create(**how)


def test_a_code_can_be_used_once(coordinator):
    coordinator.create()
    with pytest.raises(NotNowError, match="There is a survey “residents-2026” already"):
        coordinator.create()


@pytest.mark.parametrize(
    ("how", "place"),
    [
        ({"reader": "J" * 201}, "reader"),
        ({"safeguarding_contact": "0" * 301}, "safeguarding contact"),
    ],
)
def test_a_contact_that_is_too_long_is_told_in_words(coordinator, faults, how, place):
    (told,) = faults(coordinator.create, **how)
    assert told.startswith(place)


def test_a_language_without_a_folder_is_a_fault(coordinator, faults):
    (told,) = faults(coordinator.create, languages=["en", "xx"])
    assert told.startswith("language xx: has no folder. There are: en")


def test_english_is_offered_where_no_language_is_named(coordinator, site):
    assert "en" in find(site, coordinator.create(languages=None)).languages


def test_a_language_named_twice_is_offered_once(coordinator, site):
    assert find(site, coordinator.create(languages=["en", "en"])).languages == ("en",)


# Opening


def test_opening_freezes_the_questionnaire_under_its_hash(coordinator, site):
    survey = coordinator.open()
    content = document(site, survey)
    assert find(site, survey).document == document_hash(content)
    frozen = read_document(content)
    assert frozen.questionnaire == site.library.questionnaire("residents")
    assert [language.code for language in frozen.languages] == ["en"]
    assert frozen.contract_questions == site.contract("extra-care").question_codes()


def test_two_surveys_of_the_same_words_share_one_document(coordinator):
    coordinator.open()
    coordinator.open("residents-2026-b")
    assert coordinator.count("documents") == 1


def test_a_draft_has_no_document_and_follows_its_files(coordinator, site):
    survey = coordinator.create()
    assert find(site, survey).document is None


@pytest.mark.parametrize("state", ["open", "closed"])
def test_only_a_draft_can_be_opened(coordinator, site, state):
    survey = coordinator.open()
    if state == "closed":
        close_survey(site, survey)
    with pytest.raises(NotNowError, match=f"is {state}; only a draft can be opened"):
        surveys.open_survey(site, survey)


def test_opening_is_never_refused_for_the_calendar(coordinator, site, clock):
    early = coordinator.create()
    clock.set(OPENS - timedelta(days=30))
    assert surveys.open_survey(site, early).languages == ("en",)
    assert find(site, early).opened_late is False
    late = coordinator.create("residents-2026-b")
    clock.set(CLOSES + timedelta(days=1))
    warnings = surveys.open_survey(site, late).warnings
    assert any("2026-03-31, has passed: it stays open until it is closed" in w for w in warnings)
    assert find(site, late).opened_late is True


def test_on_its_last_day_a_survey_is_not_late(coordinator, site, clock):
    survey = coordinator.create()
    clock.set(CLOSES)
    surveys.open_survey(site, survey)
    assert find(site, survey).opened_late is False


def test_a_survey_with_an_open_question_warns_while_nobody_is_named(coordinator, site):
    warnings = surveys.open_survey(site, coordinator.create()).warnings
    assert any("open questions stay off the screen" in warning for warning in warnings)
    named = coordinator.create(
        "residents-2026-b", reader="Jo Patel", safeguarding_contact="01632 960001"
    )
    assert surveys.open_survey(site, named).warnings == ()
    assert find(site, named).asks_open_questions


@pytest.mark.parametrize("lacking", ["reader", "safeguarding_contact"])
def test_open_questions_need_both_a_reader_and_a_safeguarding_contact(coordinator, site, lacking):
    contacts = {"reader": "Jo Patel", "safeguarding_contact": "01632 960001", lacking: ""}
    survey = coordinator.open(**contacts)
    assert not find(site, survey).asks_open_questions


def test_a_survey_of_staff_has_no_open_question_and_no_warning(coordinator, site):
    survey = coordinator.create("staff-2026", questionnaire="staff")
    assert surveys.open_survey(site, survey).warnings == ()


def test_naming_both_lets_a_running_survey_ask_its_open_questions(coordinator, site):
    survey = coordinator.open()
    surveys.name_contacts(site, survey, reader="Jo Patel", safeguarding_contact="01632 960001")
    assert find(site, survey).asks_open_questions


def test_contacts_of_a_survey_that_does_not_exist_can_not_be_named(site):
    with pytest.raises(NotKnownError):
        surveys.name_contacts(site, "nosuch", reader="Jo", safeguarding_contact="0")


# Links and lists


def test_a_renewed_poster_has_another_code_and_the_other_schemes_keep_theirs(coordinator, site):
    survey = coordinator.create()
    before = surveys.survey_links(site, survey)
    new = surveys.renew_link(site, survey, LARCH)
    after = surveys.survey_links(site, survey)
    assert after[LARCH] == new != before[LARCH]
    assert after[ROWAN] == before[ROWAN]


def test_the_poster_of_a_scheme_that_takes_no_part_can_not_be_renewed(coordinator, site):
    coordinator.add_scheme("elm-lodge")
    with pytest.raises(NotKnownError, match="“elm-lodge”"):
        surveys.renew_link(site, coordinator.create(), "elm-lodge")


def test_surveys_are_listed_by_their_closing_date(coordinator, site):
    coordinator.create("second", closes=date(2026, 6, 30))
    coordinator.create("first", closes=date(2026, 3, 31))
    coordinator.create("also-first", closes=date(2026, 3, 31))
    assert [each.code for each in surveys.list_surveys(site)] == ["also-first", "first", "second"]
    assert surveys.list_surveys(site, contract="home-care") == []
