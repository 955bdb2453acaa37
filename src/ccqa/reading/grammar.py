"""The small grammar in which lexicon phrases are written: text in, a pattern out; keeps out how it is matched.

`(a|b)` is a choice, also an empty one; `...` is a gap of up to five tokens within the sentence; `{name}`, `{num}` and
`{x}` stand for a name, a number, and one to four tokens of any kind; `^` and `$` are the edges of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOTS: Final = frozenset({"name", "num", "x"})
_GLUED: Final = re.compile(r"(?<=[^\s(|])\(([^()]*)\)|\(([^()]*)\)(?=[^\s)|])")
_PIECE: Final = re.compile(r"\(|\)|\||\.\.\.|\{\w*\}|\^|\$|[^()|{}^$.]+|\.|\{|\}")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must stand there."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences."""

    options: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A gap (`...`), a slot (`name`, `num`, `x`), or an edge (`^`, `$`)."""

    kind: str


Part = Words | Choice | Mark
Sequence = tuple[Part, ...]


def patterns(phrase: str) -> Iterator[Sequence]:
    """Yield the patterns that a phrase stands for: one, or several where a choice is part of a word.

    Raises ValueError where a parenthesis is open, a slot is unknown, or there are no words.
    """
    if glued := _GLUED.search(phrase):
        for option in (glued[1] if glued[1] is not None else glued[2]).split("|"):
            yield from patterns(phrase[: glued.start()] + option + phrase[glued.end() :])
        return
    pieces = _joined(_PIECE.findall(phrase))
    sequence, rest = _sequence(pieces)
    if rest:
        raise ValueError(f"a parenthesis closes that was not opened in {phrase!r}")
    if not any(isinstance(part, Words | Choice) for part in sequence):
        raise ValueError(f"no words in {phrase!r}")
    yield sequence


def _joined(pieces: list[str]) -> list[str]:
    """Put full stops back into the words they were cut from."""
    found: list[str] = []
    for piece in pieces:
        wordy = piece not in {"(", ")", "|", "...", "^", "$"} and not piece.startswith("{")
        if wordy and found and found[-1].endswith("\0"):
            found[-1] = found[-1][:-1] + piece + "\0"
        else:
            found.append(piece + "\0" if wordy else piece)
    return [piece.rstrip("\0") for piece in found]


def _sequence(pieces: list[str]) -> tuple[Sequence, list[str]]:
    """Return the parts up to a bar, a closing parenthesis or the end, and the pieces after them."""
    parts: list[Part] = []
    while pieces and pieces[0] not in {"|", ")"}:
        piece, *pieces = pieces
        if piece == "(":
            choice, pieces = _choice(pieces)
            parts.append(choice)
        elif piece.strip():
            parts.append(_part(piece.strip()))
    return tuple(parts), pieces


def _choice(pieces: list[str]) -> tuple[Choice, list[str]]:
    options = []
    while True:
        option, pieces = _sequence(pieces)
        options.append(option)
        if not pieces:
            raise ValueError("a parenthesis is not closed")
        closing, *pieces = pieces
        if closing == ")":
            return Choice(tuple(options)), pieces


def _part(piece: str) -> Part:
    if piece in {"...", "^", "$"}:
        return Mark(piece)
    if piece.startswith("{"):
        if piece[1:-1] not in SLOTS:
            raise ValueError(f"unknown slot {piece}: use {', '.join(f'{{{slot}}}' for slot in sorted(SLOTS))}")
        return Mark(piece[1:-1])
    return Words(" ".join(piece.split()))


def unfolded(sequence: Sequence) -> Iterator[Sequence]:
    """Yield sequences in which the first choice is settled, for patterns that have no anchor as they stand."""
    number = next(k for k, part in enumerate(sequence) if isinstance(part, Choice))
    choice = sequence[number]
    assert isinstance(choice, Choice)
    for option in choice.options:
        yield (*sequence[:number], *option, *sequence[number + 1 :])
