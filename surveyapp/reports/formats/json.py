"""JSON: the facts as they are."""

from __future__ import annotations

import json
from typing import Any


def write(report: dict[str, Any]) -> str:
    """The report as indented JSON."""
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
