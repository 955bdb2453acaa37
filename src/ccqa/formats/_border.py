"""The field types of the models at the border: lenient in form, bounded in size; keeps out any one format."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic.alias_generators import to_camel

from ccqa.formats._times import instant

if TYPE_CHECKING:
    from collections import Counter

MOST_TURNS = 100_000
LONGEST_TEXT = 1_000_000
"""Characters of one turn."""
LONGEST_ID = 500
LONGEST_S = 1e8
"""Three years: no contact lasts longer."""


def _instant(value: object, info: ValidationInfo) -> datetime:
    noted: Counter[str] = info.context  # type: ignore[assignment]  # every reader gives it
    return instant(value, noted)


Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Word = Annotated[str, Field(max_length=LONGEST_ID)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Seconds = Annotated[float, Field(ge=-LONGEST_S, le=LONGEST_S, allow_inf_nan=False)]
Millis = Annotated[float, Field(ge=-LONGEST_S * 1000, le=LONGEST_S * 1000, allow_inf_nan=False)]
Stamp = Annotated[float, Field(ge=-1e14, le=1e19, allow_inf_nan=False)]
"""A number that is a point in time or an offset: `_moments` tells which."""
Index = Annotated[int, Field(ge=0, le=MOST_TURNS)]
When = Annotated[datetime, BeforeValidator(_instant)]
"""Needs the counter as validation context, since naive times are counted."""
Many = Field(max_length=MOST_TURNS)


class Lenient(BaseModel):
    """A model that takes numbers for strings, and passes over what it does not know."""

    model_config = ConfigDict(coerce_numbers_to_str=True, extra="ignore", frozen=True)


class Cased(Lenient):
    """A lenient model whose keys are camelCase, as services write them, or snake_case, as their Python clients do."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Watchful(BaseModel):
    """A lenient model that keeps unknown keys, so that they can be counted."""

    model_config = ConfigDict(coerce_numbers_to_str=True, extra="allow", frozen=True)


def unknown(model: Watchful) -> dict[str, Any]:
    """Return what a record holds beyond the model."""
    return model.model_extra or {}
