"""Small numbers: which figures are shown, so that nobody is found in them.

The rules are those of the statistics brief, section 4.2: a base for each reader, no cell or
complement of one to four in what is published, and no group whose remainder would show what is
withheld.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from surveyapp.kpi.tally import Groups, sums

SMALL = range(1, 5)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a reader may see: the fewest answers, and whether small cells are withheld too."""

    minimum: int
    published: bool

    def shows(self, positive: int, answered: int) -> bool:
        """Whether a count may be shown on its own."""
        if answered < self.minimum:
            return False
        return not (self.published and (positive in SMALL or answered - positive in SMALL))


def shown_groups(groups: Mapping[str, tuple[int, int]], rule: Rule) -> set[str]:
    """The groups, each (positive, answered), that may be shown beside their total.

    A group whose own figure is too small is hidden; as long as the hidden ones together would
    be too small, the next smallest is hidden with them, because the total less what is shown
    tells their sum.
    """
    hidden = {
        name for name, (positive, answered) in groups.items() if not rule.shows(positive, answered)
    }
    while hidden and hidden != set(groups) and not _remainder_is_safe(groups, hidden, rule):
        hidden.add(min(set(groups) - hidden, key=lambda name: (groups[name][1], name)))
    return set(groups) - hidden


def _remainder_is_safe(
    groups: Mapping[str, tuple[int, int]], hidden: set[str], rule: Rule
) -> bool:
    """Two groups at least, and together enough to be shown: one alone is told by the total."""
    positive = sum(groups[name][0] for name in hidden)
    answered = sum(groups[name][1] for name in hidden)
    return len(hidden) >= 2 and rule.shows(positive, answered)


def may_show_schemes(everyone: Groups, schemes: list[str], rule: Rule) -> bool:
    """Whether the schemes asked for may be shown beside the figure of them all."""
    by_scheme: dict[str, tuple[int, int]] = {}
    for (scheme, _), count in everyone.items():
        positive, answered = by_scheme.get(scheme, (0, 0))
        by_scheme[scheme] = (positive + count.positive, answered + count.answered)
    chosen = set(schemes) & set(by_scheme)
    if chosen == set(by_scheme):
        return True
    return chosen <= shown_groups(by_scheme, rule)


def may_show_parts(
    everyone: Groups, schemes: list[str], audiences: Collection[str], rule: Rule
) -> bool:
    """Whether audiences may stand apart: always safe over all the schemes where each is large
    enough; of a few schemes only where every cell of scheme and audience may be shown."""
    all_schemes = {scheme for scheme, _ in everyone}
    if set(schemes) >= all_schemes:
        by_audience = {
            audience: sums({key: c for key, c in everyone.items() if key[1] == audience})
            for audience in audiences
        }
        return shown_groups(by_audience, rule) == set(by_audience)
    return all(rule.shows(count.positive, count.answered) for count in everyone.values())
