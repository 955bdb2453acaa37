"""What turns say by the words of a language; what was heard once is not looked for again.

New turns are tokenised together, which costs half of tokenising turn by turn.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from ccqa.contact import Role
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

CONFIDENCE: Final = {"sure": 0.9, "doubtful": 0.4}
MOST_KEPT: Final = 20_000
"""Turns that are remembered; with more, all are forgotten and heard anew."""
NOTHING: Final = frozenset[str]()
Key = tuple[Role, str]


class Language:
    """A lexicon ready to be matched. Make one a process and language: `language(code)` keeps it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries = lexicon.entries
        self._tokenizer = Tokenizer(lexicon.language)
        self._index = Index(lexicon, self._tokenizer.norms)
        self._kept: dict[Key, Said] = {}

    def said(self, turns: Sequence[Turn]) -> list[Said]:
        """Return what each turn says by itself."""
        if len(self._kept) > MOST_KEPT:
            self._kept.clear()
        keys = [(turn.role, turn.text) for turn in turns]
        if fresh := [key for key in dict.fromkeys(keys) if key not in self._kept]:
            self._kept.update(zip(fresh, self._hear(fresh), strict=True))
        return [self._kept[key] for key in keys]

    def _hear(self, turns: Sequence[Key]) -> Iterable[Said]:
        page = Page.of([text for _, text in turns], self._tokenizer)
        hits = list(self._index.hits(page, [role for role, _ in turns]))
        heard: dict[int, list[Heard]] = defaultdict(list)
        for hit in survivors(page, hits, self._entries):
            heard[hit.turn].append(Heard(hit.act, *page.place(hit.turn, hit.start, hit.end), CONFIDENCE[hit.kind]))
        against = vetoes(hits)
        return [put_together(page, n, text, heard[n], against.get(n, NOTHING)) for n, (_, text) in enumerate(turns)]


@cache
def language(code: str) -> Language:
    """Return the ready lexicon of a language that has one."""
    return Language(load(code))
