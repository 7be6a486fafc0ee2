"""Formulas of contracts, such as A ÷ ((B + C) ÷ 2), worked out exactly from stated counts.

A ratio of complete records is no sample: it has a numerator and a denominator, and no interval.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

NAME = re.compile(r"[A-Z][A-Z0-9]*")
SIGNS = str.maketrans({"÷": "/", "×": "*", "−": "-"})


class FormulaError(ValueError):
    """A formula that can't be read, or can't be worked out; the message says why."""


@dataclass(frozen=True)
class Formula:
    """A formula that was read, with the names of the counts that it needs.

    >>> formula = parse_formula("A ÷ ((B + C) ÷ 2)")
    >>> sorted(formula.names)
    ['A', 'B', 'C']
    >>> formula.value({"A": 7, "B": 30, "C": 40})
    Fraction(1, 5)
    """

    text: str
    tree: ast.expr
    names: frozenset[str]

    def value(self, counts: Mapping[str, int | Fraction]) -> Fraction:
        """The exact value for counts by name; nothing to divide by is an error, not nought."""
        missing = sorted(self.names - set(counts))
        if missing:
            raise FormulaError(f"{self.text} needs {', '.join(missing)}.")
        return _value(self.tree, counts, self.text)


def parse_formula(text: str) -> Formula:
    """Read a formula of names in capitals, whole numbers, + − × ÷ and brackets."""
    try:
        tree = ast.parse(text.translate(SIGNS).strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise FormulaError(f"“{text}” is no formula. Write it as A ÷ (B + C).") from error
    names = frozenset(_names(tree, text))
    if not names:
        raise FormulaError(f"“{text}” names no count. Write it as A ÷ B.")
    return Formula(text, tree, names)


def employed_in_period(at_start: int, at_end: int, left: int) -> int:
    """Everybody employed at any time in a period: those at its end, and those who left.

    >>> employed_in_period(30, 35, 10)
    45
    """
    if min(at_start, at_end, left) < 0 or at_start > at_end + left:
        raise FormulaError(
            f"{at_start} at the start, {at_end} at the end and {left} who left do not add up."
        )
    return at_end + left


def _names(tree: ast.expr, text: str) -> list[str]:
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        return [*_names(tree.left, text), *_names(tree.right, text)]
    if isinstance(tree, ast.Name) and NAME.fullmatch(tree.id):
        return [tree.id]
    if isinstance(tree, ast.Constant) and type(tree.value) is int:
        return []
    raise FormulaError(
        f"“{text}” holds something else than names in capitals, whole numbers, + − × ÷ and ()."
    )


def _value(tree: ast.expr, counts: Mapping[str, int | Fraction], text: str) -> Fraction:
    if isinstance(tree, ast.Name):
        return Fraction(counts[tree.id])
    if isinstance(tree, ast.Constant):
        return Fraction(str(tree.value))
    assert isinstance(tree, ast.BinOp)
    left, right = _value(tree.left, counts, text), _value(tree.right, counts, text)
    if isinstance(tree.op, ast.Add):
        return left + right
    if isinstance(tree.op, ast.Sub):
        return left - right
    if isinstance(tree.op, ast.Mult):
        return left * right
    if right == 0:
        raise FormulaError(f"{text} has nothing to divide by.")
    return left / right
