"""Shares and means of a sample, weighted by the design that drew it, with their intervals; keeps out the design.

The mean is Hájek's. Shares: the effective n of E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998) 193-201, in
Wilson's interval instead of Clopper's and Pearson's, which covers too much.
"""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING

import numpy as np

from ccqa.statistics.design import kish, spread, weights_of
from ccqa.statistics.estimate import Estimate
from ccqa.statistics.shares import CONFIDENCE, around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ccqa.statistics.design import Design, Numbers, Spread


def mean(values: Numbers, design: Design, confidence: float = CONFIDENCE) -> Estimate:
    """Return the mean of a measure, such as a score, over all contacts that the sample stands for; t interval."""
    from scipy.special import stdtrit

    y, w = np.asarray(values, float), weights_of(design, len(values))
    value = float(w @ y / w.sum())
    found = spread(w * (y - value) / w.sum(), w, design)
    half = (
        float(stdtrit(found.freedom, (1 + confidence) / 2)) * sqrt(found.endless * found.left) if found.freedom else inf
    )
    return Estimate(value, value - half, value + half, len(y), kish(w))


def share(met: Sequence[bool] | Numbers, design: Design, confidence: float = CONFIDENCE) -> Estimate:
    """Return the share of contacts that met something, from 0 to 1, over all contacts that the sample stands for."""
    y, w = np.asarray(met, float), weights_of(design, len(met))
    value = min(1.0, float(w @ y / w.sum()))
    found = spread(w * (y - value) / w.sum(), w, design)
    return of_share(value, effective_n(value, found, w), len(y), confidence)


def of_share(value: float, effective: float, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Return a share with the interval that its effective n gives; one that leaves no doubt has an endless n."""
    low, high = (value, value) if effective == inf else around(value, effective, confidence)
    return Estimate(value, low, high, n, effective)


def effective_n(value: float, found: Spread, weights: NDArray[np.float64]) -> float:
    """Return how many contacts, drawn evenly out of endlessly many, would tell as much about a share.

    Never more than were drawn but for the finite population. Few degrees of freedom count as fewer contacts. Where all
    are alike, which shows no spread, weights and population alone decide (Kish).
    """
    from scipy.special import stdtrit

    n, worth, few = len(weights), kish(weights), 1.0
    if not found.freedom:
        return 0.0
    if found.endless:
        few = float(stdtrit(n - 1, 0.975) / stdtrit(found.freedom, 0.975)) ** 2
        worth = min(n, (value * (1 - value) / found.endless + 1) * few)
    return worth / found.left if found.left else inf
