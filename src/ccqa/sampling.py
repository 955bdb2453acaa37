"""Draws samples that can be accounted for: every pick has its stratum and its probability; keeps out who reviews.

The order of the input never matters: what is drawn from is sorted first, and the seed is an argument.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

StratumField = Literal["agent", "team", "tenure", "channel", "language", "queue", "reason"]
"""What strata can be made of."""
OVERLAY: Final = "suspected critical"
"""The reason of picks that enter no average."""


class Design(StrEnum):
    """How a sample is drawn."""

    SIMPLE = "simple"
    STRATIFIED = "stratified"


class Plan(BaseModel):
    """How many contacts, and how. Stratified: by the named fields, each stratum in proportion, at least one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    design: Design = Design.STRATIFIED
    size: int = Field(default=30, ge=1, le=1_000_000, description="Contacts to review.")
    strata: tuple[StratumField, ...] = ("agent", "channel", "language")
    seed: int = 20260101


@dataclass(frozen=True, slots=True)
class Pick:
    """A contact drawn: why, from which stratum, and with which probability (None where chance had no part)."""

    source: str
    contact: str
    revision: str
    reason: str
    stratum: str
    probability: float | None

    @property
    def weight(self) -> float | None:
        """How many contacts this one stands for; None where it stands for itself alone."""
        return None if self.probability is None else 1 / self.probability


@dataclass(frozen=True, slots=True)
class Frame:
    """One contact that could be drawn: its key, and what strata are made of."""

    source: str
    contact: str
    revision: str
    agent: str = ""
    channel: str = ""
    language: str = ""
    queue: str = ""
    reason: str = ""
    team: str = ""
    tenure: str = ""

    def stratum(self, fields: Sequence[str]) -> str:
        """Return the stratum's name, such as `agent-03 / chat / fr`; a dash stands for what is unknown."""
        return " / ".join(str(getattr(self, field)) or "-" for field in fields)


def draw(frames: Iterable[Frame], plan: Plan, night: str = "") -> tuple[Pick, ...]:
    """Draw a sample: picks in order of contact. `night` keeps one night from drawing the places of another.

    The whole frame is returned where it is no larger than the plan.
    """
    units = sorted(frames, key=lambda f: (f.source, f.contact, f.revision))
    chance = random.Random(f"{plan.seed} {night}")  # noqa: S311 - a sample, no secret
    if plan.design is Design.SIMPLE:
        return _drawn(units, min(plan.size, len(units)), "all", chance)
    strata: dict[str, list[Frame]] = defaultdict(list)
    for unit in units:
        strata[unit.stratum(plan.strata)].append(unit)
    sizes = allocate({name: len(members) for name, members in strata.items()}, plan.size)
    picks = (p for name in sorted(strata) for p in _drawn(strata[name], sizes[name], name, chance))
    return tuple(sorted(picks, key=lambda p: (p.source, p.contact, p.revision)))


def _drawn(units: Sequence[Frame], size: int, stratum: str, chance: random.Random) -> tuple[Pick, ...]:
    chosen = sorted(chance.sample(range(len(units)), size))
    return tuple(
        Pick(u.source, u.contact, u.revision, "sample", stratum, size / len(units)) for u in (units[k] for k in chosen)
    )


def allocate(counts: dict[str, int], size: int) -> dict[str, int]:
    """Share out a sample in proportion to the strata, at least one each, never more than there are.

    What rounding leaves goes to the largest remainders, and the first name among equals. Where there are more strata
    than contacts to draw, every stratum still gets one: an empty stratum could not be spoken for.
    """
    total = sum(counts.values())
    wanted = {name: n * min(size, total) / total for name, n in counts.items()}
    given = {name: max(1, int(share)) for name, share in wanted.items()}
    by_rest = sorted(counts, key=lambda name: (given[name] - wanted[name], name))
    spare = min(size, total) - sum(given.values())
    while spare > 0 and any(given[n] < counts[n] for n in by_rest):
        for name in by_rest:
            if spare and given[name] < counts[name]:
                given[name] += 1
                spare -= 1
    return _trimmed(given, -spare)


def _trimmed(given: dict[str, int], excess: int) -> dict[str, int]:
    """Take back what the minimum of one gave too much, from the largest strata first."""
    while excess > 0 and max(given.values()) > 1:
        largest = max(sorted(given), key=lambda name: given[name])
        given[largest] -= 1
        excess -= 1
    return given


def overlay(frames: Iterable[Frame]) -> tuple[Pick, ...]:
    """Return picks for contacts that people must look at whatever the sample says; they enter no average."""
    units = sorted(frames, key=lambda f: (f.source, f.contact, f.revision))
    return tuple(Pick(u.source, u.contact, u.revision, OVERLAY, "", None) for u in units)
