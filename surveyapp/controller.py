"""The data controller: who answers in law for what people say, and what people are promised.

Read from the environment with the other settings (`settings.py` lists them). Nothing of it has
to be there: the pages leave out what is missing, and `missing_words` tells what to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from surveyapp.errors import Fault, SetupError


@dataclass(frozen=True)
class Controller:
    """What the page about a survey and the accessibility statement say of those who ask."""

    name: str = ""
    contact: str = ""
    data_protection_contact: str = ""
    accessibility_contact: str = ""
    accessibility_answer_days: int = 5
    statement_written: date | None = None
    statement_checked: date | None = None
    keep_own_words_months: int = 6
    keep_answers_months: int = 24

    def missing_words(self) -> list[Fault]:
        """Every setting that the pages for respondents lack, and what to write."""
        given = {
            "CONTROLLER_NAME": self.name,
            "CONTROLLER_CONTACT": self.contact,
            "ACCESSIBILITY_CONTACT": self.accessibility_contact,
            "STATEMENT_WRITTEN": self.statement_written,
            "STATEMENT_CHECKED": self.statement_checked,
        }
        return [
            Fault(name, MISSING[name], REMEDIES[name])
            for name, value in given.items()
            if not value
        ]


MISSING = {
    "CONTROLLER_NAME": "nothing tells people who asks them, and who looks after their answers.",
    "CONTROLLER_CONTACT": "nothing tells people where to ask about their answers.",
    "ACCESSIBILITY_CONTACT": "nothing tells people whom to ask who can not use the pages.",
    "STATEMENT_WRITTEN": "the accessibility statement has no date.",
    "STATEMENT_CHECKED": "nothing tells when the pages were last checked for accessibility.",
}
REMEDIES = {
    "CONTROLLER_NAME": "Write the name of the data controller, such as Example Council.",
    "CONTROLLER_CONTACT": "Write an e-mail address, a telephone number or an address; "
    "several with a semicolon between them.",
    "ACCESSIBILITY_CONTACT": "Write an e-mail address, a telephone number or an address; "
    "several with a semicolon between them.",
    "STATEMENT_WRITTEN": "Write the day on which you first published it, such as 2026-03-31.",
    "STATEMENT_CHECKED": "Write the day of the last check, such as 2026-03-31.",
}


def load_controller(environ: Mapping[str, str]) -> Controller:
    """What the environment says of the controller; a number or a day that can't be read is an
    error."""

    def words(name: str) -> str:
        return " ".join(environ.get(name, "").split())

    return Controller(
        name=words("CONTROLLER_NAME"),
        contact=words("CONTROLLER_CONTACT"),
        data_protection_contact=words("DATA_PROTECTION_CONTACT"),
        accessibility_contact=words("ACCESSIBILITY_CONTACT"),
        accessibility_answer_days=_count(environ, "ACCESSIBILITY_ANSWER_DAYS", 5),
        statement_written=_day(environ, "STATEMENT_WRITTEN"),
        statement_checked=_day(environ, "STATEMENT_CHECKED"),
        keep_own_words_months=_count(environ, "KEEP_OWN_WORDS_MONTHS", 6),
        keep_answers_months=_count(environ, "KEEP_ANSWERS_MONTHS", 24),
    )


def _count(environ: Mapping[str, str], name: str, otherwise: int) -> int:
    text = environ.get(name) or str(otherwise)
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise SetupError(f"{name} “{text}” is no number of 1 or more. Write {otherwise}.")
    return int(text)


def _day(environ: Mapping[str, str], name: str) -> date | None:
    text = environ.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise SetupError(f"{name} “{text}” is no day. Write it as 2026-03-31.") from None
