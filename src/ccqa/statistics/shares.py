"""Shares with their intervals, and the fewest contacts below which there is no percentage and no ranking."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import Final

FEWEST_FOR_PERCENTAGE: Final = 10
"""Contacts. Below it counts are shown, and no percentage."""
FEWEST_FOR_RANKING: Final = 30
"""Contacts. Below it nobody is placed before or after anybody."""
CONFIDENCE: Final = 0.95


def interval(met: float, seen: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the Wilson score interval of a share, as two shares from 0 to 1.

    `met` and `seen` are contacts; `met` is no whole number where each contact is met in part. With nothing seen the
    interval is (0, 1): we know nothing.
    """
    return around(met / seen if seen else 0.5, seen, confidence)


def around(share: float, effective: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the Wilson score interval of a share that is worth `effective` contacts, not always a whole number.

    Source: E. B. Wilson, JASA 22 (1927) 209-212; with effective numbers: C. Franco, R. J. A. Little, T. A. Louis,
    E. V. Slud, J. Survey Statistics and Methodology 7 (2019) 334-364.
    """
    if not effective:
        return (0.0, 1.0)
    square = NormalDist().inv_cdf((1 + confidence) / 2) ** 2 / effective
    middle = (share + square / 2) / (1 + square)
    half = sqrt(square * share * (1 - share) + square**2 / 4) / (1 + square)
    return (max(0.0, middle - half), min(1.0, middle + half))
