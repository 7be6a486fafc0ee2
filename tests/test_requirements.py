"""Each of the 56 requirements of accessibility has a test that names it, or a reason why not.

A test names its requirements in its name (`test_requirement_41_…`) or in its docstring
(“Requirements 30 and 55”); the rules of the linter, each of which has a broken miniature, state
theirs in their table.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from surveyapp.definitions.linter import RULES

TESTS = Path(__file__).parent
NAMED = re.compile(
    r"requirements?[ _]((?:\d+(?:,? and |, |_and_|_|, the part of \w+ and )?)+)", re.I
)

NOT_HELD = {
    53: "There is no assisted mode yet: the strip for an interviewer belongs to the work on "
    "assisted interviews. The script and the two neutral prompts are in the frozen document.",
}
"""Requirements that no test decides, and why."""


def named_in(text: str) -> set[int]:
    """The numbers of requirements that a text names.

    >>> sorted(named_in("Requirements 30, 31 and 55: … test_requirement_41_and_46_x"))
    [30, 31, 41, 46, 55]
    """
    return {int(number) for group in NAMED.findall(text) for number in re.findall(r"\d+", group)}


@pytest.fixture(scope="module")
def named():
    found = {rule.requirement for rule in RULES.values()}
    for path in TESTS.rglob("test_*.py"):
        if path != Path(__file__):
            found |= named_in(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("number", range(1, 57))
def test_each_requirement_has_a_test_or_a_reason(named, number):
    assert (number in named) != (number in NOT_HELD)
