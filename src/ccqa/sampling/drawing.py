"""Draws the sample of a plan: same contacts and seed, same sample, on any machine; keeps out how likely who is."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

from ccqa.sampling.frame import OVERLAY, SAMPLE, Frame, Pick
from ccqa.sampling.plan import Design, Plan
from ccqa.sampling.strata import shared_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccqa.sampling.strata import Stratum


def draw(frames: Iterable[Frame], plan: Plan, night: str = "") -> tuple[Pick, ...]:
    """Draw a sample: picks in order of contact. `night` keeps one night from drawing the places of another.

    The whole frame is returned where it is no larger than the plan.
    """
    strata = shared_out(frames, plan)
    chance = random.Random(f"{plan.seed} {night}")  # noqa: S311 - a sample, no secret
    drawn = _by_risk(strata, chance) if plan.design is Design.RISK else _evenly(strata, chance)
    return _twice(sorted(drawn, key=lambda pick: pick.key), plan, night)


def _evenly(strata: Iterable[Stratum], chance: random.Random) -> Iterator[Pick]:
    for one in strata:
        for k in sorted(chance.sample(range(len(one.units)), one.size)):
            yield one.units[k].pick(SAMPLE, one.name, one.chances[k])


def _by_risk(strata: Iterable[Stratum], chance: random.Random) -> Iterator[Pick]:
    """Draw systematically, by steps of one along the sum of the probabilities, which keeps each exactly.

    Contacts lie in order of stratum, at random within it, so that each stratum gets its expected number, give or take
    one. Sources: H. O. Hartley, J. N. K. Rao, Ann. Math. Statist. 33 (1962) 350-374; W. G. Madow, ibid. 20 (1949)
    333-354.
    """
    line = [(unit, one.name, p) for one in strata for unit, p in _shuffled(one, chance)]
    steps = systematic([p for _, _, p in line], chance.random())
    yield from (unit.pick(SAMPLE, name, p) for unit, name, p in (line[k] for k in steps))


def _shuffled(one: Stratum, chance: random.Random) -> list[tuple[Frame, float]]:
    pairs = list(zip(one.units, one.chances, strict=True))
    chance.shuffle(pairs)
    return pairs


def systematic(chances: Sequence[float], start: float) -> Iterator[int]:
    """Yield the places at which the running sum passes `start`, `start` + 1 and so on; `start` is from 0 to below 1."""
    sums = list(accumulate(chances))
    last = round(sums[-1]) if sums else 0
    wanted = start
    for k, reached in enumerate(sums):
        end = float(last) if k == len(sums) - 1 else reached
        if end > wanted:
            yield k
            wanted += 1


def _twice(picks: Sequence[Pick], plan: Plan, night: str) -> tuple[Pick, ...]:
    """Mark the share of picks that a second reviewer grades too, by chance, at least one where a share is asked for."""
    n = ceil(plan.double * len(picks) - 1e-9)
    chance = random.Random(f"{plan.seed} {night} double")  # noqa: S311 - a sample, no secret
    marked = set(chance.sample(range(len(picks)), n))
    return tuple(replace(pick, double=k in marked) for k, pick in enumerate(picks))


def overlay(frames: Iterable[Frame]) -> tuple[Pick, ...]:
    """Return picks for contacts that people must look at whatever the sample says; they enter no average."""
    return tuple(unit.pick(OVERLAY, "", None) for unit in sorted(frames, key=lambda f: f.key))
