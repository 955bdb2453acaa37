"""Chooses the part of a pattern by which it is looked for: word sequences, few and rare; keeps out how they are found.

The rarer an anchor, the less has to be tried around it. How common a word is, the phrases of its language tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final

from ccqa.reading.grammar import Choice, Mark, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ccqa.reading.grammar import Part, Sequence

Norms = tuple[int, ...]
MOST: Final = 64
"""Word sequences that one anchor may stand for."""
LONG: Final = 3
"""Words after which an anchor need not grow."""
RARE: Final = 1e-6
"""Estimated share of places with the anchor, under which fewer sequences count for more."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Parts `start` to `stop` of a pattern, and the word sequences that they can be."""

    start: int
    stop: int
    sequences: tuple[Norms, ...]


def anchor(pattern: Sequence, norms: Callable[[str], Norms], shares: Mapping[int, float]) -> Anchor | None:
    """Return the best anchor of a pattern, or None where every part can be something other than words."""
    parts = [_sequences(part, norms) for part in pattern]
    costs = [1.0 if options is None else sum(cost(o, shares) for o in options) for options in parts]
    ranges = list(_ranges(parts))
    if not ranges:
        return None

    def rank(bounds: tuple[int, int]) -> tuple[float, int]:
        start, stop = bounds
        return max(prod(costs[start:stop]), RARE), prod(len(o or ()) for o in parts[start:stop])

    start, stop = min(ranges, key=rank)
    chosen = product(*(options or () for options in parts[start:stop]))
    return Anchor(start, stop, tuple(dict.fromkeys(tuple(n for words in one for n in words) for one in chosen)))


def needs(parts: Sequence, norms: Callable[[str], Norms], shares: Mapping[int, float]) -> tuple[frozenset[int], ...]:
    """Return sets of words of which a text must hold one each for the parts to fit, the rarest set first."""
    sets = (_one_of(part, norms, shares) for part in parts)
    return tuple(sorted((s for s in sets if s), key=lambda s: sum(shares[word] for word in s)))


def _one_of(part: Part, norms: Callable[[str], Norms], shares: Mapping[int, float]) -> frozenset[int]:
    """Return words of which one stands wherever the part does, the rarest of each option; none if it can be empty."""
    if isinstance(part, Words):
        return frozenset({min(norms(part.text), key=shares.__getitem__)})
    if isinstance(part, Mark):
        return frozenset()
    options = [next(iter(needs(option, norms, shares)), frozenset[int]()) for option in part.options]
    return frozenset[int]().union(*options) if all(options) else frozenset()


def cost(words: Norms, shares: Mapping[int, float]) -> float:
    """Return the estimated share of places at which words stand."""
    return prod(shares[word] for word in words)


def _ranges(parts: list[tuple[Norms, ...] | None]) -> Iterator[tuple[int, int]]:
    """Yield the runs of parts that are words whatever is chosen, and stand for few sequences."""
    for start in range(len(parts)):
        count, least = 1, 0
        for stop in range(start, len(parts)):
            options = parts[stop]
            if options is None or count * len(options) > MOST:
                break
            count *= len(options)
            least += min(map(len, options))
            if least:
                yield start, stop + 1
            if least >= LONG:
                break


def _sequences(part: Part, norms: Callable[[str], Norms]) -> tuple[Norms, ...] | None:
    """Return the word sequences that a part can be, or None where it can be something else."""
    if isinstance(part, Words):
        return (norms(part.text),)
    if isinstance(part, Mark):
        return None
    found: list[Norms] = []
    for option in part.options:
        pieces = [_sequences(piece, norms) for piece in option]
        if None in pieces or prod(len(p or ()) for p in pieces) > MOST:
            return None
        found.extend(tuple(n for words in one for n in words) for one in product(*(p or () for p in pieces)))
    return tuple(dict.fromkeys(found))


def words_of(pattern: Sequence) -> Iterator[str]:
    """Yield the words of a pattern, those of every choice."""
    for part in pattern:
        if isinstance(part, Words):
            yield part.text
        elif isinstance(part, Choice):
            for option in part.options:
                yield from words_of(option)
