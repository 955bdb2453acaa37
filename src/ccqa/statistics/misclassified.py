"""A machine's share corrected for what it misses and wrongly sees, where its error rates were measured elsewhere.

Keeps out labels of the same contacts: `corrected` takes these.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from ccqa.statistics.estimate import Estimate
from ccqa.statistics.shares import CONFIDENCE


@dataclass(frozen=True, slots=True)
class Rate:
    """A share as counts: `hit` of `n` contacts."""

    hit: float
    n: float

    @property
    def value(self) -> float:
        """The share, from 0 to 1."""
        return self.hit / self.n

    def softened(self, extra: float) -> Rate:
        """Return the rate with so many contacts more, half of them hit."""
        return Rate(self.hit + extra / 2, self.n + extra)


def rogan_gladen(seen: Rate, sensitivity: Rate, specificity: Rate, confidence: float = CONFIDENCE) -> Estimate | None:
    """Return the true share of, say, fails; None where the machine tells no better than chance.

    `seen`: contacts that the machine fails, of all; `sensitivity`: of those that people fail, how many it fails;
    `specificity`: of those that people pass, how many it passes. `effective` is what the interval is worth.
    Sources: W. J. Rogan, B. Gladen, Am. J. Epidemiology 107 (1978) 71-76; interval: Z. Lang, J. Reiczigel, Preventive
    Veterinary Medicine 113 (2014) 13-22.
    """
    if not min(seen.n, sensitivity.n, specificity.n):
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    seen_, right, clear = seen.softened(z * z), sensitivity.softened(2), specificity.softened(2)
    if min(sensitivity.value + specificity.value, right.value + clear.value) <= 1:
        return None
    share = _true(seen_, right, clear)
    missed, invented = share * _variance(right), (1 - share) * _variance(clear)
    middle = share + 2 * z * z * (missed - invented)
    variance = _variance(seen_) + share * missed + (1 - share) * invented
    half = z * sqrt(variance) / (right.value + clear.value - 1)
    value = min(1.0, max(0.0, _true(seen, sensitivity, specificity)))
    n = round(sensitivity.n + specificity.n)
    return Estimate(value, max(0.0, middle - half), min(1.0, middle + half), n, n)


def _true(seen: Rate, sensitivity: Rate, specificity: Rate) -> float:
    return (seen.value + specificity.value - 1) / (sensitivity.value + specificity.value - 1)


def _variance(rate: Rate) -> float:
    return rate.value * (1 - rate.value) / rate.n
