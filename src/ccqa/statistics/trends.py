"""The points of a p-chart: shares by period, the limits that chance keeps to, breaks where the measure changed.

Limits are those that a steady share passes once in 370 periods (three sigma), from the binomial distribution itself,
since shares near 1 have no even tails. Periods of thousands scatter more than counts alone would, as no two weeks are
quite alike: limits are then to be widened. Keeps out drawing. Sources: D. C. Montgomery, Introduction to Statistical
Quality Control (2013) 7.2; widening: D. B. Laney, Quality Engineering 14 (2002) 531-537.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import sqrt
from typing import TYPE_CHECKING, Final

from ccqa.statistics.shares import FEWEST_FOR_PERCENTAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEWEST_PERIODS: Final = 8
"""Periods on one basis. Below it there is a centre line, and no limits."""
TAIL: Final = 0.00135
"""The chance beyond three sigma, on one side."""
USUAL_STEP: Final = 1.128
"""The mean distance of two standard normal values: what turns moving ranges into a sigma."""


@dataclass(frozen=True, slots=True)
class Period:
    """Counts of a night, week or month. `basis` names rubric, words, model and profile: what judged."""

    name: str
    met: int
    seen: int
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A period on the chart, shares from 0 to 1.

    `share` is None below the fewest contacts, `limits` below the fewest periods; `breaks`: a new basis begins.
    """

    period: Period
    share: float | None
    centre: float
    limits: tuple[float, float] | None
    breaks: bool = False

    @property
    def signals(self) -> bool:
        """Whether the share lies where chance alone hardly takes it."""
        return self.share is not None and self.limits is not None and not self.limits[0] <= self.share <= self.limits[1]


def chart(periods: Iterable[Period], *, widened: bool = False) -> tuple[Point, ...]:
    """Return the points in the order given, which is that of time; centre and limits hold from break to break."""
    stretches = [tuple(group) for _, group in groupby((p for p in periods if p.seen), key=lambda p: p.basis)]
    points = (_stretch(stretch, widened=widened) for stretch in stretches)
    return tuple(replace(p, breaks=n > 0 and k == 0) for n, found in enumerate(points) for k, p in enumerate(found))


def _stretch(periods: Sequence[Period], *, widened: bool) -> tuple[Point, ...]:
    centre = sum(p.met for p in periods) / sum(p.seen for p in periods)
    wider = widening(periods, centre) if widened else 1.0
    steady = len(periods) >= FEWEST_PERIODS
    return tuple(
        Point(
            p,
            p.met / p.seen if p.seen >= FEWEST_FOR_PERCENTAGE else None,
            centre,
            limits(centre, p.seen, wider) if steady else None,
        )
        for p in periods
    )


def limits(centre: float, seen: int, wider: float = 1.0) -> tuple[float, float]:
    """Return between which shares a period of so many contacts stays while nothing changes."""
    from scipy.stats import binom

    worth = max(1, round(seen / wider**2))
    low, high = (float(binom.ppf(tail, worth, centre)) for tail in (TAIL, 1 - TAIL))
    return (max(0.0, low / worth), min(1.0, high / worth))


def widening(periods: Sequence[Period], centre: float) -> float:
    """Return by how much periods scatter more than counts alone would make them, 1 at least (Laney's sigma z)."""
    if len(periods) < FEWEST_PERIODS or centre in {0, 1}:
        return 1.0
    z = [(p.met / p.seen - centre) / sqrt(centre * (1 - centre) / p.seen) for p in periods]
    steps = [abs(b - a) for a, b in pairwise(z)]
    return max(1.0, sum(steps) / len(steps) / USUAL_STEP)
