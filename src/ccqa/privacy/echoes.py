"""Finds what was found once wherever it is said again, as agents read numbers back; keeps out names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccqa.privacy.marks import blanked
from ccqa.privacy.runs import runs
from ccqa.privacy.words import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ccqa.contact import Contact
    from ccqa.privacy.recognising import Personal
    from ccqa.privacy.words import Words

FEWEST: Final = 4
"""Digits of a piece that is known again; a card code of three is known where it is all that is said."""


def echoes(
    contact: Contact, found: Mapping[int, Sequence[Personal]], words: Words
) -> Iterator[tuple[int, int, int, str]]:
    """Yield turn, characters and token where digits that were found stand again, in whole or in part."""
    known = _known(contact, found, words)
    for number, turn in enumerate(contact.turns) if known else ():
        if not any(map(str.isdigit, turn.text)) and words.counted.isdisjoint(spoken(turn.text)):
            continue
        for run in runs(blanked(turn.text), words)[1]:
            part = len(run.digits) >= FEWEST
            if token := next((known[key] for key in known if run.digits == key or (part and run.digits in key)), ""):
                yield number, run.start, run.end, token


def _known(contact: Contact, found: Mapping[int, Sequence[Personal]], words: Words) -> dict[str, str]:
    known: dict[str, str] = {}
    for number, pieces in found.items():
        for piece in pieces:
            text = contact.turns[number].text[piece.start : piece.end]
            digits = "".join(run.digits for run in runs(text, words)[0])
            if len(digits) >= FEWEST - (piece.token == "<CARD_CODE>"):  # noqa: S105 - a mask
                known.setdefault(digits, piece.token)
    return known
