"""Finds dates of birth: a full date after words for one, or in answer to the question, or of a year long ago."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from ccqa.privacy.words import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.privacy.side import Said
    from ccqa.privacy.words import Words

REACH: Final = 40
"""Characters from the words to the date."""
GROWN: Final = re.compile(r"19[2-9]\d|200[0-7]")
"""Years in which a customer may have been born; a full date in one of them is rarely anything else."""
FIGURES: Final = re.compile(
    r"(?<![\w.])(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d\d)|\d{4}[./-]\d\d?[./-]\d\d?|"
    r"\d{1,2} \d{1,2} (?:19|20)\d\d|\d{8}|\d{6})(?!\w)"
)
HUNDREDS: Final = "et|hundred|cent|hundert|honderd|mille|mil|deux|tausend|duizend|and|und|en"
ORDINALS: Final = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|(?:twenty[ -])?"
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"twentieth|thirtieth|thirty[ -]first|dritte[rn]?|\w+(?:ste|te)[rn]?"
)


def births(said: Said) -> Iterator[tuple[int, int, str]]:
    """Yield dates of birth."""
    expected = said.customer and "DATE_OF_BIRTH" in said.asked
    told = [cue for cue in said.cues if cue.kind == "DATE_OF_BIRTH"]
    for match in _dates(said):
        near = any(0 <= match.start() - cue.end <= REACH for cue in told)
        old = said.customer and not match[0].isdigit() and GROWN.search(match[0])
        if expected or near or old:
            yield *match.span(), "DATE_OF_BIRTH"


def _dates(said: Said) -> Iterator[re.Match[str]]:
    yield from FIGURES.finditer(said.text)
    if not set(said.words.months).isdisjoint(spoken(said.text)):
        yield from _in_words(said.words).finditer(said.text)


@cache
def _in_words(words: Words) -> re.Pattern[str]:
    """Return what finds dates with the name of the month in a language, in figures or said."""
    months = "|".join(sorted(words.months, key=len, reverse=True))
    counted = "|".join(sorted({"".join(way) for way in words.numbers} | words.counted, key=len, reverse=True))
    day = rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|e|\.)?|(?:{counted})(?:[\s-](?:{counted}|et))?|premier|{ORDINALS})"
    year = rf"(?:(?:19|20)\d\d|'?\d\d|(?:(?:{counted}|{HUNDREDS})[\s-]?){{1,7}}(?<![\s-]))"
    said = rf"{day}\s*(?:of|de)?\s*(?:{months})\.?,?\s+{year}|(?:{months})\s+{day},?\s+{year}"
    return re.compile(rf"(?<![\w.])(?:{said})(?!\w)", re.IGNORECASE)
