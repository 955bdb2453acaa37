"""Looks for many short word sequences in a text at once, by hashed n-grams; keeps out what the sequences mean.

Every place of a text is hashed in a few array operations and looked up in one table of bits; only the places that the
table knows are compared. Ten times as fast as a matcher that yields each word that might begin something.
"""

from __future__ import annotations

from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Norms = npt.NDArray[np.uint64]
    Numbers = npt.NDArray[np.int64]
    Found = tuple[Numbers, Numbers, Numbers]

LONGEST: Final = 3
"""Words of a key."""
BITS: Final = 21
"""Of the table that tells which hashes are keys: 2 MB, one in forty marked by 50,000 keys."""
_WHOLE: Final = (1 << 64) - 1
_STEP: Final = 0x9E3779B97F4A7C15
_CHANNEL: Final = 0xC2B2AE3D27D4EB4F
"""Not the step: a word in channel 1 would hash as that word after another."""
_SHIFT: Final = np.uint64(64 - BITS)


class Bits:
    """A table that tells which pairs of a number and a channel are known; in a few of a hundred cases it is wrong.

    What is known is always told; a channel is a small number that keeps numbers apart, as roles do words.
    """

    def __init__(self) -> None:
        self._known = np.zeros(1 << BITS, np.bool_)

    def add(self, number: int, channel: int = 0) -> None:
        """Make a pair known."""
        self._known[((number ^ (channel * _CHANNEL & _WHOLE)) * _STEP & _WHOLE) >> int(_SHIFT)] = True

    def knows(self, numbers: Norms, channels: Norms | None = None) -> npt.NDArray[np.bool_]:
        """Tell of each pair whether it may be known."""
        hashed = numbers if channels is None else in_channel(numbers, channels)
        return self._known[(hashed * np.uint64(_STEP)) >> _SHIFT]  # type: ignore[no-any-return]


def in_channel(numbers: Norms, channels: Norms) -> Norms:
    """Return what numbers are in their channels."""
    return numbers ^ (channels * np.uint64(_CHANNEL))


class Keys:
    """Numbers by word sequence and channel; all are added before the first text is looked through."""

    def __init__(self) -> None:
        self._listed: list[tuple[int, int, int, int]] = []
        self._long: list[tuple[int, ...]] = []
        self._bits = Bits()

    def add(self, words: tuple[int, ...], channel: int, number: int, shares: Mapping[int, float]) -> None:
        """Keep a number under a sequence of norms; its rarest part of up to three words is the key."""
        width = min(LONGEST, len(words))
        offset = min(range(len(words) - width + 1), key=lambda k: prod(shares[w] for w in words[k : k + width]))
        hashed = words[offset] ^ (channel * _CHANNEL & _WHOLE)
        for word in words[offset + 1 : offset + width]:
            hashed = (hashed * _STEP & _WHOLE) ^ word
        self._listed.append((hashed, offset, len(words), number))
        self._long.append(words if len(words) > width else ())
        self._bits.add(hashed)

    @cached_property
    def _columns(self) -> tuple[Norms, Numbers, npt.NDArray[Any]]:
        """The hashes in order, each once with its end; and offset, length, number and place of adding, by hash."""
        order = sorted(range(len(self._listed)), key=lambda n: self._listed[n][0])
        hashes, ends = np.unique(np.array([self._listed[n][0] for n in order], np.uint64), return_counts=True)
        rows = np.array([(*self._listed[n][1:], n) for n in order], np.int64).reshape(-1, 4)
        return hashes, np.cumsum(ends), rows

    def found(self, norms: Norms, channels: Norms) -> Found:
        """Return first words, words after the last, and numbers of the sequences that stand in a text.

        `norms` has the text's words, `channels` the channel of each.
        """
        parts = []
        hashes = in_channel(norms, channels)
        for width in range(1, LONGEST + 1):
            parts.append(self._at(hashes))
            hashes = (hashes[:-1] * np.uint64(_STEP)) ^ norms[width:]
        starts, rows = (np.concatenate(part) for part in zip(*parts, strict=True))
        columns = self._columns[2][rows]
        stops = starts + columns[:, 1]
        stands = self._stands(norms, starts, columns)
        return starts[stands], stops[stands], columns[stands, 2]

    def _at(self, hashes: Norms) -> tuple[Numbers, Numbers]:
        """Return where the sequences of these keys would start, and the row of each."""
        known, ends, rows = self._columns
        places = np.flatnonzero(self._bits.knows(hashes))
        at = np.searchsorted(known, hashes[places])
        same = known[np.minimum(at, len(known) - 1)] == hashes[places] if len(known) else np.zeros(0, np.bool_)
        places, at = places[same[: len(places)]], at[same[: len(places)]]
        counts = np.diff(ends, prepend=0)[at]
        listed = np.arange(counts.sum()) + np.repeat(ends[at] - np.cumsum(counts), counts)
        return np.repeat(places, counts) - rows[listed, 0], listed

    def _stands(self, norms: Norms, starts: Numbers, columns: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
        """Tell which sequences stand whole where their keys do; only those longer than a key have to be looked at."""
        stands = np.ones(len(starts), np.bool_)
        for n in np.flatnonzero(columns[:, 1] > LONGEST).tolist():
            words = self._long[columns[n, 3]]
            stands[n] = starts[n] >= 0 and tuple(norms[starts[n] : starts[n] + len(words)].tolist()) == words
        return stands
