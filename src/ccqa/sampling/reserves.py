"""Draws who stands in for picks that cannot be reviewed, at the time of the sample; keeps out who could not be.

Drawn from the same frame at once, a reserve owes nothing to what reviewers meet later, nor to contacts that come later.
"""

from __future__ import annotations

import random
from collections import Counter
from math import log
from typing import TYPE_CHECKING, Final

from ccqa.sampling.frame import RESERVE, Pick
from ccqa.sampling.strata import shared_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ccqa.sampling.frame import Frame
    from ccqa.sampling.plan import Plan
    from ccqa.sampling.strata import Stratum

FEWEST: Final = 2
"""Reserves of a stratum that has any pick; there are as many as picks where these are more."""
PLACES: Final = 9
"""Decimals of a waiting time, so that the last bits of a machine's logarithm decide nothing."""


def reserves(frames: Iterable[Frame], plan: Plan, picks: Sequence[Pick], night: str = "") -> tuple[Pick, ...]:
    """Return the reserves of each stratum, in the order in which they step in, with the probability of the plan.

    One that steps in takes the place of its pick: weights still add up to the frame. That assumes that contacts which
    cannot be reviewed are like the others of their stratum.
    """
    drawn, n = {pick.key for pick in picks}, Counter(pick.stratum for pick in picks)
    chance = random.Random(f"{plan.seed} {night} reserve")  # noqa: S311 - a sample, no secret
    return tuple(
        pick
        for one in shared_out(frames, plan)
        for pick in _in_order(one, drawn, chance)[: max(n[one.name], FEWEST) if n[one.name] else 0]
    )


def _in_order(one: Stratum, drawn: set[tuple[str, str, str]], chance: random.Random) -> list[Pick]:
    """Return those not drawn, at random, the likelier ones sooner.

    Source: P. S. Efraimidis, P. G. Spirakis, Information Processing Letters 97 (2006) 181-185.
    """
    waits = [
        (round(-log(1 - chance.random()) / p, PLACES), unit.pick(RESERVE, one.name, p))
        for unit, p in zip(one.units, one.chances, strict=True)
        if unit.key not in drawn
    ]
    return [pick for _, pick in sorted(waits, key=lambda pair: pair[0])]
