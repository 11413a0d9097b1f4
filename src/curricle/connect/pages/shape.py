"""What all shapes of the API share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """Frozen, and without a field that is not declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)
