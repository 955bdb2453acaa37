"""A contact as one tokenised document, and where its turns and sentences lie in it; keeps out what the words mean."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from spacy.attrs import IDX, IS_ALPHA, NORM, ORTH
from spacy.tokens import Doc

from ccqa.contact import Span
from ccqa.reading.marks import Form
from ccqa.reading.pattern import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ccqa.contact import Turn
    from ccqa.reading.marks import Forms

_JOIN: Final = "\n"
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def fold(word: str) -> str:
    """Return a word without case, accents and typographic apostrophes."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(character for character in plain if not unicodedata.combining(character))


def german_spelling(text: str) -> str:
    """Return a text with umlauts and sharp s written out."""
    return text.translate(_GERMAN)


@dataclass(frozen=True, slots=True)
class Page:
    """The document, the character and the token at which each turn starts, and how many words precede each token."""

    doc: Doc
    starts: tuple[int, ...]
    tokens: tuple[int, ...]
    alphabetic: tuple[int, ...]
    norms: list[int]
    forms: list[int]

    @classmethod
    def of(cls, turns: Sequence[Turn], tokenise: Callable[[str], Doc], forms: Forms) -> Page:
        """Tokenise turns as one text, a line each."""
        starts, at = [], 0
        for turn in turns:
            starts.append(at)
            at += len(turn.text) + len(_JOIN)
        doc = tokenise(_JOIN.join(turn.text for turn in turns))
        table = doc.to_array([IDX, IS_ALPHA, NORM, ORTH])
        places, words, norms, forms_of = (table[:, column].tolist() for column in range(4))
        tokens = tuple(bisect_left(places, start) for start in starts)
        return cls(doc, tuple(starts), tokens, (0, *accumulate(words)), norms, [forms[word] for word in forms_of])

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
        last, base = self.doc[end - 1], self.starts[turn]
        return Span(turn, self.doc[start].idx - base, last.idx + len(last) - base)
