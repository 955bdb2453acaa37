"""Leaves, of all places where anchors stand, those where their phrases can: by what lies beside them and in the turn.

All places are looked at in a few array operations. Keeps out whether a phrase does stand there.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.reading.keys import Bits
from ccqa.reading.marks import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ccqa.reading.beside import Beside
    from ccqa.reading.keys import Found
    from ccqa.reading.page import Page

    Numbers = npt.NDArray[np.int64]
    Marks = npt.NDArray[np.bool_]
    Norms = npt.NDArray[np.uint64]

ANY: Final = 0
"""Stands for no condition."""


class Neighbours:
    """For each phrase, what may stand on one side of its anchor."""

    def __init__(self, wanted: Sequence[Beside | None]) -> None:
        numbers = {one: number for number, one in enumerate(dict.fromkeys(w for w in wanted if w), 1)}
        self._of = np.array([numbers[one] if one else ANY for one in wanted], np.uint64)
        self._forms = np.array([0, *(one.forms for one in numbers)], np.uint64)
        self._edge = np.array([False, *(one.edge for one in numbers)])
        self._words = np.array([False, *(bool(one.norms) for one in numbers)])
        self._bits = Bits()
        for one, number in numbers.items():
            for norm in one.norms:
                self._bits.add(norm, number)

    def fit(self, phrases: Numbers, norms: Norms, forms: Norms, edges: Marks) -> Marks:
        """Tell of each phrase whether the token beside its anchor, with its norm, its form and an edge, is possible."""
        wanted = self._of[phrases]
        fits: Marks = (wanted == ANY) | (self._edge[wanted] & edges) | (self._forms[wanted] & forms > 0)
        return fits | (self._words[wanted] & self._bits.knows(norms, wanted))


class Needs:
    """For each phrase, the sets of words of which its turn must hold one each."""

    def __init__(self, needs: Sequence[tuple[frozenset[int], ...]]) -> None:
        numbers = {one: number for number, one in enumerate(dict.fromkeys(s for sets in needs for s in sets), 1)}
        by_phrase = [[numbers[one] for one in sets] for sets in needs]
        self._rounds = [np.array(row, np.int64) for row in zip_longest(*by_phrase, fillvalue=ANY)]
        pairs = sorted((word, number) for one, number in numbers.items() for word in one)
        self._words, counts = np.unique(np.array([word for word, _ in pairs], np.uint64), return_counts=True)
        self._stops, self._counts = np.cumsum(counts), counts
        self._sets = np.array([number for _, number in pairs], np.int64)
        self._width = len(numbers) + 1

    def held(self, norms: Norms, turns: Numbers) -> Marks:
        """Tell which sets turns hold a word of, given each word and its turn: turns by sets."""
        table = np.zeros((int(turns[-1]) + 1 if len(turns) else 0, self._width), np.bool_)
        table[:, ANY] = True
        at = np.minimum(np.searchsorted(self._words, norms), max(len(self._words) - 1, 0))
        known = self._words[at] == norms if len(self._words) else np.zeros(len(norms), np.bool_)
        at, turns = at[known], turns[known]
        counts = self._counts[at]
        listed = np.arange(counts.sum()) + np.repeat(self._stops[at] - np.cumsum(counts), counts)
        table[np.repeat(turns, counts), self._sets[listed]] = True
        return table

    def met(self, phrases: Numbers, turns: Numbers, held: Marks) -> Numbers:
        """Return the rows of the phrases whose needs the turns hold that they may stand in."""
        rows = np.arange(len(phrases))
        for wanted in self._rounds:
            rows = rows[held[turns[rows], wanted[phrases[rows]]]]
        return rows


class Sieve:
    """What every phrase wants before its anchor, after it, and anywhere in the turn."""

    def __init__(
        self,
        before: Sequence[Beside | None],
        after: Sequence[Beside | None],
        needs: Sequence[tuple[frozenset[int], ...]],
    ) -> None:
        self._before, self._after, self._needs = Neighbours(before), Neighbours(after), Needs(needs)

    def left(self, page: Page, turns: Numbers, found: Found) -> Found:
        """Return the anchors around which phrases are possible, of those found; `turns` has the turn of each token."""
        starts, stops, phrases = found
        norms, forms = np.append(page.array, np.uint64(0)), np.append(page.shapes, np.uint64(0))
        begins, ends = edges(page.shapes)
        fits = self._after.fit(phrases, norms[stops], forms[stops], ends[stops])
        rows = np.flatnonzero(fits)
        starts, stops, phrases = starts[rows], stops[rows], phrases[rows]
        fits = self._before.fit(phrases, norms[starts - 1], forms[starts - 1], begins[starts])
        rows = np.flatnonzero(fits)
        starts, stops, phrases = starts[rows], stops[rows], phrases[rows]
        rows = self._needs.met(phrases, turns[starts], self._needs.held(page.array, turns))
        return starts[rows], stops[rows], phrases[rows]


def edges(forms: Norms) -> tuple[Marks, Marks]:
    """Tell of each place between tokens whether a sentence starts there, and whether one, or a part of it, ends."""
    enders, marks = forms & np.uint64(Form.ENDS) > 0, forms & np.uint64(Form.PUNCTUATION) > 0
    solid = np.where(~marks | enders, np.arange(len(forms)), -1)
    last = np.maximum.accumulate(solid)
    starts = np.append(True, (last < 0) | enders[last])
    return starts, np.append(enders | marks, True)
