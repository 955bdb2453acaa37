"""Finds the whole of a code around a run of digits: "TF-2025-6612", "j 78 k 87"; keeps out what it is a code of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ccqa.privacy.runs import Run
    from ccqa.privacy.side import Said

GROUP: Final = re.compile(r"[^\W_]+")
AROUND: Final = 40
"""Characters to each side of a run that are looked at."""
CAPITALS, SMALL = 4, 3
"""Letters of a group in capitals, and in small letters, that may be part of a code."""


def whole(said: Said, run: Run) -> tuple[int, int]:
    """Return where the code ends that a run is part of: letters and digits, in groups that are no words."""
    text, tokens = said.text, list(GROUP.finditer(said.text, _left(said.text, run.start), run.end + AROUND))
    first = next(k for k, token in enumerate(tokens) if token.end() > run.start)
    last = max(k for k, token in enumerate(tokens) if token.start() < run.end)
    while first and _goes_on(said, tokens[first - 1], text[tokens[first - 1].end() : tokens[first].start()]):
        first -= 1
    while last + 1 < len(tokens) and _goes_on(
        said, tokens[last + 1], text[tokens[last].end() : tokens[last + 1].start()]
    ):
        last += 1
    return tokens[first].start(), tokens[last].end()


def _left(text: str, start: int) -> int:
    """Return where a word begins some way before a place."""
    return max(text.rfind(" ", 0, max(start - AROUND, 0)), 0)


def _goes_on(said: Said, token: re.Match[str], gap: str) -> bool:
    word = token[0]
    if gap in {"-", "/", "_", "."}:
        return any(map(str.isdigit, word)) or (len(word) <= CAPITALS and word.isupper())
    if gap not in {" ", ""} or said.text[max(token.start() - 1, 0) : token.start()] in {"'", "’"}:
        return False
    if (lower := word.lower()) in said.words.stop or lower in said.words.counted:
        return False
    inside = any(cue.start <= token.start() < cue.end for cue in said.cues)
    if inside or said.words.unit.fullmatch(word):
        return False
    return word.isdigit() or len(word) <= (CAPITALS if word.isupper() else SMALL) or any(map(str.isdigit, word))


def size(text: str, said: Said) -> int:
    """Return how many digits a code has, said or written, and letters with them."""
    groups = [group.lower() for group in GROUP.findall(text)]
    digits = sum(map(str.isdigit, text))
    letters = sum(sum(map(str.isalpha, group)) for group in groups if group not in said.words.counted)
    spoken = sum(len(said.words.numbers.get((group,), "")) for group in groups)
    return digits + spoken + (letters if digits > 1 else 0)
