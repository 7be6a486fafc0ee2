"""A composite by all its parts: what one person's answers to several questions make together.

Any part answered otherwise than counts makes the whole not satisfied; else a part passed over or
silent leaves it open; else every part that applies counts. Where no part applies, the person
leaves the population. Source: the statistics brief, section 3.5.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from surveyapp.definitions.answers import SKIPPED

OTHERWISE = "otherwise"
"""The option under which those are tallied for whom a composite is not satisfied."""


def composite_option(
    given: Mapping[str, str], parts: Collection[str], counted: Collection[str]
) -> str:
    """The option that one person's whole is tallied under; the first of `counted` if satisfied.

    `given` holds the option or the silence of each part; a part that is not in it was passed
    over.

    >>> parts = ["names", "change"]
    >>> composite_option({"names": "yes", "change": "does_not_apply"}, parts, ["yes"])
    'yes'
    >>> composite_option({"names": "no"}, parts, ["yes"])
    'otherwise'
    >>> composite_option({"names": "yes"}, parts, ["yes"])
    'skipped'
    """
    said = [given.get(part, SKIPPED) for part in parts]
    open_ended = ("dont_know", "rather_not_say", "does_not_apply", SKIPPED)
    if any(option not in counted and option not in open_ended for option in said):
        return OTHERWISE
    if SKIPPED in said or "rather_not_say" in said:
        return SKIPPED
    if "dont_know" in said:
        return "dont_know"
    if all(option == "does_not_apply" for option in said):
        return "does_not_apply"
    return next(iter(counted))
