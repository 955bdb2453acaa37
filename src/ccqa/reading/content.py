"""How much the words of a turn speak for each act, in one language: the first half of the classifier.

A linear model over words, pairs and pieces. What a word and its pieces weigh is put together once and kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.reading import features

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from ccqa.reading.model import Weights
    from ccqa.reading.page import Page

Matrix = "npt.NDArray[np.float32]"
GROWTH: Final = 2
MOST_KEPT: Final = 100_000
"""Words whose weights are kept; with more, all are worked out anew."""


class Content:
    """The weights of one language; `word_of` returns the word that a key stands for."""

    def __init__(self, weights: Weights, word_of: Callable[[int], str]) -> None:
        self._weights = weights
        self._word_of = word_of
        self._rows: dict[int, int] = {}
        self._kept = np.zeros((1024, weights.bias.size), np.float32)

    def scores(self, page: Page) -> npt.NDArray[np.float32]:
        """Return the log-odds of each act for each turn of a page: turns by acts."""
        keys = features.words(page)
        firsts = np.array(page.tokens, np.int64)
        alone = np.add.reduceat(self._kept_rows(keys), firsts)
        together = np.add.reduceat(self._weights.of_pairs(features.pairs(keys)), firsts)
        return self._weights.bias + alone + together

    def _kept_rows(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.float32]:
        if len(self._rows) > MOST_KEPT:
            self._rows.clear()
        listed = keys.tolist()
        for key in dict.fromkeys(listed):
            if key not in self._rows:
                self._learn(key)
        return self._kept[np.fromiter(map(self._rows.__getitem__, listed), np.int64, len(listed))]

    def _learn(self, key: int) -> None:
        row = self._rows[key] = len(self._rows)
        if row == len(self._kept):
            self._kept = np.resize(self._kept, (GROWTH * row, self._kept.shape[1]))
        plain = key not in {features.NUMBER, features.EDGE}
        pieces = features.pieces(self._word_of(key)) if plain else []
        self._kept[row] = self._weights.of_word(key, pieces) if key != features.EDGE else 0
