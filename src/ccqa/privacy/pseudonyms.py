"""Puts keyed hashes in place of people's ids: only who has the key finds a person by their id.

Keeps out where the keys lie and what is stored.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccqa.contact import Contact

LETTERS: Final = "bcdfghjklmnpqrstvwxz"
"""Of a pseudonym. Without digits nothing takes it for a number to mask; without vowels it spells no word."""
LENGTH: Final = 14
"""Letters of a pseudonym: that any two of ten million people get the same one has odds of one in 30,000."""
KEY_LENGTH: Final = 4


class Kind(StrEnum):
    """Whose id it is: a person's, or that of a contact."""

    CUSTOMER = "customer"
    AGENT = "agent"
    CONTACT = "contact"


@dataclass(frozen=True)
class Key:
    """A secret, and the hashes that only it makes."""

    secret: bytes = field(repr=False)

    @cached_property
    def id(self) -> str:
        """What tells this key from another, and nothing about its secret."""
        return self._letters(KEY_LENGTH, "key")

    def pseudonym(self, kind: Kind, name: str) -> str:
        """Return what stands for a person in all that is stored: the key's id and the hash, `bcdf-ghjklmnpqrstvw`."""
        return f"{self.id}-{self._letters(LENGTH, 'pseudonym', kind, name)}"

    def mark(self, kind: Kind, *name: str) -> str:
        """Return what stands for an erased person or contact; it cannot be matched with their pseudonym."""
        return f"{self.id}-{self._letters(LENGTH, 'erased', kind, *name)}"

    def _letters(self, length: int, *said: str) -> str:
        digest = hmac.digest(self.secret, json.dumps(said).encode(), "sha256")
        return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:length])


@dataclass(frozen=True)
class Keyring:
    """The keys of a deployment, the one in use first; people are still found by the others."""

    keys: tuple[Key, ...]

    def pseudonym(self, kind: Kind, name: str) -> str:
        """Return the pseudonym under the key in use."""
        return self.keys[0].pseudonym(kind, name)

    def pseudonyms(self, kind: Kind, name: str) -> tuple[str, ...]:
        """Return the pseudonyms under every key, the one in use first."""
        return tuple(key.pseudonym(kind, name) for key in self.keys)

    def marks(self, kind: Kind, *name: str) -> tuple[str, ...]:
        """Return the marks under every key, the one in use first."""
        return tuple(key.mark(kind, *name) for key in self.keys)


def agents_of(contact: Contact) -> frozenset[str]:
    """Return everyone whom a contact names as an agent; where a transfer led to is taken for one."""
    events = (name for event in contact.events for name in (event.agent, event.to))
    return frozenset(n for n in (contact.agent, *(turn.agent for turn in contact.turns), *events) if n)


def with_agents(contact: Contact, named: Callable[[str], str | None]) -> Contact:
    """Return the contact with each agent's id as `named` gives it; None cuts it."""
    new = {name: named(name) for name in agents_of(contact)}
    return replace(
        contact,
        agent=new.get(contact.agent or ""),
        turns=tuple(replace(t, agent=new.get(t.agent)) if t.agent else t for t in contact.turns),
        events=tuple(replace(e, agent=new.get(e.agent or ""), to=new.get(e.to or "")) for e in contact.events),
    )
