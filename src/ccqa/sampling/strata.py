"""The strata of a plan, and how likely each contact in them is to be drawn; keeps out the drawing itself.

Whoever asks what a plan will tell needs no more than these probabilities.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.sampling.allocation import allocate
from ccqa.sampling.frame import Frame
from ccqa.sampling.plan import Allocation, Design

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ccqa.sampling.plan import Plan


@dataclass(frozen=True, slots=True)
class Stratum:
    """Contacts, in order of their keys, each with the probability that it is drawn."""

    name: str
    units: tuple[Frame, ...]
    chances: tuple[float, ...]

    @property
    def size(self) -> int:
        """How many are drawn; on average, where the plan goes by risk."""
        return round(sum(self.chances))


def shared_out(frames: Iterable[Frame], plan: Plan) -> tuple[Stratum, ...]:
    """Return the strata by name. The whole frame is drawn where it is no larger than the plan, bounds apart."""
    units = sorted(frames, key=lambda f: f.key)
    grouped: dict[str, list[Frame]] = defaultdict(list)
    for unit in units:
        grouped["all" if plan.design is Design.SIMPLE else unit.stratum(plan.strata)].append(unit)
    if plan.design is Design.RISK:
        return _by_risk(grouped, plan.size)
    counts = {name: len(members) for name, members in grouped.items()}
    sizes = allocate(counts, plan.size, *_bounds(plan))
    return tuple(_even(name, grouped[name], sizes[name]) for name in sorted(grouped))


def _bounds(plan: Plan) -> tuple[Allocation, int, int | None]:
    """Return how strata share a sample; a simple sample has none, and no quotas."""
    if plan.design is Design.SIMPLE:
        return Allocation.PROPORTIONAL, 1, None
    return plan.allocation, plan.least, plan.most


def _even(name: str, units: Sequence[Frame], size: int) -> Stratum:
    return Stratum(name, tuple(units), (size / len(units),) * len(units))


def _by_risk(grouped: dict[str, list[Frame]], size: int) -> tuple[Stratum, ...]:
    names = sorted(grouped)
    chances = iter(in_proportion([unit.risk for name in names for unit in grouped[name]], size))
    return tuple(Stratum(name, tuple(grouped[name]), tuple(next(chances) for _ in grouped[name])) for name in names)


def in_proportion(risks: Sequence[float], size: int) -> list[float]:
    """Return probabilities in proportion to risk that add up to `size`, or to how many there are where that is less.

    A contact whose share would pass 1 is certain, and the others share what is left (Särndal, Swensson, Wretman, Model
    Assisted Survey Sampling, 1992, 3.6.2).
    """
    certain: set[int] = set()
    while len(certain) < min(size, len(risks)):
        left, rest = size - len(certain), sum(r for k, r in enumerate(risks) if k not in certain)
        more = {k for k, risk in enumerate(risks) if k not in certain and left * risk >= rest}
        if not more:
            return [1.0 if k in certain else left * risk / rest for k, risk in enumerate(risks)]
        certain |= more
    return [1.0 if k in certain else 0.0 for k in range(len(risks))]
