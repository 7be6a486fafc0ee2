"""The words and whole sentences of a report, by what they tell. English here; a catalogue of
gettext has the other languages."""

from __future__ import annotations

from surveyapp.kpi.figures import MORE_ANSWERS, NOT_STATED
from surveyapp.kpi.result import (
    MET,
    MODERATE,
    NO_THRESHOLD,
    NOT_MEASURED,
    NOT_MET,
    SETTLED,
    STRONG,
    TOO_CLOSE,
    TOO_FEW,
)
from surveyapp.kpi.second_verdicts import DONT_KNOW_COUNTS, WITH_PROXIES, WITHOUT_STAFF

AUDIENCES = {
    "residents": "Residents",
    "families": "Families and friends",
    "carers": "Informal carers",
    "staff": "Staff",
    "stakeholders": "Professionals",
}
VERDICT_WORDS = {
    MET: "Met",
    NOT_MET: "Not met",
    TOO_FEW: "Too few answers",
    NOT_MEASURED: "Not yet measured",
    NO_THRESHOLD: "No threshold",
}
EVIDENCE_WORDS = {
    SETTLED: "Settled",
    STRONG: "Strong",
    MODERATE: "Moderate",
    TOO_CLOSE: "Too close to call",
}
SOURCE_WORDS = {
    "survey": "A survey that has not closed in this period",
    "register": "The register of compliments, complaints and concerns",
    "actions": "The action plan",
    "return": "The provider's return",
}
CLASS_WORDS = {"critical": "Critical default", "non-critical": "Non-critical default"}

EVIDENCE_SENTENCES = {
    (MET, SETTLED): "Met, and nothing that the others could say would change that.",
    (MET, STRONG): "Met for everyone too: this is very unlikely to be chance.",
    (MET, MODERATE): "Probably met for everyone too, but not certainly.",
    (MET, TOO_CLOSE): (
        "Met on the answers received, but they cannot show on which side of {threshold} "
        "everyone is."
    ),
    (MET, None): "Met. Nothing is estimated here: the contract counts what came in.",
    (NOT_MET, SETTLED): "Not met, and nothing that the others could say would change that.",
    (NOT_MET, STRONG): "Not met for everyone either: this is very unlikely to be chance.",
    (NOT_MET, MODERATE): "Probably not met for everyone either, but not certainly.",
    (NOT_MET, TOO_CLOSE): (
        "Not met on the answers received, but they cannot show on which side of {threshold} "
        "everyone is."
    ),
    (NOT_MET, None): "Not met. Nothing is estimated here: the contract counts what came in.",
}
LEANING_SENTENCES = {
    MET: "Met on the answers received, though the evidence about everyone leans the other way.",
    NOT_MET: (
        "Not met on the answers received, though the evidence about everyone leans the other way."
    ),
}
NOT_MEASURED_SENTENCES = {
    "survey": "No survey that asks this has closed in this period.",
    "register": "This is read from the register, which is not connected yet.",
    "actions": "This is read from the action plan, which is not connected yet.",
    "return": "This is read from the provider's return, which has not come in.",
}
CHANGING_SENTENCES = {
    WITHOUT_STAFF: "Without the answers that staff helped with, the verdict would change.",
    WITH_PROXIES: "With the answers that somebody else gave for people, the verdict would change.",
    DONT_KNOW_COUNTS: "If “I do not know” counted against it, the verdict would change.",
}
WITHHELD_SENTENCE = "Too few answers to show without pointing at somebody."
TOO_FEW_SENTENCE = "Too few forms came back for the contract to give a verdict."
NO_BASE_SENTENCES = {
    MORE_ANSWERS: "More came back than there are people, so there is no base for a verdict.",
    None: "How many people there are is not stated, so there is no base for a verdict.",
}

UNKNOWN_SIZE_SENTENCES = {
    MORE_ANSWERS: (
        "{positive} of the {answered} who answered say so. That is more answers than people, so "
        "how many there are is not known."
    ),
    NOT_STATED: (
        "{positive} of the {answered} who answered say so. How many people there are is not "
        "stated; of a very large group, {low} to {high} would."
    ),
    None: (
        "{positive} of the {answered} who answered say so; of a very large group, "
        "{low} to {high} would."
    ),
}
