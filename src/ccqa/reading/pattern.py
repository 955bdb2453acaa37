"""The small grammar in which lexicon phrases are written, and how a phrase is matched against tokens.

`(a|b)` is a choice, also an empty one; `...` is a gap of up to five tokens within the sentence; `{name}`, `{num}` and
`{x}` stand for a name, a number, and one to four tokens of any kind; `^` and `$` are the edges of a sentence.
Keeps out which phrases there are and what they mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

GAP_TOKENS: Final = 5
WIDEST: Final = {"name": 3, "num": 2, "x": 4}
ENDERS: Final = frozenset({".", "!", "?", "…", "...", "\n", "\n\n", "!!", "??", "?!", "!?"})
MASK_OPENERS: Final = frozenset({"#", "<", "[", "{", "{{"})
_CHOICE = re.compile(r"\(([^()]*)\)")
_PART = re.compile(r"(\.\.\.|\{\w+\}|\^|\$)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase as parts: literals (text) and `...`, `{slot}`, `^`, `$`; `anchor` is the number of its first literal."""

    parts: tuple[str, ...]
    anchor: int


def expand(phrase: str) -> Iterator[str]:
    """Yield every phrase that the choices of `phrase` stand for, innermost first, with single spaces."""
    choice = _CHOICE.search(phrase)
    if choice is None:
        yield " ".join(phrase.split())
        return
    for option in choice[1].split("|"):
        yield from expand(phrase[: choice.start()] + option + phrase[choice.end() :])


def parse(phrase: str) -> Pattern:
    """Split an expanded phrase into parts; raises ValueError where it has no literal or an unknown slot."""
    parts = tuple(part.strip() for part in _PART.split(phrase) if part.strip())
    for part in parts:
        if part.startswith("{") and part[1:-1] not in WIDEST:
            raise ValueError(f"unknown slot {part}: use one of {', '.join(f'{{{slot}}}' for slot in WIDEST)}")
    literals = [number for number, part in enumerate(parts) if is_literal(part)]
    if not literals:
        raise ValueError(f"no words in {phrase!r}")
    return Pattern(parts, literals[0])


def is_literal(part: str) -> bool:
    """Tell words from gaps, slots and edges."""
    return part not in {"...", "^", "$"} and not part.startswith("{")


def ends_sentence(token: Token) -> bool:
    """Tell whether a sentence ends at this token."""
    return token.text in ENDERS or token.is_space and "\n" in token.text


def at_start(doc: Doc, index: int, first: int) -> bool:
    """Tell whether token `index` opens a sentence of the turn that starts at token `first`."""
    while index > first and doc[index - 1].is_punct and not ends_sentence(doc[index - 1]):
        index -= 1
    return index <= first or ends_sentence(doc[index - 1])


def at_end(doc: Doc, index: int, stop: int) -> bool:
    """Tell whether a sentence ends before token `index`, in a turn that stops before token `stop`."""
    return index >= stop or ends_sentence(doc[index]) or doc[index].text in {",", ";", ":"} or doc[index].is_punct


def forward(doc: Doc, index: int, parts: Sequence[tuple[str, tuple[int, ...]]], stop: int) -> int | None:
    """Return where the remaining parts end when they start at token `index`, or None where they don't fit.

    A part is its text and, for a literal, the norms of its tokens.
    """
    if not parts:
        return index
    (part, norms), rest = parts[0], parts[1:]
    if norms:
        end = index + len(norms)
        fits = end <= stop and all(doc[index + k].norm == norm for k, norm in enumerate(norms))
        return forward(doc, end, rest, stop) if fits else None
    if part == "$":
        return forward(doc, index, rest, stop) if at_end(doc, index, stop) else None
    if part == "...":
        return _after_gap(doc, index, rest, stop)
    return _after_slot(doc, index, part[1:-1], rest, stop)


def _after_gap(doc: Doc, index: int, rest: Sequence[tuple[str, tuple[int, ...]]], stop: int) -> int | None:
    for skipped in range(GAP_TOKENS + 1):
        here = index + skipped
        if (end := forward(doc, here, rest, stop)) is not None:
            return end
        if here >= stop or ends_sentence(doc[here]):
            return None
    return None


def _after_slot(doc: Doc, index: int, slot: str, rest: Sequence[tuple[str, tuple[int, ...]]], stop: int) -> int | None:
    best = None
    for width in range(1, WIDEST[slot] + 1):
        if not fills(doc, index, index + width, stop, slot):
            continue
        end = forward(doc, index + width, rest, stop)
        if end is None:
            continue
        if rest:
            return end
        best = end
    return best


def backward(doc: Doc, index: int, parts: Sequence[str], first: int) -> int | None:
    """Return where the parts before the anchor begin when they end at token `index`, or None."""
    if not parts:
        return index
    part, rest = parts[-1], parts[:-1]
    if part == "^":
        return backward(doc, index, rest, first) if at_start(doc, index, first) else None
    if part == "...":
        return backward(doc, index, rest, first)
    slot = part[1:-1]
    for width in range(WIDEST[slot], 0, -1):
        if index - width >= first and fills(doc, index - width, index, index, slot):
            begin = backward(doc, index - width, rest, first)
            if begin is not None:
                return begin
    return None


def fills(doc: Doc, start: int, end: int, stop: int, slot: str) -> bool:
    """Tell whether the tokens from `start` to `end` are what the slot stands for; mask tokens fill every slot."""
    if end > stop:
        return False
    tokens = doc[start:end]
    if slot == "x":
        return not any(ends_sentence(token) for token in tokens)
    if tokens[0].text in MASK_OPENERS:
        return len(tokens) == WIDEST["name"]
    test = _is_number if slot == "num" else _is_name
    return all(test(token) for token in tokens)


def _is_number(token: Token) -> bool:
    return bool(token.like_num) or any(character.isdigit() for character in token.text)


def _is_name(token: Token) -> bool:
    return bool(token.is_alpha or "-" in token.text) and len(token.text) > 1 and not token.is_stop
