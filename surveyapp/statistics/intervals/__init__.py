"""Intervals for one proportion: one file a method, all of them in ``INTERVALS``."""

from surveyapp.statistics.intervals.clopper_pearson import (
    clopper_pearson_interval,
    clopper_pearson_limits,
)
from surveyapp.statistics.intervals.hypergeometric import (
    hypergeometric_interval,
    hypergeometric_limits,
)
from surveyapp.statistics.intervals.result import Interval, IntervalArrays, Method

INTERVALS: dict[str, Method] = {
    "exact_hypergeometric": hypergeometric_limits,
    "clopper_pearson": clopper_pearson_limits,
}

__all__ = [
    "INTERVALS",
    "Interval",
    "IntervalArrays",
    "clopper_pearson_interval",
    "hypergeometric_interval",
]
