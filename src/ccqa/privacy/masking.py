"""Puts mask tokens where personal data stood, so that checks still see that something was given."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ccqa.privacy.recognising import personal

if TYPE_CHECKING:
    from ccqa.contact import Contact, Turn


AROUND: Final = ("customer", "reason", "queue", "client")
"""Fields beside the turns that people fill in by hand."""


def mask(contact: Contact) -> tuple[Contact, Counter[str]]:
    """Return the contact masked, and how often each token was put in; never what stood there.

    Masked are its turns and what people write beside them.
    """
    counts: Counter[str] = Counter()
    turns = tuple(_masked_turn(turn, contact.language, counts) for turn in contact.turns)
    written = {name: getattr(contact, name) for name in AROUND}
    around: dict[str, Any] = {name: _masked(value, None, counts) for name, value in written.items() if value}
    case = contact.case and replace(contact.case, id=_masked(contact.case.id, None, counts))
    return (replace(contact, turns=turns, case=case, **around), counts) if counts else (contact, counts)


def _masked_turn(turn: Turn, language: str | None, counts: Counter[str]) -> Turn:
    text = _masked(turn.text, language, counts)
    return turn if text is turn.text else replace(turn, text=text)


def _masked(text: str, language: str | None, counts: Counter[str]) -> str:
    found = personal(text, language)
    if not found:
        return text
    parts, at = [], 0
    for piece in found:
        parts += [text[at : piece.start], piece.token]
        counts[piece.token] += 1
        at = piece.end
    return "".join(parts) + text[at:]
