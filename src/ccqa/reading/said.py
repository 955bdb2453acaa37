"""What the words of one turn say by themselves, whatever came before; kept, since much is said again and again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ccqa.reading import SURE_FROM
from ccqa.reading.guards import QUESTION

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from ccqa.reading.page import Page

    Numbers = npt.NDArray[np.float32] | None

FEWEST_WORDS: Final = 4
"""Of a turn in which a function word can be expected."""
RARELY: Final = 7
"""Words to one function word, from which a turn may be in another language."""
TAIL: Final = 4
"""Characters at the end of a turn in which a question mark makes it a question, whatever smiley may follow."""
IDENTIFYING: Final = re.compile(
    r"[#<\[{]{1,2}(?:CARD|IBAN|NATIONAL_ID|PHONE|E-?MAIL|DATE_OF_BIRTH|ADDRESS|ACCOUNT|ORDER|NAME|PII|ALPHANUMERICID|NUMBER)"
    r"[A-Z_0-9-]*[#>\]}]{1,2}|\bNAME-[MF]\b|\bALPHANUMERICID\b|\bEMAIL\b|\S+@\S+\.\w+|\d(?:[ .-]?\d){4,}"
)
"""Mask tokens of ours and of other systems that stand for identifying data, an address, or five digits and more."""

_HINT: Final = re.compile(r"[\d@#<\[{]|[A-Z]{4}")
"""Without one of these nothing identifies: a look before the slow search."""


class Heard(NamedTuple):
    """An act by the words of the lexicon, at characters `start` to `end` of the turn."""

    act: str
    start: int
    end: int
    confidence: float

    @property
    def sure(self) -> bool:
        """Tell whether the words are the act's and no one's else."""
        return self.confidence >= SURE_FROM


class Said(NamedTuple):
    """One turn by itself. `vetoes` are acts that a look-alike speaks against; `words` counts tokens of letters.

    `asks` tells a question by its mark, or by its words where nothing is punctuated; `identifying` is where data that
    identify somebody stand; `strange` tells that hardly a function word of the language stands in it;
    `numbers` are what the classifier knows of the turn, where there is one.
    """

    heard: tuple[Heard, ...]
    vetoes: frozenset[str]
    words: int
    asks: bool
    identifying: tuple[int, int] | None
    strange: bool
    numbers: Numbers = None


def put_together(page: Page, turn: int, heard: list[Heard], vetoes: frozenset[str], common: frozenset[int]) -> Said:
    """Return what is known of a turn of a page."""
    text = page.turn_text(turn)
    asked = any(one.act == QUESTION for one in heard) and not page.punctuated(turn)
    asks = asked or "?" in text.rstrip()[-TAIL:]
    first, stop = page.bounds(turn)
    words = page.words(turn)
    strange = words >= FEWEST_WORDS and sum(map(common.__contains__, page.norms[first:stop])) * RARELY <= words
    given = IDENTIFYING.search(text) if _HINT.search(text) else None
    return Said(tuple(heard), vetoes, words, asks, given and given.span(), strange)
