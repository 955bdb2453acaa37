"""Turns as one row of tokens, and where its turns and sentences lie in it; keeps out what the words mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ccqa.reading.marks import Form
from ccqa.reading.pattern import Text
from ccqa.reading.tokens import LINE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccqa.reading.tokens import Tokenizer


@dataclass(frozen=True, slots=True)
class Page:
    """The turns' texts joined by line ends, where each turn starts, and of each token its place, norm and form.

    `starts` are characters, `tokens` the first token of each turn. `letters` tells which are words;
    `enders` are the tokens that end a sentence, `quotes` those that may quote; `array` has the norms
    and `shapes` the forms once more, for all tokens at once.
    """

    text: str
    starts: tuple[int, ...]
    tokens: list[int]
    begins: list[int]
    ends: list[int]
    letters: npt.NDArray[np.uint64]
    norms: list[int]
    forms: list[int]
    enders: list[int]
    quotes: list[int]
    array: npt.NDArray[np.uint64]
    shapes: npt.NDArray[np.uint64]

    @classmethod
    def of(cls, turns: Sequence[str], tokenizer: Tokenizer) -> Page:
        """Tokenise turns as one text, a line each."""
        text = LINE_END.join(turns)
        starts = (0, *accumulate(len(turn) + len(LINE_END) for turn in turns))[: len(turns)]
        norms, forms, begins, ends, letters = tokenizer.tokens(text)
        return cls(
            text,
            starts,
            np.searchsorted(begins, np.array(starts, np.uint64)).tolist(),
            begins.tolist(),
            ends.tolist(),
            letters,
            norms.tolist(),
            forms.tolist(),
            np.flatnonzero(forms & np.uint64(Form.ENDS)).tolist(),
            np.flatnonzero(forms & np.uint64(Form.QUOTE)).tolist(),
            norms,
            forms,
        )

    def turn_at(self, token: int) -> int:
        """Return the number of the turn that holds a token."""
        return bisect_right(self.tokens, token) - 1

    def bounds(self, turn: int) -> tuple[int, int]:
        """Return a turn's first token and the token after its last."""
        stop = self.tokens[turn + 1] - 1 if turn + 1 < len(self.tokens) else len(self.norms)
        return self.tokens[turn], stop

    def turn_tokens(self, turn: int) -> Text:
        """Return a turn as the tokens that patterns are matched against."""
        return Text(self.norms, self.forms, *self.bounds(turn))

    def turn_text(self, turn: int) -> str:
        """Return the text of a turn."""
        stop = self.starts[turn + 1] - len(LINE_END) if turn + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[turn] : stop]

    def word(self, token: int) -> str:
        """Return a token as it is written."""
        return self.text[self.begins[token] : self.ends[token]]

    def sentence(self, turn: int, token: int) -> tuple[int, int]:
        """Return the first token of a token's sentence and the token that ends it (or the turn's stop)."""
        first, stop = self.bounds(turn)
        number = bisect_left(self.enders, token)
        begin = self.enders[number - 1] + 1 if number else 0
        end = self.enders[number] if number < len(self.enders) else stop
        return max(begin, first), min(end, stop)

    def asks(self, turn: int, token: int) -> bool:
        """Tell whether a token's sentence ends in a question mark."""
        _, stop = self.bounds(turn)
        _, end = self.sentence(turn, token)
        return end < stop and bool(self.forms[end] & Form.ASKS)

    def having(self, form: int) -> npt.NDArray[np.bool_]:
        """Tell which tokens have a form."""
        return (self.shapes & np.uint64(form)) > 0

    def counted(self, marked: npt.NDArray[np.bool_] | npt.NDArray[np.uint64]) -> list[int]:
        """Return how many tokens of each turn are marked."""
        before = np.append(0, np.cumsum(marked, dtype=np.int64))
        return np.diff(before[[*self.tokens, len(self.norms)]]).tolist()  # type: ignore[no-any-return]

    def punctuated(self, turn: int) -> bool:
        """Tell whether a turn ends any sentence with a mark; speech and hasty chat often don't."""
        first, stop = self.bounds(turn)
        return bisect_left(self.enders, first) < bisect_left(self.enders, stop)

    def quoted(self, turn: int) -> tuple[int, ...]:
        """Return a turn's tokens that are quotation marks."""
        first, stop = self.bounds(turn)
        return tuple(self.quotes[bisect_left(self.quotes, first) : bisect_left(self.quotes, stop)])

    def place(self, turn: int, start: int, end: int) -> tuple[int, int]:
        """Return tokens `start` to `end` of a turn as characters of its text."""
        base = self.starts[turn]
        return self.begins[start] - base, self.ends[end - 1] - base
