"""The phrases of a lexicon ready to be looked for: found by their anchors, the rest of each tried around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.contact import Role
from ccqa.reading.anchors import anchor, needs, words_of
from ccqa.reading.grammar import patterns, unfolded
from ccqa.reading.guards import Hit
from ccqa.reading.keys import Keys
from ccqa.reading.pattern import walk
from ccqa.reading.phrases import phrases_of
from ccqa.reading.steps import Steps, compiled, first_norms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Sequence as Many

    from ccqa.reading.anchors import Norms
    from ccqa.reading.grammar import Sequence
    from ccqa.reading.lexicon import Lexicon
    from ccqa.reading.page import Page

CHANNELS: Final = {role: number for number, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Use:
    """What a matched anchor may be part of: a phrase of an entry (sure, doubtful or unless) or a guard word."""

    act: str
    kind: str
    before: Steps
    after: Steps
    previous: frozenset[int] | None
    following: frozenset[int] | None
    needs: tuple[frozenset[int], ...]

    def may_fit(self, norms: list[int], start: int, end: int) -> bool:
        """Tell whether the tokens on both sides of the anchor leave the phrase possible."""
        if self.following is not None and (end >= len(norms) or norms[end] not in self.following):
            return False
        return self.previous is None or (start > 0 and norms[start - 1] in self.previous)


class Index:
    """All phrases of a lexicon by their anchors; `norms` tells the norms of words."""

    def __init__(self, lexicon: Lexicon, norms: Callable[[str], Norms]) -> None:
        self._norms = cache(norms)
        self._keys: Keys[Use] = Keys()
        known = [(act, kind, p) for act, kind, phrase in phrases_of(lexicon) for p in patterns(phrase)]
        self._shares = self._shares_of(pattern for _, _, pattern in known)
        for act, kind, pattern in known:
            entry = lexicon.entries.get(act)
            self._add(act, kind, pattern, tuple(Role) if entry is None else entry.side)

    def _shares_of(self, known: Iterable[Sequence]) -> Mapping[int, float]:
        """Return how large a share of the words of all phrases each word is."""
        counts = Counter(norm for pattern in known for words in words_of(pattern) for norm in self._norms(words))
        return {norm: count / counts.total() for norm, count in counts.items()}

    def _add(self, act: str, kind: str, pattern: Sequence, sides: tuple[Role, ...]) -> None:
        """Look for a pattern by its anchor; what stands around it is tried where the anchor is found."""
        best = anchor(pattern, self._norms, self._shares)
        if best is None:
            for settled in unfolded(pattern):
                self._add(act, kind, settled, sides)
            return
        left, right = pattern[: best.start], pattern[best.stop :]
        before, after = compiled(left, self._norms, -1), compiled(right, self._norms, 1)
        needed = needs((*left, *right), self._norms, self._shares)
        use = Use(act, kind, before, after, first_norms(before), first_norms(after), needed)
        for role in sides:
            for words in best.sequences:
                self._keys.add(words, CHANNELS[role], use, self._shares)

    def hits(self, page: Page, roles: Many[Role]) -> Iterator[Hit]:
        """Yield every phrase that stands in a page whose turns are said by `roles`."""
        numbers = np.array([CHANNELS[role] for role in roles], np.uint64)
        channels = np.repeat(numbers, np.diff((*page.tokens, len(page.norms))))
        said = _WordsOfTurns(page)
        for start, end, use in self._keys.found(page.array, channels, page.norms):
            if not use.may_fit(page.norms, start, end):
                continue
            turn = page.turn_at(start)
            if any(map(said[turn].isdisjoint, use.needs)):
                continue
            if place := _fit(page, use, turn, start, end):
                yield Hit(use.act, use.kind, turn, *place)


class _WordsOfTurns(dict[int, frozenset[int]]):
    """The different words of turns, put together where they are asked for."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def __missing__(self, turn: int) -> frozenset[int]:
        first, stop = self._page.bounds(turn)
        words = self[turn] = frozenset(self._page.norms[first:stop])
        return words


def _fit(page: Page, use: Use, turn: int, start: int, end: int) -> tuple[int, int] | None:
    """Match what stands before and after the anchor; return the tokens of the whole phrase."""
    if not (use.before or use.after):
        return start, end
    text = page.turn_tokens(turn)
    begin = walk(text, start, use.before, -1)
    finish = None if begin is None else walk(text, end, use.after, 1)
    return None if begin is None or finish is None else (begin, finish)
