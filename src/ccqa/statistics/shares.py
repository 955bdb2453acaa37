"""Shares with their intervals, and the fewest contacts below which there is no percentage."""

from __future__ import annotations

from typing import Final

FEWEST_FOR_PERCENTAGE: Final = 10
"""Contacts. Below it counts are shown, and no percentage."""


def interval(met: int, seen: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the Wilson score interval of a share, as two shares from 0 to 1.

    `met` and `seen` are contacts. With nothing seen the interval is (0, 1): we know nothing.
    Source: E. B. Wilson, JASA 22 (1927) 209-212, as scipy computes it.
    """
    from scipy.stats import binomtest

    if not seen:
        return (0.0, 1.0)
    bounds = binomtest(met, seen).proportion_ci(confidence, method="wilson")
    return (float(bounds.low), float(bounds.high))
