"""A contact as one tokenised document, and where its turns and sentences lie in it; keeps out what the words mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from spacy.attrs import IDX, IS_ALPHA, LENGTH, NORM, ORTH
from spacy.tokens import Doc

from ccqa.contact import Span
from ccqa.reading.marks import Form
from ccqa.reading.pattern import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccqa.contact import Turn
    from ccqa.reading.tokens import Tokenizer

_JOIN: Final = "\n"
_SPACES: Final = re.compile(" (?= )")
"""Every space but the last of a run: spaCy makes a token of them, which would break a phrase in two."""


@dataclass(frozen=True, slots=True)
class Page:
    """The document; the character and the token at which each turn starts; of each token its place, norm and form.

    `begins` and `ends` are characters of the turns' texts joined by line ends; `alphabetic` counts the words before a
    token.
    """

    doc: Doc
    starts: tuple[int, ...]
    tokens: tuple[int, ...]
    begins: list[int]
    ends: list[int]
    alphabetic: tuple[int, ...]
    norms: list[int]
    forms: list[int]

    @classmethod
    def of(cls, turns: Sequence[Turn], tokenizer: Tokenizer) -> Page:
        """Tokenise turns as one text, a line each."""
        text = _JOIN.join(turn.text for turn in turns)
        starts = (0, *accumulate(len(turn.text) + len(_JOIN) for turn in turns))[: len(turns)]
        dropped = [match.start() for match in _SPACES.finditer(text)]
        doc = tokenizer.text(_SPACES.sub("", text) if dropped else text)
        table = doc.to_array([IDX, LENGTH, IS_ALPHA, NORM, ORTH])
        places, lengths, words, norms, orths = (table[:, column].tolist() for column in range(5))
        begins, ends = places, [place + length for place, length in zip(places, lengths, strict=True)]
        if dropped:
            kept = _kept(len(text), dropped)
            begins, ends = [kept[b] for b in begins], [kept[e - 1] + 1 for e in ends]
        tokens = tuple(bisect_left(begins, start) for start in starts)
        forms = [tokenizer.forms[word] for word in orths]
        return cls(doc, starts, tokens, begins, ends, (0, *accumulate(words)), norms, forms)

    def turn_at(self, token: int) -> int:
        """Return the number of the turn that holds a token."""
        return bisect_right(self.tokens, token) - 1

    def bounds(self, turn: int) -> tuple[int, int]:
        """Return a turn's first token and the token after its last."""
        stop = self.tokens[turn + 1] - 1 if turn + 1 < len(self.tokens) else len(self.doc)
        return self.tokens[turn], stop

    def text(self, turn: int) -> Text:
        """Return a turn as the tokens that patterns are matched against."""
        return Text(self.norms, self.forms, *self.bounds(turn))

    def sentence(self, turn: int, token: int) -> tuple[int, int]:
        """Return the first token of a token's sentence and the token that ends it (or the turn's stop)."""
        first, stop = self.bounds(turn)
        begin = token
        while begin > first and not self.forms[begin - 1] & Form.ENDS:
            begin -= 1
        while token < stop and not self.forms[token] & Form.ENDS:
            token += 1
        return begin, token

    def asks(self, turn: int, token: int) -> bool:
        """Tell whether a token's sentence ends in a question mark."""
        _, stop = self.bounds(turn)
        _, end = self.sentence(turn, token)
        return end < stop and bool(self.forms[end] & Form.ASKS)

    def words(self, turn: int) -> int:
        """Return how many tokens of a turn are words."""
        first, stop = self.bounds(turn)
        return self.alphabetic[stop] - self.alphabetic[first] if stop > first else 0

    def punctuated(self, turn: int) -> bool:
        """Tell whether a turn ends any sentence with a mark; speech and hasty chat often don't."""
        first, stop = self.bounds(turn)
        return any(form & Form.ENDS for form in self.forms[first:stop])

    def span(self, turn: int, start: int, end: int) -> Span:
        """Return tokens `start` to `end` of a turn as a place in its text."""
        base = self.starts[turn]
        return Span(turn, self.begins[start] - base, self.ends[end - 1] - base)


def _kept(length: int, dropped: Sequence[int]) -> list[int]:
    """Return where each character of a text stood before some were dropped."""
    gone = frozenset(dropped)
    return [place for place in range(length) if place not in gone]
