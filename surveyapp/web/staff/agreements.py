"""Whose default it is: a default is one agreement's, never a part's and never several's."""

from __future__ import annotations

from dataclasses import replace

from surveyapp.kpi.result import Result
from surveyapp.workflows.results import ContractResults


def is_part_of_an_agreement(found: ContractResults) -> bool:
    """Whether schemes were left out that the same provider runs under the contract."""
    providers = {scheme.provider for scheme in found.schemes}
    own = {scheme.code for scheme in found.every_scheme if scheme.provider in providers}
    return own > {scheme.code for scheme in found.schemes}


def shown_indicators(found: ContractResults) -> tuple[Result, ...]:
    """The indicators as the page shows them: with a default only where all that they cover is
    one agreement."""
    if not found.by_provider and not is_part_of_an_agreement(found):
        return found.indicators
    return tuple(replace(each, default_class=None) for each in found.indicators)


def judged(found: ContractResults) -> tuple[Result, ...]:
    """The results that the sentence on top tells of: each agreement's own, where there are
    several."""
    if not found.by_provider:
        return shown_indicators(found)
    return tuple(
        replace(each, ref=f"{each.ref} ({provider})")
        for provider, own in found.by_provider
        for each in own
    )
