"""The ground of every model of a contract file."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A table in which an unknown key is a fault, not a guess."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
