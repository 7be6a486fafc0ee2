"""What can be wrong with the counts that a statistic is asked for.

    StatisticsError
    ├── NoAnswersError   nobody answered, so there is no proportion
    └── RosterError      more people answered than the population holds

Counts that no survey could give (negative, or more positive answers than
answers) are a plain ``ValueError``: the caller has a bug, not the data.
"""


class StatisticsError(Exception):
    """A question about the counts that has no answer."""


class NoAnswersError(StatisticsError):
    """Nobody answered. Nobody is not nought: there is no proportion of no one."""

    def __init__(self) -> None:
        super().__init__("nobody answered, so there is no proportion")


class RosterError(StatisticsError):
    """More people answered than the roster holds, so its size cannot be trusted."""

    def __init__(self, answered: int, population: int) -> None:
        super().__init__(f"{answered} people answered but the population has only {population}")
        self.answered = answered
        self.population = population
