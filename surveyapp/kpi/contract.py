"""A contract framework as its file states it: indicators, and the clauses behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from surveyapp.definitions.library import Library
from surveyapp.definitions.reading import load_toml, validated
from surveyapp.errors import Fault, FaultsFound, NotKnownError
from surveyapp.kpi.indicator import Asked, Indicator, SurveyQuestion, composite_code
from surveyapp.kpi.strict import Strict


class Contract(Strict):
    """One contract framework, in the order of its file."""

    title: str
    summary: str
    audience_names: dict[str, str] = {}
    indicators: list[Indicator] = Field(alias="indicator")
    questions: list[SurveyQuestion] = Field(default=[], alias="question")

    def question_codes(self) -> set[str]:
        """Every question that the contract asks, by an indicator or beside it."""
        by_indicator = {
            code
            for indicator in self.indicators
            for code in (*indicator.questions, indicator.main_question)
            if code and not code.startswith("composite ")
        }
        return by_indicator | {question.code for question in self.questions}

    def needs_capacity(self, audience: str) -> bool:
        """Whether a base counts only those of an audience who have capacity."""
        return any(
            indicator.base == "with_capacity" and audience in indicator.audiences
            for indicator in self.indicators
        )

    def composites(self) -> dict[str, Indicator]:
        """The figures that all parts of a composite make for each person, by their code."""
        return {
            composite_code(indicator.ref): indicator
            for indicator in self.indicators
            if indicator.composite and indicator.composite.rule == "all_parts"
        }


def contract_codes(folder: Path) -> list[str]:
    """The codes of all contracts, which are the names of their files."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def load_contract(folder: Path, code: str, library: Library) -> Contract:
    """One contract, every reference of which holds; else `FaultsFound` with all that is wrong."""
    if code not in contract_codes(folder):
        known = ", ".join(contract_codes(folder))
        raise NotKnownError(f"There is no contract “{code}”. There are: {known}.")
    faults: list[Fault] = []
    contract = read_contract(folder, code, faults)
    if contract:
        faults.extend(_reference_faults(contract, library, f"{code}.toml"))
    if faults or not contract:
        raise FaultsFound(faults)
    return contract


def read_contract(folder: Path, code: str, faults: list[Fault]) -> Contract | None:
    """One contract by its file alone; what doesn't fit is added to `faults`."""
    path = folder / f"{code}.toml"
    return validated(Contract, load_toml(path, faults), place=path.name, faults=faults)


def _reference_faults(contract: Contract, library: Library, place: str) -> Iterator[Fault]:
    refs = [indicator.ref for indicator in contract.indicators]
    for ref in dict.fromkeys(refs):
        if refs.count(ref) > 1:
            yield Fault(f"{place} {ref}", "this indicator stands twice.", "Keep one of them.")
    for indicator in contract.indicators:
        overall = indicator.composite.question if indicator.composite else None
        for code in dict.fromkeys([*([overall] if overall else []), *indicator.questions]):
            yield from _asked_faults(indicator, code, library, f"{place} {indicator.ref}")
    for question in contract.questions:
        yield from _asked_faults(question, question.code, library, f"{place} {question.code}")


def _asked_faults(asked: Asked, code: str, library: Library, place: str) -> Iterator[Fault]:
    if code not in library.questions:
        yield Fault(place, f"there is no question “{code}” in the bank.", "Correct the code.")
        return
    question = library.question(code)
    options = [option.code for option in question.options]
    for counted in asked.counts:
        if counted not in options:
            yield Fault(
                f"{place} counts",
                f"“{counted}” is no option of “{code}”.",
                f"It can be: {', '.join(options)}.",
            )
    for audience in asked.audiences:
        if not any(
            questionnaire.audience == audience and code in library.questionnaire(name).questions
            for name, questionnaire in library.questionnaires.items()
        ):
            yield Fault(
                f"{place} audiences",
                f"no questionnaire asks “{code}” of “{audience}”.",
                "Add the question to one, or correct the audience.",
            )
