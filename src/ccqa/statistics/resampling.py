"""Intervals by redrawing what was seen: whole contacts or agents, by a seed; keeps out what is figured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.statistics.shares import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TIMES: Final = 1000


def redrawn(clusters: Sequence[str], seed: int, times: int = TIMES) -> NDArray[np.float64]:
    """Return how often each record counts in each redraw, a redraw a row; the records of a cluster come together.

    Source: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993) 6 and 8.
    """
    names, of_record = np.unique(np.asarray(clusters), return_inverse=True)
    chance = np.random.default_rng(seed)
    return chance.multinomial(len(names), np.full(len(names), 1 / len(names)), times)[:, of_record].astype(float)


def middle(values: NDArray[np.float64], confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the bounds of the middle of redrawn values, those not defined left out; nan where none is."""
    known = values[~np.isnan(values)]
    if not known.size:
        return (float("nan"), float("nan"))
    low, high = np.quantile(known, [(1 - confidence) / 2, (1 + confidence) / 2])
    return (float(low), float(high))
