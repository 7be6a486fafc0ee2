"""Requirement 56: the validator that reads every page finds what is wrong, and only that."""

from __future__ import annotations

import pytest

from tests import validator

PAGE = """<!doctype html>
<html lang="en"><head><title>A page</title></head><body><h1>A page</h1>{}</body></html>"""


@pytest.fixture
def left(tmp_path, monkeypatch):
    """Leaves a page as the inspector does, and tells what the validator says of it."""
    monkeypatch.setenv(validator.FOLDER, str(tmp_path))

    def faults(body):
        validator.leave_page(PAGE.format(body), "/seen/here")
        return list(validator.faults_in(tmp_path))

    return faults


def test_requirement_56_a_picture_without_a_text_is_told_with_its_place(left):
    (fault,) = left('<img src="x.svg">')
    assert fault.startswith("/seen/here: ") and "alt" in fault


def test_requirement_56_a_sound_page_passes(left):
    assert left('<p>Well</p><img src="x.svg" alt="">') == []


def test_without_a_folder_nothing_is_left(tmp_path, monkeypatch):
    monkeypatch.delenv(validator.FOLDER, raising=False)
    validator.leave_page(PAGE, "/")
    assert list(tmp_path.iterdir()) == []
