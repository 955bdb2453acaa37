"""Who differs from whom, and who cannot be told apart, however many are compared; keeps out what they are compared in.

Two shares are compared by Fisher's exact test with mid-P, which holds its level far out, where many comparisons need
it, and for shares near 1; all pairs by Holm's method, so that one false claim or more comes in at most 5 % of
reports. Benjamini and Hochberg's would let one claim in twenty be false: each is about a person, so it is not used.
Sources: H. O. Lancaster, JASA 56 (1961) 223-234; S. Holm, Scand. J. Statistics 6 (1979) 65-70; interval of a
difference: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.statistics.estimate import Estimate
from ccqa.statistics.shares import CONFIDENCE, FEWEST_FOR_RANKING, interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray

LEVEL: Final = 0.05
"""How often a report may claim a difference where there is none."""


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """Somebody's contacts: how many met something, of how many seen."""

    name: str
    met: int
    seen: int

    @property
    def share(self) -> float:
        """The share that met it, from 0 to 1."""
        return self.met / self.seen if self.seen else 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody with the places that they may hold, 1 the highest share; no places below the fewest for a ranking.

    Whoever's places overlap are tied, as far as anybody can tell.
    """

    who: Counted
    best: int | None = None
    worst: int | None = None


def difference(one: Counted, other: Counted, confidence: float = CONFIDENCE) -> Estimate:
    """Return by how much one share lies above another, from -1 to 1, with Newcombe's interval, for a planned pair."""
    (low, high), (other_low, other_high) = (interval(c.met, c.seen, confidence) for c in (one, other))
    gap = one.share - other.share
    down = sqrt((one.share - low) ** 2 + (other_high - other.share) ** 2)
    up = sqrt((high - one.share) ** 2 + (other.share - other_low) ** 2)
    worth = one.seen * other.seen / max(1, one.seen + other.seen)
    return Estimate(gap, gap - down, gap + up, one.seen + other.seen, worth)


def p_values(met: ArrayLike, seen: ArrayLike, other_met: ArrayLike, other_seen: ArrayLike) -> NDArray[np.float64]:
    """Return how likely each pair of counts, or one further apart, is where the true shares are equal.

    Two-sided; 1 where nothing was seen.
    """
    from scipy.stats import hypergeom

    met, seen, other_met, other_seen = (np.asarray(a) for a in (met, seen, other_met, other_seen))
    chance = hypergeom(seen + other_seen, met + other_met, seen)
    below = chance.cdf(met) - chance.pmf(met) / 2
    return np.asarray(np.nan_to_num(np.minimum(1.0, 2 * np.minimum(below, 1 - below)), nan=1.0))


def told_apart(all_: Sequence[Counted], level: float = LEVEL) -> tuple[tuple[Counted, Counted], ...]:
    """Return the pairs, the higher share first, that differ with all pairs considered."""
    pairs = list(combinations(ranked(all_), 2))
    if not pairs:
        return ()
    counts = np.array([(a.met, a.seen, b.met, b.seen) for a, b in pairs])
    order = p_values(*counts.T)
    return tuple(pairs[k] for k in holm(order, level))


def holm(p: NDArray[np.float64], level: float = LEVEL) -> tuple[int, ...]:
    """Return the positions of the claims that stand, in order, when all are judged together."""
    from statsmodels.stats.multitest import multipletests

    return tuple(np.flatnonzero(multipletests(p, level, "holm")[0]).tolist())


def ranked(all_: Iterable[Counted]) -> list[Counted]:
    """Return those with enough contacts for a ranking, the highest share first, equals by name."""
    return sorted((c for c in all_ if c.seen >= FEWEST_FOR_RANKING), key=lambda c: (-c.share, c.name))


def places(all_: Sequence[Counted], level: float = LEVEL) -> tuple[Placed, ...]:
    """Return everybody with the places they may hold, the highest share first; those with too few contacts last.

    All the places are right at once in 95 of 100 reports. Source: D. Al Mohamad, J. J. Goeman, E. W. van Zwet,
    Biometrics 78 (2022) 1272-1285.
    """
    apart, listed = told_apart(all_, level), ranked(all_)
    above = {c: sum(low == c for _, low in apart) for c in listed}
    below = {c: sum(high == c for high, _ in apart) for c in listed}
    few = sorted(c for c in all_ if c not in above)
    return (*(Placed(c, 1 + above[c], len(listed) - below[c]) for c in listed), *map(Placed, few))


def power(shares: tuple[float, float], seen: tuple[int, int], compared: int = 2, level: float = LEVEL) -> float:
    """Return the chance that two with these true shares and contacts are told apart, if so many are compared at once.

    Summed over every outcome; of Holm's steps the first and hardest counts.
    """
    from scipy.stats import binom

    x, y = np.arange(seen[0] + 1), np.arange(seen[1] + 1)
    found = p_values(x[:, None], seen[0], y[None], seen[1]) <= level / (compared * (compared - 1) / 2)
    return float(binom.pmf(x, seen[0], shares[0]) @ found @ binom.pmf(y, seen[1], shares[1]))
