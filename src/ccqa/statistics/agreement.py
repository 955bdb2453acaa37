"""How far two or more judge alike beyond chance: one number each, from a table of labels; keeps out whose labels.

A table holds contacts by (one's label, the other's label). Several tables may be stacked in front, as resampling
does; a figure that is not defined, as where all give one label, is nan and never made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def table(pairs: Sequence[tuple[Hashable, Hashable]], labels: Sequence[Hashable]) -> Floats:
    """Count pairs by label, rows the first one's, in the order of `labels`."""
    place = {label: number for number, label in enumerate(labels)}
    cells = [place[one] * len(labels) + place[other] for one, other in pairs]
    return np.bincount(cells, minlength=len(labels) ** 2).reshape(len(labels), -1).astype(float)


def raw(counts: Floats) -> Floats:
    """Return the share of equal labels, from 0 to 1."""
    return _over(np.trace(counts, axis1=-2, axis2=-1), counts.sum((-2, -1)))


def kappa(counts: Floats) -> Floats:
    """Return Cohen's kappa, from -1 to 1. Source: J. Cohen, Educ. Psychol. Measurement 20 (1960) 37-46."""
    return weighted_kappa(counts, 1 - np.eye(counts.shape[-1]))


def weighted_kappa(counts: Floats, apart: Floats) -> Floats:
    """Return kappa for labels on a scale: `apart` holds how bad each pair of labels is, 0 for equal ones.

    Source: J. Cohen, Psychological Bulletin 70 (1968) 213-220.
    """
    by_chance = counts.sum(-1)[..., :, None] * counts.sum(-2)[..., None, :]
    seen = (apart * counts).sum((-2, -1)) * counts.sum((-2, -1))
    return 1 - _over(seen, (apart * by_chance).sum((-2, -1)))


def ac1(counts: Floats) -> Floats:
    """Return Gwet's AC1, from -1 to 1, which rare labels do not drag down as they do kappa.

    Every label that could have been given has its row. Source: K. L. Gwet, British J. Math. Stat. Psychology 61 (2008)
    29-48.
    """
    shares = _over(counts.sum(-1) + counts.sum(-2), 2 * counts.sum((-2, -1))[..., None])
    chance = (shares * (1 - shares)).sum(-1) / (counts.shape[-1] - 1)
    return np.asarray(1 - (1 - raw(counts)) / (1 - chance))


def alpha(given: Floats, times: Floats | None = None) -> Floats:
    """Return Krippendorff's alpha for names, from -1 to 1: any number of raters, some without a label.

    `given`: how often each label was given, a contact a row; `times`: how often each contact counts, once if not told.
    One with a single label says nothing.
    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C.
    """
    times = np.ones(len(given)) if times is None else times
    raters = given.sum(1)
    paired = given * (raters > 1)[:, None]
    totals = times @ paired
    n = totals.sum(-1)
    apart = times @ ((paired.sum(1) ** 2 - (paired**2).sum(1)) / np.maximum(raters - 1, 1))
    return 1 - _over((n - 1) * apart, n**2 - (totals**2).sum(-1))


def _over(some: Floats, all_: Floats) -> Floats:
    """Divide, nan by nothing."""
    nothing = np.full(np.broadcast(some, all_).shape, np.nan)
    return np.asarray(np.divide(some, all_, out=nothing, where=all_ > 0))
