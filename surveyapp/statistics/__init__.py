"""Statistics for small populations that were nearly all asked.

A pure room: it imports numpy, scipy and the standard library, and is given
everything it needs. Counts are whole numbers of people, proportions run from
0 to 1, thresholds are exact fractions.
"""

from surveyapp.statistics import disclosure
from surveyapp.statistics.change import Change, change_interval
from surveyapp.statistics.difference import Difference, newcombe_difference
from surveyapp.statistics.errors import NoAnswersError, RosterError, StatisticsError
from surveyapp.statistics.evidence import Evidence, EvidenceArrays, evidence
from surveyapp.statistics.funnel import (
    FunnelLimits,
    FunnelLimitsArrays,
    Overdispersion,
    funnel_limits,
    overdispersion,
)
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
from surveyapp.statistics.mode_effect import ModeEffect, mode_effect
from surveyapp.statistics.response_rates import ResponseRates, response_rates
from surveyapp.statistics.settling import (
    AnswersToSettle,
    AnswersToSettleArrays,
    answers_to_settle,
)
from surveyapp.statistics.strata import Stratum
from surveyapp.statistics.stratified_evidence import stratified_evidence
from surveyapp.statistics.stratified_interval import StratifiedInterval, stratified_interval
from surveyapp.statistics.verdict import contract_verdict

__all__ = [
    "INTERVALS",
    "AnswersToSettle",
    "AnswersToSettleArrays",
    "Change",
    "Difference",
    "Evidence",
    "EvidenceArrays",
    "FunnelLimits",
    "FunnelLimitsArrays",
    "Interval",
    "IntervalArrays",
    "ModeEffect",
    "NoAnswersError",
    "Overdispersion",
    "ResponseRates",
    "RosterError",
    "StatisticsError",
    "StratifiedInterval",
    "Stratum",
    "answers_to_settle",
    "blaker_interval",
    "change_interval",
    "clopper_pearson_interval",
    "contract_verdict",
    "disclosure",
    "evidence",
    "funnel_limits",
    "hypergeometric_interval",
    "jeffreys_interval",
    "mode_effect",
    "newcombe_difference",
    "overdispersion",
    "response_rates",
    "stratified_evidence",
    "stratified_interval",
    "wilson_interval",
]
