"""Fits what words weigh: one logistic regression an act, over the turns of those who can do it, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from ccqa.reading.features import PIECE_WEIGHT
from ccqa.reading.model import Table, Weights
from ccqa.training.matrix import FEWEST, frequent, matrix

if TYPE_CHECKING:
    import numpy.typing as npt

    from ccqa.training.matrix import Counted

STRENGTH: Final = 2.0
"""Inverse of the penalty on weights; chosen by cross-validation over writers."""
FEWEST_TURNS: Final = 5
"""Turns with an act, under which it is not learnt."""
NEVER: Final = -6.0
"""Log-odds of an act that could not be learnt."""


def fit(turns: Counted, labels: npt.NDArray[np.bool_], able: npt.NDArray[np.bool_]) -> Weights:
    """Return the weights of one language. `labels` (done) and `able` (could be done) are turns by acts."""
    kinds = {"words": turns.words, "pairs": turns.pairs, "pieces": turns.pieces}
    keys = {kind: frequent(of, FEWEST[kind]) for kind, of in kinds.items()}
    parts = [matrix(of, keys[kind]) * (PIECE_WEIGHT if kind == "pieces" else 1.0) for kind, of in kinds.items()]
    whole = sparse.csr_matrix(sparse.hstack(parts))
    fitted = [_one(whole[able[:, act]], labels[able[:, act], act]) for act in range(labels.shape[1])]
    weights = np.array([weight for weight, _ in fitted], np.float32).T
    split = np.cumsum([part.shape[1] for part in parts])[:-1]
    tables = {k: Table(keys[k], rows) for k, rows in zip(kinds, np.split(weights, split), strict=True)}
    return Weights(**tables, bias=np.array([bias for _, bias in fitted], np.float32))


def _one(turns: sparse.csr_matrix, done: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.float64], float]:
    if done.sum() < FEWEST_TURNS:
        return np.zeros(turns.shape[1]), NEVER
    fitted = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(turns, done)
    return fitted.coef_[0], float(fitted.intercept_[0])
