"""How a sample was drawn, and how far a sum over it may therefore lie off; keeps out what is summed.

Taylor's linearisation, as R `survey` and SAS SURVEYMEANS compute it: within strata, with the finite population
correction (who is drawn leaves no doubt), or between whole clusters, as if these had been drawn with replacement.
Sources: C.-E. Särndal, B. Swensson, J. Wretman, Model Assisted Survey Sampling (1992) 5.7; T. Lumley, Complex Surveys
(2010) 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = Sequence[float] | NDArray[np.float64]
    Names = Sequence[str] | NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Design:
    """How contacts were drawn, in the order of the values; what is left empty does not exist in the design.

    `weights` are contacts that one stands for (`Pick.weight`). `clusters` are agents or customers whose contacts are
    alike; where one lies across strata, clusters alone count.
    """

    weights: Numbers = ()
    strata: Names = ()
    clusters: Names = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """How far an estimate may lie off.

    `endless`: its variance were contacts endlessly many; `left`: the part of it that is left as some are drawn;
    `freedom`: its degrees of freedom.
    """

    endless: float
    left: float
    freedom: float


def weights_of(design: Design, n: int) -> NDArray[np.float64]:
    """Return the weights of n contacts; without any, all stand for the same."""
    return np.asarray(design.weights, float) if len(design.weights) else np.ones(n)


def kish(weights: NDArray[np.float64]) -> float:
    """Return how many contacts of one weight tell as much (L. Kish, Survey Sampling, 1965, 11.7)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def spread(scores: NDArray[np.float64], weights: NDArray[np.float64], design: Design) -> Spread:
    """Return the spread of a sum of scores, one a contact: linearised values, which add up to nothing."""
    groups = codes(design.strata, len(scores))
    doubt = 1 - 1 / weights if len(design.weights) else np.ones(len(scores))
    if len(design.clusters):
        clusters = codes(design.clusters, len(scores))
        scores, groups = _sums(clusters, scores), _groups_of_clusters(clusters, groups)
        weights = _sums(clusters, weights)
        doubt = np.ones(len(scores))
    groups = _paired(groups)
    n = np.bincount(groups)
    squares = (scores - (_sums(groups, scores) / n)[groups]) ** 2 * (n / np.maximum(n - 1, 1))[groups]
    left = doubt @ squares / squares.sum() if squares.any() else doubt.mean()
    return Spread(float(squares.sum()), float(left), _freedom(_sums(groups, weights**2), n - 1))


def _freedom(parts: NDArray[np.float64], freedoms: NDArray[np.int64]) -> float:
    """Return the degrees of freedom of a variance made of parts (F. E. Satterthwaite, Biometrics 2 (1946) 110-114).

    The parts are what the weights alone lead to expect: what few contacts show of them jumps about.
    """
    some = freedoms > 0
    return float(parts.sum() ** 2 / (parts[some] ** 2 / freedoms[some]).sum()) if some.any() else 0.0


def codes(names: Names, n: int) -> NDArray[np.int64]:
    """Return names as numbers from 0; without names all are one."""
    return np.unique(np.asarray(names), return_inverse=True)[1] if len(names) else np.zeros(n, np.int64)


def _sums(groups: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.bincount(groups, values).astype(float)


def _groups_of_clusters(clusters: NDArray[np.int64], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    of_cluster = np.zeros(clusters.max() + 1, np.int64)
    of_cluster[clusters] = groups
    nested = (of_cluster[clusters] == groups).all()
    return of_cluster if nested else np.zeros_like(of_cluster)


def _paired(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Put strata with one unit together, since one shows no spread; a last one joins the largest stratum.

    That errs on the side of width. Source: W. G. Cochran, Sampling Techniques (1977) 5A.12.
    """
    n = np.bincount(groups)
    lonely = n == 1
    if lonely.sum() == 1:
        groups = np.where(lonely[groups], n.argmax(), groups)
    elif lonely.any():
        groups = np.where(lonely[groups], -1, groups)
    return np.unique(groups, return_inverse=True)[1]
