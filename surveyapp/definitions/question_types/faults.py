"""The error that a question type raises for an answer that it can't read."""

from __future__ import annotations


class UnreadableAnswerError(ValueError):
    """What was sent is no answer to this question; the message says what would be one."""


def unknown_code(code: str, codes: list[str]) -> UnreadableAnswerError:
    """The error for a code that the question doesn't have."""
    return UnreadableAnswerError(f"“{code}” is no option. It can be: {', '.join(codes)}.")
