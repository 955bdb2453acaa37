"""What the words of one turn say by themselves, whatever came before; kept, since much is said again and again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ccqa.reading import SURE_FROM
from ccqa.reading.guards import QUESTION
from ccqa.reading.marks import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from ccqa.reading.page import Page

    Numbers = npt.NDArray[np.float32] | None

NOTHING: Final = frozenset[str]()
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


def put_together(page: Page, heard: Mapping[int, list[Heard]], vetoes: Mapping[int, frozenset[str]]) -> list[Said]:
    """Return what is known of each turn of a page."""
    words, usual, telling = (
        page.counted(form) for form in (page.letters, page.having(Form.USUAL), page.having(Form.TELLING))
    )
    counts = zip(words, usual, telling, strict=True)
    return [
        _said(page, turn, tuple(heard.get(turn, ())), vetoes.get(turn, NOTHING), found)
        for turn, found in enumerate(counts)
    ]


def _said(
    page: Page, turn: int, heard: tuple[Heard, ...], vetoes: frozenset[str], counts: tuple[int, int, int]
) -> Said:
    text = page.turn_text(turn)
    words, usual, telling = counts
    asks = "?" in text and "?" in text.rstrip()[-TAIL:]
    if not asks and heard and not page.punctuated(turn):
        asks = any(one.act == QUESTION for one in heard)
    given = IDENTIFYING.search(text) if telling else None
    return Said(heard, vetoes, words, asks, given and given.span(), words >= FEWEST_WORDS and usual * RARELY <= words)
