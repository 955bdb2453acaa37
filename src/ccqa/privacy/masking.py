"""Puts mask tokens where personal data stood, so that checks still see that something was given."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ccqa.privacy.recognising import personal

if TYPE_CHECKING:
    from ccqa.contact import Contact, Turn


def mask(contact: Contact) -> tuple[Contact, Counter[str]]:
    """Return the contact with its turns masked, and how often each token was put in; never what stood there."""
    counts: Counter[str] = Counter()
    turns = tuple(_masked(turn, contact.language, counts) for turn in contact.turns)
    return (replace(contact, turns=turns), counts) if counts else (contact, counts)


def _masked(turn: Turn, language: str | None, counts: Counter[str]) -> Turn:
    found = personal(turn.text, language)
    if not found:
        return turn
    parts, at = [], 0
    for piece in found:
        parts += [turn.text[at : piece.start], piece.token]
        counts[piece.token] += 1
        at = piece.end
    return replace(turn, text="".join(parts) + turn.text[at:])
