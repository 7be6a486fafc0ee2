"""Requirement 16: the order of a scale is one for each person, and only counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveyapp.definitions.document import document_bytes, document_hash
from surveyapp.storage import surveys
from surveyapp.workflows.answering import frozen_document
from tests.web.person import Person
from tests.web.surveys import responses, rows, running_survey

FORWARD = ["Yes", "Partly", "No"]
PEOPLE = 16


@pytest.fixture
def address(site, clock):
    """A residents' survey whose scales are turned round for half of the people."""
    address = running_survey(site)
    with site.store.reading() as connection:
        sha256 = surveys.find_survey(connection, "residents-2026").document
    document = frozen_document(site.store, sha256)
    turned = replace(document, questionnaire=replace(document.questionnaire, reverse_half=True))
    content = document_bytes(turned)
    with site.store.writing() as connection:
        surveys.record_document(connection, document_hash(content), content)
        surveys.change_survey(connection, "residents-2026", document=document_hash(content))
    return address


def test_requirement_16_one_person_sees_one_order_and_half_of_them_the_other(
    site, device, address
):
    seen = {"forward": 0, "reversed": 0}
    for _ in range(PEOPLE):
        person = Person(device(), address)
        person.begin(words="Standard words")
        assert person.offered[:3] in (FORWARD, FORWARD[::-1])
        order = "forward" if person.offered[:3] == FORWARD else "reversed"
        assert person.offered[3:] == ["I do not know", "I do not want to say"], (
            "silences stay last"
        )
        person.answer("No")
        step = 1 if order == "forward" else -1
        assert person.offered[:3] == FORWARD[::step]
        person.answer("Yes")
        assert person.offered[:3] == ["My health", "My friendships", "My safety"], "no scale"
        person.follow("Back")
        assert person.offered[:3] == FORWARD[::step] and person.chosen == ["yes"]
        person.finish()
        seen[order] += 1
    assert all(seen.values()), "chance alone fails this once in 32,768 runs"
    counted = {row[3]: row[4] for row in rows(site.store)["presentation_counts"]
               if row[2] == "scale_order"}  # fmt: skip
    assert counted == seen
    assert {each["answers"]["feel_safe"][0] for each in responses(site.store)} == {"no"}


def test_requirement_16_without_the_switch_everybody_sees_the_same_order(site, device, clock):
    address = running_survey(site)
    for _ in range(6):
        person = Person(device(), address)
        person.begin(words="Standard words")
        assert person.offered[:3] == FORWARD
        person.finish()
    settings = {row[2] for row in rows(site.store)["presentation_counts"]}
    assert "scale_order" not in settings
