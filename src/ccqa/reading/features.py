"""What the classifier sees of a turn's words: words, pairs of neighbours, and pieces of words; numbers all look alike.

A turn's score is the sum of what its features weigh, so that what a word weighs is worked out once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from spacy.strings import get_string_id

from ccqa.reading.marks import Form

if TYPE_CHECKING:
    import numpy.typing as npt

    from ccqa.reading.page import Page

NUMBER: Final = get_string_id("<number>")
EDGE: Final = get_string_id("<edge>")
"""Stands before the first word of a turn and after its last."""
SHORTEST, LONGEST = 3, 5
"""Characters of a piece of a word, its edges counted."""
PIECE_WEIGHT: Final = 0.3
"""Of a piece beside a whole word."""
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)


def words(page: Page) -> npt.NDArray[np.uint64]:
    """Return the key of each token of a page, with line ends as edges, and one edge after the last token."""
    keys = np.where(page.having(Form.DIGIT), np.uint64(NUMBER), page.array)
    keys = np.append(keys, np.uint64(EDGE))
    keys[np.array(page.tokens[1:], np.int64) - 1] = EDGE
    return keys


def pairs(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return the key of each token together with the one before it."""
    return (np.concatenate((keys[-1:], keys[:-1])) * _STEP) ^ keys


def pieces(word: str) -> list[int]:
    """Return the keys of the pieces of a word."""
    edged = f"<{word}>"
    return [
        get_string_id(edged[start : start + width])
        for width in range(SHORTEST, min(LONGEST, len(edged) - 1) + 1)
        for start in range(len(edged) - width + 1)
    ]
