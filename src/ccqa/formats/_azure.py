"""What Azure's formats share: keys in camel case, times in ticks of 100 nanoseconds or durations such as `PT1M0.4S`."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from ccqa.formats._border import LONGEST_S, Lenient

PER_SECOND = 10_000_000
Ticks = Annotated[float, Field(ge=0, le=LONGEST_S * PER_SECOND, allow_inf_nan=False)]
Duration = Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(seconds=LONGEST_S))]


class Camel(Lenient):
    """A lenient model whose field `offset_in_ticks` is written `offsetInTicks`."""

    model_config = ConfigDict(alias_generator=to_camel)


def seconds(ticks: float | None, millis: float | None = None, duration: timedelta | None = None) -> float | None:
    """Return seconds by whichever is told, the finest first, or None where none is."""
    if ticks is not None:
        return ticks / PER_SECOND
    if millis is not None:
        return millis / 1000
    return None if duration is None else duration.total_seconds()


def end(start_s: float | None, length_s: float | None) -> float | None:
    """Return the end of what began and lasted so long, or None where either is unknown."""
    return None if start_s is None or length_s is None else round(start_s + length_s, 7)
