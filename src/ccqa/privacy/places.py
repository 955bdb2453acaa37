"""Finds addresses: street and number with what follows, and postcodes where words or a question tell them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.privacy.side import Said
    from ccqa.privacy.words import Words

NUMBER: Final = r"\d{1,5}(?:\s?[a-z]\b)?\b(?:\s(?:bis|ter)\b)?"
NAME: Final = r"[^\W\d_][\w'’.-]*"
BOX: Final = r"(?:,?\s*(?:bus|bo[iî]te|bte|box|flat|apt|app)\.?\s*\w+)?"
POSTCODE: Final = r"(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{4}\s?[A-Z]{2}\b|(?:[A-Z]{1,2}[- ])?\d{4,6}\b)"
TAIL: Final = (
    rf"{BOX}(?:[,\s]+(?:in\s+|à\s+|te\s+)?{POSTCODE}(?:,?\s+(?-i:[A-Z]){NAME}(?:[ -](?-i:[A-Z]){NAME}){{0,2}})?)?"
)
SURE: Final = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[1-9]\d{3}\s[A-Z]{2})\b(?!\s?[\d-])")
"""Postcodes of the United Kingdom and the Netherlands, which nothing else looks like."""
FOLLOWS: Final = re.compile(
    r"(?:\s*[:=]\s*|\s+(?:is|est|ist|to|c'est|lautet|wordt|now|à|op|in)\s+(?:now\s+|maintenant\s+)?|\s(?=\d))"
    r"((?:[^\s,.;:?!\d]+,?\s+){0,4}\d+[^\W\d_]?(?:,?\s+[^\s,.;:?!\d]+){0,4}"
    r"(?:,?\s+(?:[A-Z]{1,2}[ -])?\d{4,6}\b(?:\s(?-i:[A-Z])\w+)?)?)",
    re.IGNORECASE,
)
LONGEST: Final = 14
"""Words of an answer that is an address and nothing more."""


def places(said: Said) -> Iterator[tuple[int, int, str]]:
    """Yield addresses and postcodes."""
    if not said.lines:
        return
    for match in _streets(said.words).finditer(said.text):
        yield *match.span(), "ADDRESS"
    for match in SURE.finditer(said.text):
        if said.customer:
            yield *match.span(), "ADDRESS"
    if said.customer:
        yield from _told(said)
    if said.customer and "ADDRESS" in said.asked:
        yield from _answers(said)


def _told(said: Said) -> Iterator[tuple[int, int, str]]:
    """Yield what follows words for an address up to a number, and the place after it."""
    for cue in said.cues:
        if cue.kind == "ADDRESS" and (match := FOLLOWS.match(said.text, cue.end)):
            yield *match.span(1), "ADDRESS"


def _answers(said: Said) -> Iterator[tuple[int, int, str]]:
    """Yield what answers a question for an address: from the first number or name to the last, line by line."""
    at = 0
    for line in said.text.split("\n"):
        tokens = list(re.finditer(r"[^\W_]+", line))
        kept = [t for t in tokens if t[0].lower() not in said.words.stop]
        inside = [run for run in said.lines if at <= run.start < at + len(line) and len(run.digits) > run.words]
        priced = any(said.words.unit.match(said.text, run.end) for run in inside)
        if inside and not priced and "?" not in line and len(tokens) <= LONGEST and 2 * len(kept) >= len(tokens):
            yield at + kept[0].start(), at + kept[-1].end(), "ADDRESS"
        at += len(line) + 1


@cache
def _streets(words: Words) -> re.Pattern[str]:
    """Return what finds a street with its number in a language."""
    ways, streets = [], words.streets
    no = "|".join(sorted(words.stop - words.particles - {"la", "le", "les", "du", "des", "de"}))
    name = rf"(?!(?:{no})\b){NAME}"
    free = r"(?!\s?[€%$£:]|[.,]\d)"
    if after := "|".join(streets["after"]):
        weak = "|".join(word.capitalize() for word in streets["weak"])
        end = rf"\b\.?(?:,?\s+(?:{name},?\s+){{0,3}}?(?:[A-Z]{{2}}\s+)?\d{{4,11}}\b)?{TAIL}"
        ways.append(
            rf"{NUMBER},?\s+(?:(?:{name}|\d{{1,4}}(?:st|nd|rd|th)?)\s+){{0,3}}?(?:(?:{after})|(?-i:[A-Z]){NAME}\s+(?-i:{weak})){end}"
        )
    if before := "|".join(streets["before"]):
        house = r"\d{1,4}\s?(?:bis|ter|[a-z]\b)?,?\s+"
        street = rf"(?:{before})\b\.?\s+(?:(?:de|du|des|la|le|les|saint|sainte)\s+|[dl]['’])*{name}"
        ways.append(rf"{house}{street}(?:\s+{name}){{0,3}}?(?:,?\s+{POSTCODE}(?:\s+{NAME})?)")
        ways.append(rf"{street}(?:\s+{name}){{0,3}}?,?\s+(?:n°\s?|numéro\s)?{NUMBER}{free}{TAIL}")
        ways.append(rf"{house}{street}(?:[ -](?-i:[A-ZÀ-Ý]){NAME}){{0,2}}{TAIL}")
    if ends := "|".join(streets["ends"]):
        apart = "|".join(end[1:] for end in streets["ends"])
        ways.append(rf"(?-i:[A-ZÄÖÜ])[\w-]*?(?<=\w\w)(?:{ends})\s+(?:nr\.?\s*|nummer\s+)?{NUMBER}{free}{TAIL}")
        ways.append(rf"(?-i:[A-ZÄÖÜ])[\w-]+[ -](?-i:[SWPGA])(?:{apart})\s+{NUMBER}{free}{TAIL}")
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})", re.IGNORECASE)
