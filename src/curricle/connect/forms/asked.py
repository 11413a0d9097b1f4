"""What comes in by the API, as shapes: parameters of lists, cells of a mapping. Unknown names are refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Line = Annotated[str, Field(max_length=200)]


class Page(BaseModel):
    """Which part of a list."""

    limit: int = Field(50, ge=1, le=200, description="How many to give.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many to pass over.")


class FrameworksAsked(Page):
    q: Line = Field("", description="Words in the title, the code or an item.")
    kind: Line = Field("", description="schema, standard, curriculum …")
    profession: Line = Field("", description="Such as podiatry.")


class ItemsAsked(Page):
    q: Line = Field("", description="Words in the code, the title, the statement or the notes.")
    kind: Line = Field("", description="capability, knowledge, skill, behaviour …")
    pillar: Line = Field("", description="The name of a pillar.")


class GapsAsked(Page):
    lens: Line = Field("", description="The id or the code of a framework; without it all lenses.")
    kind: Literal["", "missed", "never assessed", "single thread", "optional only", "over-covered"] = ""


class FindingsAsked(Page):
    severity: Literal["", "blocks", "warns", "informs"] = ""


class EventsAsked(BaseModel):
    after: int = Field(0, ge=0, le=10**15, description="Only events with a greater number, oldest first.")
    limit: int = Field(100, ge=1, le=200, description="How many to give.")


class Cell(BaseModel):
    """One cell of the matrix: a letter, or none to take the claim away."""

    model_config = ConfigDict(extra="forbid", strict=True)

    outcome: str = Field(min_length=1, max_length=80, description="The id of an outcome of the programme.")
    item: str = Field(min_length=1, max_length=80, description="The id of an item of the framework.")
    letter: Literal["I", "D", "A", None]
    reason: str = Field("", max_length=5_000)


class Cells(BaseModel):
    """Cells of one matrix; those that are not named stay as they are."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={
            "example": {
                "cells": [
                    {
                        "outcome": "3f0c5c0e-7d0f-4d4e-9a53-5d6b3c1f2a10",
                        "item": "8a1d2b3c-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                        "letter": "A",
                        "reason": "",
                    }
                ]
            }
        },
    )

    cells: list[Cell] = Field(min_length=1, max_length=5_000)
