"""Finds where a name begins and ends in a text, and a known name wherever it stands; keeps out whose name it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ccqa.privacy.words import Words

MOST: Final = 4
"""Words of a name."""
SHORTEST: Final = 2
NAME_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?(?![\w@]|-\d)")
ELIDED: Final = re.compile(r"(?:[cjmnstyl]|qu)['’]")
GAP: Final = re.compile(r"[ \t]{1,2}")
_MASKS: Final = frozenset(
    {"NAME", "PRS", "EMAIL", "PII", "ORG", "PERSON", "NUMBER", "ALPHANUMERICID", "PRS-ORG", "NAME-M", "NAME-F"}
)


def name_after(text: str, at: int, words: Words, *, any_case: bool) -> tuple[int, int] | None:
    """Return where the name stands that begins at or just after `at`; titles are passed over, other words end it."""
    at += len(text[at:]) - len(text[at:].lstrip(" \t:,"))
    start = end = -1
    for _ in range(MOST + 2):
        match = NAME_WORD.match(text, at)
        if not match:
            break
        word = match[0].rstrip(".")
        title = start < 0 and word.lower() in words.titles
        if not title and not _namely(word, words, any_case=any_case, first=start < 0):
            break
        if not title:
            start, end = (match.start() if start < 0 else start), match.start() + len(word)
        gap = GAP.match(text, match.end())
        if not gap or (match[0].endswith(".") and len(word) > 3):  # noqa: PLR2004 - "mevr." goes on, "Smith." does not
            break
        at = gap.end()
    return None if start < 0 or text[start:end].lower() in words.particles else (start, end)


def _namely(word: str, words: Words, *, any_case: bool, first: bool) -> bool:
    lower = word.lower()
    if word in _MASKS or lower in words.counted or lower in words.heads:
        return False
    if lower in words.particles:
        return not first or word[0].isupper()
    if lower in words.stop or ELIDED.match(lower):
        return False
    return any_case or (word[0].isupper() and not (len(word) > SHORTEST + 1 and word.isupper()))


def finder(names: frozenset[str], words: tuple[Words, ...]) -> re.Pattern[str] | None:
    """Return what finds the names, each as it was written, capitalised or in capitals.

    Next to each other they are one, and a capitalised word right after is a part of it.
    """
    if not names:
        return None
    ways = {way for name in names for way in (name, name[0].upper() + name[1:], name.upper())}
    one = "|".join(map(re.escape, sorted(ways, key=lambda way: (-len(way), way))))
    link = r"(?:\s+(?:(?:van|de|der|den|von|du|la|le)\s+){0,2}|-)"
    no = "|".join(sorted({word.capitalize() for w in words for word in w.stop | w.titles | frozenset(w.months)}))
    more = rf"[ ](?!(?:{no})\b)[A-ZÀ-Ý][\w'’-]+\b"
    less = rf"(?!(?:{no})\b)[A-ZÀ-Ý][^\W\d_]{{2,}}[ ]"
    return re.compile(rf"(?<![\w.-])(?:[A-ZÀ-Ý]\.\s?|{less})?(?:{one})(?:{link}(?:{one}))*(?:{more}){{0,2}}(?![\w@])")
