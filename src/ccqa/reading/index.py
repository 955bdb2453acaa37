"""The phrases of a lexicon ready to be looked for: found by their anchors, the rest of each tried around them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ccqa.contact import Role
from ccqa.reading.anchors import anchor, needs, words_of
from ccqa.reading.beside import EDGE, beside
from ccqa.reading.course import Course, is_plain
from ccqa.reading.grammar import patterns, unfolded
from ccqa.reading.guards import Hit
from ccqa.reading.keys import Keys
from ccqa.reading.pattern import walk
from ccqa.reading.phrases import phrases_of
from ccqa.reading.sieve import Sieve
from ccqa.reading.steps import Steps, compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Sequence as Many

    from ccqa.reading.anchors import Norms
    from ccqa.reading.grammar import Sequence
    from ccqa.reading.lexicon import Lexicon
    from ccqa.reading.page import Page
    from ccqa.reading.pattern import Text

CHANNELS: Final = {role: number for number, role in enumerate(Role)}


class Use(NamedTuple):
    """What a matched anchor may be part of: a phrase of an entry (sure, doubtful or unless) or a guard word."""

    act: str
    kind: str
    before: Steps
    after: Steps
    needs: tuple[frozenset[int], ...]


class Index:
    """All phrases of a lexicon by their anchors; `norms` tells the norms of words."""

    def __init__(self, lexicon: Lexicon, norms: Callable[[str], Norms]) -> None:
        self._norms = cache(norms)
        self._keys = Keys()
        self._uses: list[Use] = []
        known = [(act, kind, p) for act, kind, phrase in phrases_of(lexicon) for p in patterns(phrase)]
        self._shares = self._shares_of(pattern for _, _, pattern in known)
        for act, kind, pattern in known:
            entry = lexicon.entries.get(act)
            self._add(act, kind, pattern, tuple(Role) if entry is None else entry.side)
        before, after = [beside(u.before, -1) for u in self._uses], [beside(u.after, 1) for u in self._uses]
        self._sieve = Sieve(before, after, [use.needs for use in self._uses])
        self._around = [(_untried(use.before, -1), _untried(use.after, 1)) for use in self._uses]

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
        for role in sides:
            for words in best.sequences:
                self._keys.add(words, CHANNELS[role], len(self._uses), self._shares)
        self._uses.append(Use(act, kind, before, after, needs((*left, *right), self._norms, self._shares)))

    def hits(self, page: Page, roles: Many[Role]) -> Iterator[Hit]:
        """Yield every phrase that stands in a page whose turns are said by `roles`."""
        numbers = np.array([CHANNELS[role] for role in roles], np.uint64)
        turns = np.repeat(np.arange(len(roles)), np.diff((*page.tokens, len(page.norms))))
        found = self._sieve.left(page, turns, self._keys.found(page.array, numbers[turns]))
        texts = cache(page.turn_tokens)
        for start, stop, number, turn in zip(*(column.tolist() for column in (*found, turns[found[0]])), strict=True):
            before, after = self._around[number]
            begin = _reach(before, texts(turn), start, -1) if before else start
            if begin is None:
                continue
            finish = _reach(after, texts(turn), stop, 1) if after else stop
            if finish is not None:
                use = self._uses[number]
                yield Hit(use.act, use.kind, turn, begin, finish)


def _untried(steps: Steps, way: int) -> Steps | Course:
    """Return what is left to try of steps once the token beside them was looked at: of a lone edge nothing."""
    if all(step.mark == EDGE[way] for step in steps):
        return ()
    return Course(steps) if is_plain(steps) else steps


def _reach(steps: Steps | Course, text: Text, at: int, way: int) -> int | None:
    return steps.reach(text, at, way) if isinstance(steps, Course) else walk(text, at, steps, way)
