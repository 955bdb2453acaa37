"""Finds runs of digits in a text, written or said as words; keeps out what they are the number of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ccqa.privacy.spoken import TWICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.privacy.words import Words

MOST_WORDS: Final = 4
"""Of one number: "quatre-vingt-dix-sept"."""
Token = tuple[str, int, int]
"""A word in small letters or digits, and where it stands."""
TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
BETWEEN: Final = re.compile(
    r"[\s,.\-\u2010-\u2015/()…]{0,4}(?:(?:e+u*h+m?|u+h+m?|u+m+|ä+h+m?|h+m+)[\s,.…]{1,4})?", re.IGNORECASE
)
"""What may stand between two pieces of one number: a few marks, a line's end, a hesitation."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start` to `end` of a text that read as `digits`; `words` of its pieces are spelt out."""

    start: int
    end: int
    digits: str
    words: int = 0


def runs(text: str, words: Words) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the runs of a text, in order, and those where each line stands for itself.

    A number word alone is one too; in the first, a line's end does not end a run.
    """
    pieces = tuple(_pieces(text, words))
    joined = _joined(text, pieces)
    return joined, _joined(text, pieces, "\n") if "\n" in text else joined


def _joined(text: str, pieces: Iterable[Run], apart: str = "\0") -> tuple[Run, ...]:
    found: list[Run] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and BETWEEN.fullmatch(text, last.end, piece.start) and apart not in text[last.end : piece.start]:
            found[-1] = Run(last.start, piece.end, last.digits + piece.digits, last.words + piece.words)
        else:
            found.append(piece)
    return tuple(found)


def _pieces(text: str, words: Words) -> Iterator[Run]:
    tokens = [(match[0].lower(), match.start(), match.end()) for match in TOKEN.finditer(text)]
    at, times, since = 0, 1, 0
    for number, (word, begin, _) in enumerate(tokens):
        if number < at or not (word in words.counted or word.isdigit()):
            times = times if number < at else 1
            continue
        took, digits = _read(tokens[number : number + MOST_WORDS], words)
        if took:
            start = begin if times == 1 else since
            yield Run(start, tokens[number + took - 1][2], digits[0] * (times - 1) + digits, not word.isdigit())
            at, times = number + took, 1
        else:
            times, since = TWICE.get(word, 1), begin


def _read(tokens: list[Token], words: Words) -> tuple[int, str]:
    """Return how many tokens the number at the first takes, and its digits; the longest reading wins."""
    if tokens[0][0].isdigit():
        return 1, "".join(str(int(digit)) for digit in tokens[0][0])
    said: list[str] = []
    best, before = (0, ""), tokens[0][1]
    for word, start, end in tokens:
        if word not in words.counted or start - before > 1:
            break
        said.append(word)
        before = end
        if digits := words.numbers.get(tuple(said)):
            best = (len(said), digits)
    return best
