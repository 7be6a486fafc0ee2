"""The contrast ratio of WCAG, for what axe does not look at: borders, marks, rings, large type."""

from __future__ import annotations

import re

NON_TEXT, TEXT = 3.0, 7.0
"""The least contrast of what can be seen, and of what can be read (requirement 30)."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as a browser states them, from 1 to 21.

    >>> contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
