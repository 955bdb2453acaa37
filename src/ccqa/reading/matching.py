"""What turns say by the words of a language; what was heard once is not looked for again.

New turns are tokenised together, which costs half of tokenising turn by turn.
"""

from __future__ import annotations

import atexit
import gc
from collections import defaultdict
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Final

from ccqa.contact import Role
from ccqa.reading.content import Content
from ccqa.reading.context import alone
from ccqa.reading.guards import survivors, vetoes
from ccqa.reading.index import Index
from ccqa.reading.lexicon import load
from ccqa.reading.page import Page
from ccqa.reading.said import Heard, Said, put_together
from ccqa.reading.tokens import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ccqa.contact import Turn
    from ccqa.reading.lexicon import Lexicon
    from ccqa.reading.model import Weights

CONFIDENCE: Final = {"sure": 0.9, "doubtful": 0.4}
MOST_KEPT: Final = 20_000
"""Turns that are remembered; with more, all are forgotten and heard anew."""
Key = tuple[Role, str]


class Language:
    """A language ready to be heard: its lexicon, and the weights of a classifier where there are some."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries = lexicon.entries
        self._tokenizer = Tokenizer(lexicon.language)
        self._index = Index(lexicon, self._tokenizer.norms)
        self._content: Content | None = None
        self._known: tuple[str, ...] = ()
        self._kept: dict[Key, Said] = {}

    def weighed_by(self, weights: Weights, entries: tuple[str, ...]) -> Language:
        """Return the same language with a classifier beside its lexicon; `entries` are those that it knows."""
        other = copy(self)
        other._content, other._known, other._kept = Content(weights, self.word), entries, {}  # noqa: SLF001 - its own
        return other

    def said(self, turns: Sequence[Turn]) -> list[Said]:
        """Return what each turn says by itself."""
        if len(self._kept) > MOST_KEPT:
            self._kept.clear()
        keys = [(turn.role, turn.text) for turn in turns]
        if fresh := [key for key in dict.fromkeys(keys) if key not in self._kept]:
            self._kept.update(zip(fresh, self._hear(fresh), strict=True))
        return [self._kept[key] for key in keys]

    def forget(self) -> None:
        """Let go of the turns that were heard."""
        self._kept.clear()

    def page(self, texts: Sequence[str]) -> Page:
        """Tokenise texts."""
        return Page.of(texts, self._tokenizer)

    @property
    def entries(self) -> tuple[str, ...]:
        """The acts and signals of the lexicon."""
        return tuple(self._entries)

    def word(self, norm: int) -> str:
        """Return the folded word that a norm stands for."""
        return self._tokenizer.word(norm)

    def _hear(self, turns: Sequence[Key]) -> Iterable[Said]:
        page = self.page([text for _, text in turns])
        hits = list(self._index.hits(page, [role for role, _ in turns]))
        heard: dict[int, list[Heard]] = defaultdict(list)
        for hit in survivors(page, hits, self._entries):
            heard[hit.turn].append(Heard(hit.act, *page.place(hit.turn, hit.start, hit.end), CONFIDENCE[hit.kind]))
        said = put_together(page, heard, vetoes(hits))
        if self._content is None:
            return said
        numbers = alone(said, self._content.scores(page), self._known)
        return [one._replace(numbers=row) for one, row in zip(said, numbers, strict=True)]


@cache
def language(code: str) -> Language:
    """Return the ready lexicon of a language that has one.

    It stays as long as the process, so that looking through it for garbage, again and again, is lost time; at the exit
    all is looked through once more, since other libraries complain of what they find left.
    """
    ready = Language(load(code))
    gc.freeze()
    atexit.register(gc.unfreeze)
    return ready
