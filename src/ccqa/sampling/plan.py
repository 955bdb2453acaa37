"""A plan: how many contacts are drawn, and how; keeps out from which contacts."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

StratumField = Literal["agent", "team", "tenure", "channel", "language", "queue", "reason"]
"""What strata can be made of."""


class Design(StrEnum):
    """How a sample is drawn. `RISK`: likelier, the more speaks for something to be wrong."""

    SIMPLE = "simple"
    STRATIFIED = "stratified"
    RISK = "risk"


class Allocation(StrEnum):
    """How a stratified sample is shared out among strata."""

    PROPORTIONAL = "proportional"
    EQUAL = "equal"


class Plan(BaseModel):
    """How many contacts, and how. Stratified by agent alone, `least` and `most` are quotas for each agent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    design: Design = Field(default=Design.STRATIFIED, description="`simple`, `stratified` or `risk`.")
    size: int = Field(default=30, ge=1, le=1_000_000, description="Contacts to review.")
    strata: tuple[StratumField, ...] = Field(default=("agent", "channel", "language"), description="What strata are.")
    allocation: Allocation = Field(default=Allocation.PROPORTIONAL, description="`proportional` or `equal`.")
    least: int = Field(default=1, ge=1, description="Fewest contacts of a stratum; it outranks `size`.")
    most: int | None = Field(default=None, ge=1, description="Most contacts of a stratum; it outranks `size`.")
    double: float = Field(default=0, ge=0, le=1, description="Share of picks that a second reviewer grades too.")
    seed: int = Field(default=20260101, description="The same seed and contacts draw the same sample.")

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.most is not None and self.most < self.least:
            raise ValueError("'most' is below 'least'; a stratum cannot keep both")
        return self
