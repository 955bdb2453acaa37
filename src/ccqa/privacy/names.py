"""Whose names the customer's are, by how people give and use them; keeps out any list of names.

The agent's own name, by the agent's introduction or the metadata, is not the customer's and stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ccqa.contact import Channel, Role
from ccqa.privacy.given_names import addressed, answered, introduced, own, signed
from ccqa.privacy.marks import blanked
from ccqa.privacy.naming import SHORTEST, finder
from ccqa.privacy.words import heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.contact import Contact
    from ccqa.privacy.words import Words

NEAR_END: Final = 20
"""Characters from the end of a turn within which words for a name ask for it without saying so."""
SHORT_TURN: Final = 25
"""Characters of an agent's turn that leaves an earlier question standing."""


def customer_names(contact: Contact, words: tuple[Words, ...]) -> frozenset[str]:
    """Return the words of the customer's name as they stand in the contact, the agent's own left out."""
    found = set(_from_metadata(contact.customer))
    for one in words:
        found.update(_in_one(contact, one))
    if not found:
        return frozenset()
    agents = {name.lower() for name in _agents(contact, words)}
    found = {name for name in found if name.lower() not in agents}
    if beside := finder(frozenset(found), words):
        for turn in contact.turns:
            for match in beside.finditer(blanked(turn.text)):
                found.update(
                    part for part in _parts(match[0], [(0, len(match[0]))], words[0]) if part.lower() not in agents
                )
    return frozenset(found)


def _in_one(contact: Contact, words: Words) -> Iterator[str]:
    """Yield the words of the customer's name in one language: introduced, signed, asked for, or said by the agent."""
    asked = begun = False
    for turn in contact.turns:
        text = blanked(turn.text)
        hopeful = not words.name_heads.isdisjoint(heard(text))
        if turn.role is not Role.CUSTOMER and (hopeful or "?" in text):
            yield from _parts(text, addressed(text, words, greets=begun), words)
        begun = begun or turn.role is Role.CUSTOMER
        if turn.role in {Role.CUSTOMER, Role.UNKNOWN}:
            if contact.channel is Channel.EMAIL:
                yield from _parts(text, signed(text), words)
            if hopeful:
                yield from _parts(text, introduced(text, words), words)
            if asked and "NAME" not in turn.text:
                yield from _parts(text, answered(text, words), words)
        asked = turn.role is not Role.CUSTOMER and (
            (hopeful and _asks(text.lower(), words)) or (asked and len(text) < SHORT_TURN)
        )


def _agents(contact: Contact, words: tuple[Words, ...]) -> Iterator[str]:
    """Yield the words of the agent's own name."""
    yield from _from_metadata(contact.agent)
    for turn in contact.turns:
        if turn.role is not Role.CUSTOMER:
            text = blanked(turn.text)
            for one in words:
                yield from _parts(text, own(text, one), one)
                if contact.channel is Channel.EMAIL:
                    yield from _parts(text, signed(text), one)


def _asks(lower: str, words: Words) -> bool:
    match = words.name_asked.search(lower)
    return match is not None and (
        "?" in lower or match.end() + NEAR_END > len(lower) or not words.requests.isdisjoint(lower.split())
    )


def _from_metadata(value: str | None) -> Iterable[str]:
    """Return the words of a field that reads as a person's name; an id gives none."""
    parts = (value or "").split()
    return parts if len(parts) > 1 and all(re.fullmatch(r"[^\W\d_][^\W\d_'’.-]+", part) for part in parts) else ()


def _parts(text: str, spans: Iterable[tuple[int, int]], words: Words) -> Iterator[str]:
    for start, end in spans:
        for part in re.split(r"[\s.]+", text[start:end]):
            if len(part) >= SHORTEST and not _is_ordinary(part.lower(), words):
                yield part


def _is_ordinary(word: str, words: Words) -> bool:
    return word in words.particles or word in words.stop or word in words.titles
