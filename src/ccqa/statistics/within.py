"""Two kinds of contacts compared within each agent, then over all agents; keeps out which kinds.

Sources: N. Mantel, W. Haenszel, J. Natl. Cancer Inst. 22 (1959) 719-748, and when their test holds: N. Mantel, J. L.
Fleiss, Am. J. Epidemiology 112 (1980) 129-134; the gap in points: S. Greenland, J. M. Robins, Biometrics 41 (1985)
55-68, with the variance of T. Sato, Biometrics 45 (1989) 1323-1324.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST_EXPECTED: Final = 5
"""Contacts by which fails could be more, and by which fewer, than an even share; below it the test lies."""


@dataclass(frozen=True, slots=True)
class Strata:
    """Fails and contacts of one kind and of the others, a number for each agent who had both."""

    fails: Floats
    n: Floats
    other_fails: Floats
    other_n: NDArray[np.float64]

    @property
    def enough(self) -> bool:
        """Whether there are enough fails and passes for the test to hold."""
        all_, fails = self.n + self.other_n, self.fails + self.other_fails
        even = float((self.n * fails / all_).sum())
        least, most = np.maximum(0, fails - self.other_n).sum(), np.minimum(self.n, fails).sum()
        return bool(min(even - least, most - even) >= FEWEST_EXPECTED)


def strata(failed: NDArray[np.bool_], kind: NDArray[np.bool_], agents: NDArray[np.int64]) -> Strata:
    """Count contacts by agent; who had one kind alone tells nothing."""
    parts = [np.bincount(agents, some).astype(float) for some in (failed & kind, kind, failed & ~kind, ~kind)]
    both = (parts[1] > 0) & (parts[3] > 0)
    return Strata(*(part[both] for part in parts))


def p_value(s: Strata) -> float:
    """Return how likely so wide a gap is where there is none (chi-square, with the correction for whole contacts)."""
    from scipy.stats import chi2

    all_, fails = s.n + s.other_n, s.fails + s.other_fails
    even = s.n * fails / all_
    variance = (even * s.other_n * (all_ - fails) / (all_ * np.maximum(all_ - 1, 1))).sum()
    away = max(0.0, abs((s.fails - even).sum()) - 0.5)
    return float(chi2.sf(away**2 / variance, 1)) if variance else 1.0


def more(s: Strata, confidence: float) -> tuple[float, float, float]:
    """Return by how much more one kind fails, from -1 to 1, with its interval."""
    all_ = s.n + s.other_n
    weight = float((s.n * s.other_n / all_).sum())
    gap = float(((s.fails * s.other_n - s.other_fails * s.n) / all_).sum()) / weight
    skew = s.n**2 * s.other_fails - s.other_n**2 * s.fails + s.n * s.other_n * (s.other_n - s.n) / 2
    spread = (s.fails * (s.other_n - s.other_fails) + s.other_fails * (s.n - s.fails)) / (2 * all_)
    half = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(gap * (skew / all_**2).sum() + spread.sum())
    return gap, gap - half / weight, gap + half / weight
