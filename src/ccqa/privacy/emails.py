"""Finds e-mail addresses: written, said aloud ("j dot doe at example dot com"), or with the marks left out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.privacy.side import Said
    from ccqa.privacy.words import Words

WRITTEN: Final = re.compile(r"[\w.%+'-]*\w\s?@\s?[\w-]+(?:\.[\w-]+)+")
PROVIDERS: Final = ("gmail", "hotmail", "yahoo", "outlook", "icloud", "ymail", "rediffmail", "skynet", "telenet",
                    "proximus",
                    "gmx", "wanadoo", "ziggo", "googlemail", "laposte", "freenet")  # fmt: skip
RUN_IN: Final = re.compile(
    rf"\b\w*(?:{'|'.join(PROVIDERS)})(?:(?:\s?[.,]\s?|\s)(?:com|be|fr|nl|de|net|org)|(?:com?|be|fr|nl|de|net|org|in|cpm|con|couk))\b",
    re.IGNORECASE,
)
"""A provider and its ending, run together or apart, whatever ran into them from the left."""
_WORD_BEFORE: Final = re.compile(r"(?<![\w'’])([^\W_]+)[ ]\Z")
GLUED: Final = re.compile(r"(?<!\w)[^\W_]{6,}(?:com|cpm|net|org)(?!\w)", re.IGNORECASE)
"""An address that lost all its marks, where one is expected."""
_LAST: Final = re.compile(r"(?P<word>[^\W_]+)(?:\s(?P<digits>\d+))?(?:\s(?P<more>[a-z]{1,2}))?\s$", re.IGNORECASE)


def emails(said: Said) -> Iterator[tuple[int, int, str]]:
    """Yield e-mail addresses."""
    text, lower = said.text, said.text.lower()
    if "@" in text:
        for match in WRITTEN.finditer(text):
            yield *match.span(), "EMAIL"
    if any(word in lower for word in said.words.at) and any(word in lower for word in said.words.dot):
        for match in _spoken(said.words).finditer(text):
            yield _spelt_from(said, match.start()), match.end(), "EMAIL"
    if said.alone or "EMAIL" in said.asked or any(cue.kind == "EMAIL" for cue in said.cues):
        for match in GLUED.finditer(text):
            yield *match.span(), "EMAIL"
    if any(name in lower for name in PROVIDERS):
        for match in RUN_IN.finditer(text):
            yield _begin(said, match), match.end(), "EMAIL"


def _spelt_from(said: Said, start: int) -> int:
    """Return where a spoken address begins: words before it belong to it where an address is expected."""
    if "EMAIL" not in said.asked and not any(cue.kind == "EMAIL" and cue.end <= start for cue in said.cues):
        return start
    while (before := _WORD_BEFORE.search(said.text, 0, start)) and before[1].lower() not in said.words.stop:
        start = before.start(1)
    return start


def _begin(said: Said, match: re.Match[str]) -> int:
    """Return where an address begins whose marks are gone: its last word, and a number between, belong to it."""
    whole = not match[0].lower().startswith(PROVIDERS)
    before = _LAST.search(said.text[: match.start()].rpartition("\n")[2])
    offset = said.text.rfind("\n", 0, match.start()) + 1
    if not before or before["word"].lower() in said.words.stop | {"id", "mail", "is"}:
        if before and before["digits"]:
            return offset + before.start("digits")
        return match.start()
    return match.start() if whole and not before["word"].isdigit() else offset + before.start("word")


@cache
def _spoken(words: Words) -> re.Pattern[str]:
    """Return what finds an address said in a language: parts joined by words, "at", a domain, "dot", an ending."""
    at, dot, join = (
        "|".join(map(re.escape, sorted(w, key=len, reverse=True))) for w in (words.at, words.dot, words.joiners)
    )
    part = rf"(?!(?:{at}|{dot})\b)[\w+-]+"
    link = rf"(?:\s+(?:{dot}|{join})\s+|\s*[.]\s*|(?<=\b\w)\s+(?=\w\b)|(?<=\d)\s+|\s+(?=\d))"
    sign = rf"\s+(?:{at})(?:\s+(?:sign|symbol|teken|zeichen|commercial))?\s+"
    domain = rf"{part}(?:\s+{part}){{0,2}}?(?:\s+(?:{dot})\s+[a-z]{{2,}}|\s?[.]\s?(?:com|be|fr|nl|de|org|net|eu|uk)\b)+"
    return re.compile(rf"(?<![\w'’]){part}(?:{link}{part})*{sign}{domain}", re.IGNORECASE)
