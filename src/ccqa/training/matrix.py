"""Counts the features of turns: turns by features as a sparse matrix, with the keys that stand often enough."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from ccqa.reading import features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy.typing as npt

    from ccqa.reading.page import Page

FEWEST: Final = {"words": 2, "pairs": 2, "pieces": 3}
"""Turns in which a feature must stand to be learnt from."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Features of turns: for each kind, and each turn, how often each key stands in it."""

    words: tuple[Counter[int], ...]
    pairs: tuple[Counter[int], ...]
    pieces: tuple[Counter[int], ...]

    def only(self, turns: Iterable[int]) -> Counted:
        """Return the features of some of the turns."""
        kept = tuple(turns)
        return Counted(*(tuple(of[n] for n in kept) for of in (self.words, self.pairs, self.pieces)))


def counted(page: Page, word_of: Callable[[int], str]) -> Counted:
    """Count the features of the turns of a page."""
    keys = features.words(page)
    ends = [*page.tokens[1:], len(keys)]
    words = [keys[start : end - 1].tolist() for start, end in zip(page.tokens, ends, strict=True)]
    pairs = features.pairs(keys)
    together = [pairs[start:end].tolist() for start, end in zip(page.tokens, ends, strict=True)]
    pieces = {key: features.pieces(word_of(key)) for key in {k for turn in words for k in turn} - {features.NUMBER}}
    return Counted(
        tuple(map(Counter, words)),
        tuple(map(Counter, together)),
        tuple(Counter(piece for key in turn for piece in pieces.get(key, ())) for turn in words),
    )


def frequent(turns: Sequence[Counter[int]], fewest: int) -> npt.NDArray[np.uint64]:
    """Return the keys that stand in enough turns, sorted."""
    seen = Counter(key for turn in turns for key in turn)
    return np.array(sorted(key for key, count in seen.items() if count >= fewest), np.uint64)


def matrix(turns: Sequence[Counter[int]], keys: npt.NDArray[np.uint64]) -> sparse.csr_array:
    """Return how often each key stands in each turn: turns by keys."""
    column = {key: number for number, key in enumerate(keys.tolist())}
    rows = [[(column[key], count) for key, count in turn.items() if key in column] for turn in turns]
    starts = np.cumsum([0, *map(len, rows)])
    cells = [cell for row in rows for cell in row]
    columns, counts = np.array(cells, np.float64).reshape(-1, 2).T
    return sparse.csr_array((counts, columns.astype(np.int64), starts), shape=(len(turns), len(keys)))
