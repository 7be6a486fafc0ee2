"""Making codes, giving them up, beginning with one, and the limits on guessing."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select, text

from surveyapp.errors import NotKnownError, NotNowError
from surveyapp.storage.tables import guess_keys, guesses, journeys
from surveyapp.workflows import guessing, surveys
from surveyapp.workflows.answering import find_visit, hash_of
from surveyapp.workflows.closing import close_survey
from surveyapp.workflows.guessing import (
    ADDRESS_LIMIT,
    ADDRESS_LIMIT_AT_A_GUESSED_SURVEY,
    FRONT_DOOR,
    SURVEY_LIMIT,
    forget_earlier_hours,
    is_refused,
    record_wrong_code,
)
from surveyapp.workflows.invitations import (
    InvitationCounts,
    begin_by_code,
    count_by_scheme,
    find_invitation,
    invite,
    list_unused,
    replace_code,
    withdraw,
)
from tests.workflows.conftest import LARCH, ROWAN

HOUSE, ATTACKER = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def link(site, survey):
    """The code of Larch Court's poster."""
    return surveys.survey_links(site, survey)[LARCH]


@pytest.fixture
def begin(site, link):
    """Begins by a code on the device with a cookie, as often as it is called."""

    def begins(code, cookie="a cookie"):
        return begin_by_code(site, find_visit(site, link, cookie), code, mode="self_phone")

    return begins


# Making


def test_codes_are_eight_letters_without_look_alikes_and_all_different(site, survey):
    """Requirement 54."""
    codes = invite(site, survey, LARCH, number=500)
    assert len(set(codes)) == 500
    assert all(re.fullmatch("[ABCDEFGHJKMNPQRSTUVWXYZ]{8}", code) for code in codes)


def test_codes_are_made_for_a_draft_and_while_it_is_open(coordinator, site):
    survey = coordinator.create()
    (draft,) = invite(site, survey, LARCH, number=1)
    surveys.open_survey(site, survey)
    (later,) = invite(site, survey, LARCH, number=1)
    assert list_unused(site, survey, LARCH) == sorted([draft, later])
    close_survey(site, survey)
    with pytest.raises(NotNowError, match="is closed"):
        invite(site, survey, LARCH, number=1)


@pytest.mark.parametrize("number", [-1, 0, 501])
def test_a_number_that_is_not_possible_is_told(site, survey, faults, number):
    assert faults(invite, site, survey, LARCH, number=number) == [
        f"number: {number} is not possible. Choose 1 to 500."
    ]


def test_what_is_not_known_is_told(site, survey):
    with pytest.raises(NotKnownError, match="no-such"):
        invite(site, survey, "no-such", number=1)
    with pytest.raises(NotKnownError, match="There is no survey"):
        invite(site, "no-such", LARCH, number=1)


def test_no_code_is_that_of_anything_else(site, survey, link, monkeypatch):
    (first,) = invite(site, survey, LARCH, number=1)
    drawn = iter([link, first, "FREEFREE"])
    monkeypatch.setattr(surveys, "new_link_code", lambda: next(drawn))
    assert invite(site, survey, LARCH, number=1) == ["FREEFREE"]


def test_no_poster_gets_a_personal_code(site, survey, monkeypatch):
    (first,) = invite(site, survey, LARCH, number=1)
    drawn = iter([first, "FREEFREE"])
    monkeypatch.setattr(surveys, "new_link_code", lambda: next(drawn))
    assert surveys.renew_link(site, survey, LARCH) == "FREEFREE"


# Counting, withdrawing, replacing


def test_codes_are_counted_by_scheme_with_the_noughts(site, survey, begin):
    first, second, _ = invite(site, survey, LARCH, number=3)
    assert begin(first)
    withdraw(site, survey, second)
    assert count_by_scheme(site, survey) == [
        InvitationCounts(LARCH, issued=1, used=1, withdrawn=1),
        InvitationCounts(ROWAN),
    ]


def test_a_withdrawn_code_is_known_no_more(site, survey, begin):
    (code,) = invite(site, survey, LARCH, number=1)
    withdraw(site, survey, code)
    assert find_invitation(site, code) is None
    assert not begin(code)
    assert list_unused(site, survey, LARCH) == []
    with pytest.raises(NotNowError, match="withdrawn already"):
        withdraw(site, survey, code)


def test_a_replaced_code_leaves_one_that_works(site, survey, begin):
    (code,) = invite(site, survey, LARCH, number=1)
    new = replace_code(site, survey, code)
    assert list_unused(site, survey, LARCH) == [new]
    assert not begin(code)
    assert begin(new)


def test_a_used_code_can_not_be_taken_back(site, survey, begin):
    (code,) = invite(site, survey, LARCH, number=1)
    begin(code)
    for act in (withdraw, replace_code):
        with pytest.raises(NotNowError, match="Make one more instead"):
            act(site, survey, code)


def test_a_code_of_another_survey_is_not_known_here(coordinator, site, survey):
    other = coordinator.open("families-2026", questionnaire="families")
    (code,) = invite(site, other, LARCH, number=1)
    with pytest.raises(NotKnownError, match="is no code of"):
        withdraw(site, survey, code)


# Beginning


def test_a_code_is_exchanged_once_for_a_journey_known_by_its_cookie(site, survey, begin):
    (code,) = invite(site, survey, LARCH, number=1)
    assert begin(code, "first")
    assert not begin(code, "second")
    assert not begin(code, "first")
    with site.store.reading() as connection:
        (row,) = connection.execute(select(journeys)).all()
    assert row.cookie_hash == hash_of("first")
    assert (row.survey, row.scheme, row.way_in) == (survey, LARCH, "code")
    assert code not in repr(row)


def test_of_many_devices_that_come_at_once_one_begins(site, survey, begin):
    (code,) = invite(site, survey, LARCH, number=1)
    with ThreadPoolExecutor(max_workers=6) as pool:
        won = list(pool.map(lambda number: begin(code, f"cookie {number}"), range(6)))
    assert won.count(True) == 1
    with site.store.reading() as connection:
        assert len(connection.execute(select(journeys)).all()) == 1


def test_a_device_that_has_begun_leaves_a_second_code_unused(site, survey, begin):
    first, second = invite(site, survey, LARCH, number=2)
    assert begin(first)
    assert not begin(second)
    assert list_unused(site, survey, LARCH) == [second]


def test_a_closed_survey_begins_nothing_and_burns_nothing(site, survey, link):
    (code,) = invite(site, survey, LARCH, number=1)
    visit = find_visit(site, link, "a cookie")
    close_survey(site, survey)
    assert not begin_by_code(site, visit, code, mode="self_phone")
    assert count_by_scheme(site, survey)[0].issued == 1


def test_a_journey_that_has_ended_makes_room_for_another(site, survey, begin, clock):
    first, second = invite(site, survey, LARCH, number=2)
    begin(first)
    clock.set(date(2026, 3, 3))
    assert begin(second)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_closing_leaves_codes_in_one_transaction_and_a_random_order(site, survey, begin):
    codes = invite(site, survey, LARCH, number=20)
    for code in codes:
        begin(code, code)

    def told(what, end=""):
        with site.store.reading() as connection:
            query = text(f"SELECT {what} FROM invitations {end}")
            return list(connection.execute(query).scalars())

    assert len(told("DISTINCT xmin::text")) == 20
    assert told("code", "ORDER BY ctid") == codes
    close_survey(site, survey)
    assert len(told("DISTINCT xmin::text")) == 1
    assert sorted(told("code", "ORDER BY ctid")) == codes
    assert told("code", "ORDER BY ctid") != codes


# Guessing


def fail(site, link, address, times):
    for _ in range(times):
        record_wrong_code(site, link, address)


def set_counts(site, link, **counts):
    """As many wrong codes as stated, without typing them one by one."""
    with site.store.writing() as connection:
        for source, count in counts.items():
            connection.execute(
                guesses.update()
                .where(
                    guesses.c.source == link if source == "survey" else guesses.c.source != link
                )
                .values(count=count)
            )


def test_forty_people_behind_one_router_can_each_mistype_five_times(site, link, clock):
    fail(site, link, HOUSE, 3)
    assert not is_refused(site, link, HOUSE)
    set_counts(site, link, address=40 * 5 - 1)
    assert not is_refused(site, link, HOUSE)
    record_wrong_code(site, link, HOUSE)
    assert is_refused(site, link, HOUSE)
    assert ADDRESS_LIMIT == 40 * 5


def test_nobody_shuts_a_survey_for_others_by_guessing_at_it(site, link, clock):
    fail(site, link, ATTACKER, 1)
    set_counts(site, link, survey=100 * SURVEY_LIMIT, address=ADDRESS_LIMIT)
    assert is_refused(site, link, ATTACKER)
    assert not is_refused(site, link, HOUSE)


def test_at_a_survey_that_is_guessed_at_an_address_has_fewer_tries(site, link, clock):
    fail(site, link, HOUSE, 1)
    set_counts(site, link, survey=SURVEY_LIMIT, address=ADDRESS_LIMIT_AT_A_GUESSED_SURVEY - 1)
    assert not is_refused(site, link, HOUSE)
    record_wrong_code(site, link, HOUSE)
    assert is_refused(site, link, HOUSE)


def test_guessing_at_one_survey_leaves_the_others_wide(site, survey, link, clock):
    other = surveys.survey_links(site, survey)[ROWAN]
    fail(site, link, HOUSE, 1)
    set_counts(site, link, survey=SURVEY_LIMIT, address=ADDRESS_LIMIT_AT_A_GUESSED_SURVEY)
    assert is_refused(site, link, HOUSE)
    assert not is_refused(site, other, HOUSE)


def test_after_the_hour_everyone_is_let_in_again(site, link, clock):
    fail(site, link, HOUSE, 1)
    set_counts(site, link, survey=SURVEY_LIMIT, address=ADDRESS_LIMIT)
    assert is_refused(site, link, HOUSE)
    clock.set(clock.moment.date(), hour=13)
    assert not is_refused(site, link, HOUSE)


def test_surveys_that_do_not_exist_are_counted_as_one(site, survey, clock):
    for link_code in ("", "NOSUCHXX", "NOSUCHYY"):
        record_wrong_code(site, link_code, HOUSE)
    with site.store.reading() as connection:
        counted = {row.source: row.count for row in connection.execute(select(guesses))}
    assert counted.pop(FRONT_DOOR) == 3
    assert list(counted.values()) == [3], "and the address"


def test_an_address_is_counted_only_under_a_key_that_goes_with_the_hour(site, link, clock):
    record_wrong_code(site, link, HOUSE)

    def kept():
        with site.store.reading() as connection:
            return [
                {row[0] for row in connection.execute(select(column))}
                for column in (guess_keys.c.key, guesses.c.source)
            ]

    keys, sources = kept()
    assert len(keys) == 1
    (hashed,) = sources - {link}
    assert re.fullmatch("[0-9a-f]{64}", hashed)
    clock.set(clock.moment.date(), hour=13)
    record_wrong_code(site, link, HOUSE)
    later_keys, later_sources = kept()
    assert len(later_keys) == 1 and later_keys != keys
    assert len(later_sources) == 2 and hashed not in later_sources
    clock.set(clock.moment.date(), hour=14)
    forget_earlier_hours(site)
    assert kept() == [set(), set()]


def test_nothing_is_kept_while_every_code_is_right(site, survey, link, begin, clock):
    (code,) = invite(site, survey, LARCH, number=1)
    assert not is_refused(site, link, HOUSE)
    begin(code)
    with site.store.reading() as connection:
        assert connection.execute(select(guess_keys)).all() == []


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("", "unix:", True),
    ],
)
def test_a_household_is_one_source(site, link, clock, first, second, same):
    fail(site, link, first, 1)
    set_counts(site, link, address=ADDRESS_LIMIT)
    assert is_refused(site, link, second) == same


def test_two_who_mistype_first_in_an_hour_are_both_counted(site, link, clock):
    with ThreadPoolExecutor(max_workers=6) as pool:
        list(pool.map(lambda _: record_wrong_code(site, link, HOUSE), range(12)))
    with site.store.reading() as connection:
        assert [row.count for row in connection.execute(select(guesses))] == [12, 12]
        assert len(connection.execute(select(guess_keys)).all()) == 1
    assert guessing.seconds_to_the_next_hour() == 3600
