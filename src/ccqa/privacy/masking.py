"""Puts mask tokens where personal data stood, so that checks still see that something was given.

A pass is repeated until it finds nothing more: masking what is masked changes nothing, by construction.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ccqa.privacy import sides
from ccqa.privacy.echoes import echoes
from ccqa.privacy.marks import blanked
from ccqa.privacy.names import customer_names
from ccqa.privacy.naming import finder
from ccqa.privacy.recognising import Personal, personal
from ccqa.privacy.words import words_of

if TYPE_CHECKING:
    from ccqa.contact import Contact
    from ccqa.privacy.words import Words

AROUND: Final = ("customer", "reason", "queue", "client")
"""Fields beside the turns that people fill in by hand."""
Found = dict[int, list[Personal]]
"""What is personal, by turn."""


def mask(contact: Contact) -> tuple[Contact, Counter[str]]:
    """Return the contact masked, and how often each token was put in; never what stood there.

    Masked are its turns and what people write beside them.
    """
    counts: Counter[str] = Counter()
    words = words_of(contact.language)
    while found := _found(contact, words):
        turns = list(contact.turns)
        for number, pieces in found.items():
            turns[number] = replace(turns[number], text=_put(turns[number].text, pieces, counts))
        contact = replace(contact, turns=tuple(turns))
    return _around(contact, words, counts), counts


def _found(contact: Contact, words: tuple[Words, ...]) -> Found:
    """Return what is personal in the turns: numbers and places first, then their echoes, then names."""
    found: Found = {}
    for side in sides.split(contact, words):
        for piece in personal(side.text, side.asked, side.words, customer=side.customer, alone=side.alone):
            for number, start, end in side.places(piece.start, piece.end):
                _add(found, number, Personal(start, end, piece.token))
    for one in words if found else ():
        for number, start, end, token in tuple(echoes(contact, found, one)):
            _add(found, number, Personal(start, end, token))
    if name := finder(customer_names(contact, words), words):
        for number, turn in enumerate(contact.turns):
            for match in name.finditer(blanked(turn.text)):
                _add(found, number, Personal(*match.span(), "<NAME>"))
    return found


def _add(found: Found, number: int, piece: Personal) -> None:
    """Add a piece where nothing was found before."""
    pieces = found.setdefault(number, [])
    if not any(piece.start < other.end and other.start < piece.end for other in pieces):
        pieces.append(piece)


def _put(text: str, found: list[Personal], counts: Counter[str]) -> str:
    parts, at = [], 0
    for piece in sorted(found, key=lambda one: one.start):
        parts += [text[at : piece.start], piece.token]
        counts[piece.token] += 1
        at = piece.end
    return "".join(parts) + text[at:]


def _around(contact: Contact, words: tuple[Words, ...], counts: Counter[str]) -> Contact:
    """Mask the fields beside the turns by the form of what they hold alone."""
    written = {name: getattr(contact, name) for name in AROUND}
    around: dict[str, Any] = {name: _field(value, words, counts) for name, value in written.items() if value}
    case = contact.case and replace(contact.case, id=_field(contact.case.id, words, counts))
    return contact if not counts else replace(contact, case=case, **around)


def _field(text: str, words: tuple[Words, ...], counts: Counter[str]) -> str:
    for one in words:
        while found := personal(text, (), one, customer=False, alone=False):
            text = _put(text, list(found), counts)
    return text
