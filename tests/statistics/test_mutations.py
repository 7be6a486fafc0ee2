"""Each mistake that would change what the numbers mean is caught by a test.

A copy of the room gets one mistake, and the tests that should notice run on
the copy. Without a mistake they must pass there, with it at least one fails.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HOUSE = Path(__file__).parents[2]
ROOM, TESTS = Path("surveyapp/statistics"), Path("tests/statistics")


@dataclass(frozen=True)
class Mutation:
    """One mistake: in this file of the room, this text becomes that."""

    name: str
    file: str
    before: str
    after: str
    noticed_by: str


MUTATIONS = [
    Mutation(
        "more than x for at least x, many at once",
        "intervals/hypergeometric.py",
        "hypergeom.sf(positive - 1, population, middle, answered)",
        "hypergeom.sf(positive, population, middle, answered)",
        "intervals/test_coverage.py",
    ),
    Mutation(
        "more than x for at least x, one at a time",
        "intervals/walk.py",
        "float(weights[at:].sum())",
        "float(weights[at + 1:].sum())",
        "intervals/test_hypergeometric.py",
    ),
    Mutation(
        "a tie exceeds the limit",
        "intervals/hypergeometric.py",
        "(1 - confidence) / 2 * (1 + TIE)",
        "(1 - confidence) / 2 * (1 - TIE)",
        "intervals/test_hypergeometric.py",
    ),
    Mutation(
        "one tail gets the whole error",
        "intervals/hypergeometric.py",
        "(1 - confidence) / 2 * (1 + TIE)",
        "(1 - confidence) * (1 + TIE)",
        "intervals/test_coverage.py",
    ),
    Mutation(
        "those who answered taken for the whole population",
        "intervals/result.py",
        "limits = method(*counts.with_answers(), confidence)",
        "limits = method(*counts.with_answers()[:2], counts.with_answers()[1], confidence)",
        "intervals/test_coverage.py",
    ),
    Mutation(
        "a roster too small made as large as the answers",
        "counts.py",
        "size = arrays[2] if population is not None else None",
        "size = np.maximum(*arrays[1:]) if population is not None else None",
        "intervals/test_hypergeometric.py",
    ),
    Mutation(
        "no finite-population correction in the strata",
        "score.py",
        "missing = strata.population - strata.answered",
        "missing = strata.population",
        "test_stratified.py",
    ),
    Mutation(
        "no finite-population correction in the standard error",
        "stratified_interval.py",
        "1 - strata.answered / strata.population",
        "1.0",
        "test_stratified.py",
    ),
    Mutation(
        "no finite-population correction in Wilson's interval",
        "intervals/wilson.py",
        "if population is not None:",
        "if population is None:",
        "intervals/test_comparisons.py",
    ),
    Mutation(
        "rounded before compared",
        "verdict.py",
        "compare(positive * proportion.denominator, proportion.numerator * answered)",
        "compare(round(100 * positive / answered), round(100 * proportion))",
        "test_verdict.py",
    ),
    Mutation(
        "the people who meet a threshold rounded down",
        "thresholds.py",
        "return ceil(proportion * population)",
        "return round(proportion * population)",
        "test_evidence.py",
    ),
    Mutation(
        "a float threshold accepted",
        "thresholds.py",
        "isinstance(threshold, Fraction | str)",
        "isinstance(threshold, Fraction | str | float)",
        "test_evidence.py",
    ),
    Mutation(
        "less than taken as at most",
        "verdict.py",
        "from operator import ge, lt",
        "from operator import ge, le as lt",
        "test_verdict.py",
    ),
    Mutation(
        "Jeffreys' prior in every scheme",
        "score.py",
        "estimate=float(strata.shares @ (x / n)),",
        "estimate=float(strata.shares @ ((x + 0.5) / (n + 1))),",
        "test_stratified.py",
    ),
    Mutation(
        "Jeffreys' prior for every scheme's shape",
        "score.py",
        "shapes = ((x + PSEUDO_ANSWERS * pooled) / (n + PSEUDO_ANSWERS))[~complete]",
        "shapes = ((x + 0.5) / (n + 1))[~complete]",
        "test_stratified.py",
    ),
    Mutation(
        "no correction for continuity in the strata",
        "score.py",
        "distance - self.step - critical",
        "distance - critical",
        "test_stratified.py",
    ),
    Mutation(
        "strong from 95 % in each tail",
        "evidence.py",
        "STRONG = 0.975 - 1e-12",
        "STRONG = 0.95 - 1e-12",
        "test_evidence_errors.py",
    ),
    Mutation(
        "settled one answer too soon",
        "evidence.py",
        "to_fail = np.maximum(0, wanted + silent - required + 1)",
        "to_fail = np.maximum(0, wanted + silent - required)",
        "test_evidence_errors.py",
    ),
    Mutation(
        "a scheme without answers settles the rest",
        "stratified_evidence.py",
        "_needs_of_all(everybody, everybody.population, proportion, wanted)",
        "_needs_of_all(everybody, size, proportion, wanted)",
        "test_stratified.py",
    ),
    Mutation(
        "the generous prior on both rounds",
        "change.py",
        "least = _difference(before, GENEROUS, after, SCEPTICAL)",
        "least = _difference(before, GENEROUS, after, GENEROUS)",
        "test_change.py",
    ),
    Mutation(
        "Jeffreys' prior on both rounds",
        "change.py",
        "GENEROUS, SCEPTICAL, JEFFREYS = Prior(1, 0), Prior(0, 1), Prior(0.5, 0.5)",
        "GENEROUS, SCEPTICAL, JEFFREYS = (Prior(0.5, 0.5),) * 3",
        "test_change.py",
    ),
    Mutation(
        "modes compared across schemes",
        "mode_effect.py",
        "cells = _checked(tables)\n",
        "cells = _checked(tables).sum(axis=0, keepdims=True)\n",
        "test_mode_effect.py",
    ),
    Mutation(
        "the smallest count of one not hidden",
        "disclosure/protection.py",
        "(cells.counts > 0) & (cells.counts < smallest)",
        "(cells.counts > 1) & (cells.counts < smallest)",
        "disclosure",
    ),
    Mutation(
        "no cells hidden beside the small ones",
        "disclosure/fewest.py",
        "if not learned:",
        "if learned:",
        "disclosure",
    ),
    Mutation(
        "nobody answered taken for nought",
        "counts.py",
        "raise NoAnswersError",
        "pass",
        "test_evidence.py",
    ),
]


def copied_house(target):
    """The room and its tests alone, as another project would see them."""
    for folder in (ROOM, TESTS):
        shutil.copytree(HOUSE / folder, target / folder)
    for file in ("surveyapp/__init__.py", "pyproject.toml"):
        shutil.copy(HOUSE / file, target / file)


def run_tests(house, tests):
    """Pytest's exit code: 0 all passed, 1 some failed, more when it could not run."""
    command = [sys.executable, "-m", "pytest", "-x", "-m", "not slow", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, str(TESTS / tests)],
        cwd=house,
        env=os.environ | {"PYTHONPATH": str(house)},
        capture_output=True,
        check=False,
    )
    return run.returncode


@pytest.mark.parametrize("tests", sorted({mutation.noticed_by for mutation in MUTATIONS}))
def test_without_a_mistake_the_copy_passes(tmp_path, tests):
    copied_house(tmp_path)
    assert run_tests(tmp_path, tests) == 0


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_every_mistake_is_noticed(tmp_path, mutation):
    copied_house(tmp_path)
    source = tmp_path / ROOM / mutation.file
    text = source.read_text(encoding="utf-8")
    assert text.count(mutation.before) == 1
    source.write_text(text.replace(mutation.before, mutation.after), encoding="utf-8")
    assert run_tests(tmp_path, mutation.noticed_by) == 1
