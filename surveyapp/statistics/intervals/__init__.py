"""Intervals for one proportion: one file a method, all of them in ``INTERVALS``."""

from surveyapp.statistics.intervals.blaker import blaker_interval, blaker_limits
from surveyapp.statistics.intervals.clopper_pearson import (
    clopper_pearson_interval,
    clopper_pearson_limits,
)
from surveyapp.statistics.intervals.hypergeometric import (
    hypergeometric_interval,
    hypergeometric_limits,
)
from surveyapp.statistics.intervals.jeffreys import jeffreys_interval, jeffreys_limits
from surveyapp.statistics.intervals.result import Interval, IntervalArrays, Method
from surveyapp.statistics.intervals.wilson import wilson_interval, wilson_limits

INTERVALS: dict[str, Method] = {
    "exact_hypergeometric": hypergeometric_limits,
    "blaker": blaker_limits,
    "wilson": wilson_limits,
    "clopper_pearson": clopper_pearson_limits,
    "jeffreys": jeffreys_limits,
}

__all__ = [
    "INTERVALS",
    "Interval",
    "IntervalArrays",
    "blaker_interval",
    "clopper_pearson_interval",
    "hypergeometric_interval",
    "jeffreys_interval",
    "wilson_interval",
]
