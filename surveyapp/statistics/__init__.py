"""Statistics for small populations that were nearly all asked.

A pure room: it imports numpy, scipy and the standard library, and is given
everything it needs. Counts are whole numbers of people, proportions run from
0 to 1, thresholds are exact fractions.
"""

from surveyapp.statistics.errors import NoAnswersError, RosterError, StatisticsError
from surveyapp.statistics.evidence import Evidence, EvidenceArrays, evidence
from surveyapp.statistics.intervals import (
    INTERVALS,
    Interval,
    IntervalArrays,
    blaker_interval,
    clopper_pearson_interval,
    hypergeometric_interval,
    jeffreys_interval,
    wilson_interval,
)
from surveyapp.statistics.strata import Stratum
from surveyapp.statistics.stratified_evidence import stratified_evidence
from surveyapp.statistics.stratified_interval import StratifiedInterval, stratified_interval
from surveyapp.statistics.verdict import contract_verdict

__all__ = [
    "INTERVALS",
    "Evidence",
    "EvidenceArrays",
    "Interval",
    "IntervalArrays",
    "NoAnswersError",
    "RosterError",
    "StatisticsError",
    "StratifiedInterval",
    "Stratum",
    "blaker_interval",
    "clopper_pearson_interval",
    "contract_verdict",
    "evidence",
    "hypergeometric_interval",
    "jeffreys_interval",
    "stratified_evidence",
    "stratified_interval",
    "wilson_interval",
]
