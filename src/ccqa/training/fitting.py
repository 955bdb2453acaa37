"""Trains the classifier: words first, then the context over what words say of contacts they were not learnt from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from ccqa.reading.acts import LEARNT
from ccqa.reading.content import Content
from ccqa.reading.matching import language
from ccqa.reading.model import Model
from ccqa.training import content
from ccqa.training.lines import drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ccqa.training.examples import Examples

Table = npt.NDArray[np.float32]
STRENGTH: Final = 0.1
"""Inverse of the penalty on the context's weights; chosen by cross-validation over writers."""
FEWEST_TURNS: Final = 10
NEVER: Final = -6.0


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and what it would have said of each turn without having learnt from its fold: by language."""

    model: Model
    held_out: Mapping[str, Table]


def train(
    sets: Sequence[Examples], folds: Mapping[str, npt.NDArray[np.int64]], name: str, told: Callable[[str], None]
) -> Trained:
    """Return a model of several languages. `folds` has the fold of each turn by language; `told` hears of the progress.

    The context learns from log-odds of words that were learnt without the contact at hand, and so do the lines: what a
    model says of what it has seen is no measure of what it says of the rest.
    """
    entries = tuple(sorted({one for examples in sets for one in language(examples.code).entries}))
    numbers: dict[str, Table] = {}
    for examples in sets:
        told(f"words: {examples.code}, {len(examples.contacts)} contacts")
        numbers[examples.code] = examples.numbers(held_out_scores(examples, folds[examples.code]), entries)
    held_out = held_out_likely(sets, folds, numbers, told)
    weights, bias = fit_context(sets, numbers, {code: np.ones(len(of), np.bool_) for code, of in folds.items()})
    told("words: all contacts")
    learnt = {one.code: content.fit(one.counted, one.done, one.able) for one in sets}
    return Trained(Model(name, "", learnt, entries, weights, bias, drawn(sets, held_out)), held_out)


def held_out_likely(
    sets: Sequence[Examples],
    folds: Mapping[str, npt.NDArray[np.int64]],
    numbers: Mapping[str, Table],
    told: Callable[[str], None],
) -> dict[str, Table]:
    """Return the probability of each act in each turn, by a context that was learnt from the other folds."""
    likely = {one.code: np.zeros(one.done.shape, np.float32) for one in sets}
    for fold in sorted({int(number) for of in folds.values() for number in of}):
        told(f"context: fold {fold + 1}")
        others = {code: of != fold for code, of in folds.items()}
        weights, bias = fit_context(sets, numbers, others)
        for code, kept in others.items():
            likely[code][~kept] = 1 / (1 + np.exp(-(numbers[code][~kept] @ weights + bias)))
    return likely


def held_out_scores(examples: Examples, folds: npt.NDArray[np.int64]) -> Table:
    """Return the log-odds of each act by words, each turn by weights learnt from the other folds: turns by acts."""
    heard = language(examples.code)
    page = heard.page([turn.text for one in examples.contacts for turn in one.contact.turns])
    scores = np.zeros(examples.done.shape, np.float32)
    for fold in np.unique(folds):
        others = np.flatnonzero(folds != fold)
        weights = content.fit(examples.counted.only(others), examples.done[others], examples.able[others])
        scores[folds == fold] = Content(weights, heard.word).scores(page)[folds == fold]
    return scores


def fit_context(
    sets: Sequence[Examples], numbers: Mapping[str, Table], kept: Mapping[str, npt.NDArray[np.bool_]]
) -> tuple[Table, Table]:
    """Return the weights of the context, numbers by acts, and the bias of each act, over the turns that are kept."""
    rows = np.vstack([numbers[one.code][kept[one.code]] for one in sets])
    done = np.vstack([one.done[kept[one.code]] for one in sets])
    able = np.vstack([one.able[kept[one.code]] for one in sets])
    fitted = [_one(rows[able[:, act]], done[able[:, act], act]) for act in range(len(LEARNT))]
    return np.array([w for w, _ in fitted], np.float32).T, np.array([bias for _, bias in fitted], np.float32)


def _one(rows: Table, done: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.float64], float]:
    if done.sum() < FEWEST_TURNS:
        return np.zeros(rows.shape[1]), NEVER
    fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit(rows, done)
    return fitted.coef_[0], float(fitted.intercept_[0])
