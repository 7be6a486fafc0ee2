"""JSON Schemas of the files that people write, made from the models that validate them."""

from __future__ import annotations

from typing import Any

from pydantic import RootModel

from surveyapp.definitions.files import QuestionFile, QuestionnaireFile, ScaleFile


def definition_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file under `questionnaires/`, by its name."""
    return {
        "questionnaire": QuestionnaireFile.model_json_schema(),
        "questions": RootModel[dict[str, QuestionFile]].model_json_schema(),
        "scales": RootModel[dict[str, ScaleFile]].model_json_schema(),
    }
