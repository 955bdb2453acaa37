"""The trained classifier as data: what words weigh by language, what the context weighs, and where lines are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ccqa.reading.features import PIECE_WEIGHT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of weights by key, the keys sorted."""

    keys: npt.NDArray[np.uint64]
    rows: npt.NDArray[np.float32]

    def at(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.float32]:
        """Return the row of each key, zeros where it has none."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found = self.keys[places] == keys
        rows = self.rows[places]
        rows[~found] = 0
        return rows


@dataclass(frozen=True, slots=True)
class Weights:
    """What words, pairs and pieces of words weigh for each act in one language: keys by acts."""

    words: Table
    pairs: Table
    pieces: Table
    bias: npt.NDArray[np.float32]

    def of_word(self, key: int, pieces: list[int]) -> npt.NDArray[np.float32]:
        """Return what a word weighs with its pieces."""
        own = self.words.at(np.array([key], np.uint64))[0]
        return own + np.float32(PIECE_WEIGHT) * self.pieces.at(np.array(pieces, np.uint64)).sum(axis=0)  # type: ignore[no-any-return]

    def of_pairs(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.float32]:
        """Return what each pair weighs."""
        return self.pairs.at(keys)


@dataclass(frozen=True, slots=True)
class Lines:
    """Probabilities in one language, by act: from which it counts as found, and from which it is in doubt."""

    sure: npt.NDArray[np.float32]
    doubtful: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A trained classifier. `name` is what its detections are found by, such as `acts/1`.

    `context` and `bias` weigh the numbers of a turn in its contact: numbers by acts; `entries` are those entries of the
    lexicon that are among the numbers.
    """

    name: str
    digest: str
    languages: Mapping[str, Weights]
    entries: tuple[str, ...]
    context: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    lines: Mapping[str, Lines]
