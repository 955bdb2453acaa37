"""How people are named in a deployment: pseudonyms for those who come in, and the way from an id that one knows."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ccqa.privacy import Kind
from ccqa.privacy.pseudonyms import with_agents
from ccqa.store.keys import keyring

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ccqa.config import Settings
    from ccqa.contact import Contact
    from ccqa.privacy import Keyring
    from ccqa.scorecard import Scorecard
    from ccqa.store import Store

KEY: Final = "CCQA_KEY"
"""The variable of the environment that holds the key, and after it older ones."""


def keys_of(settings: Settings, store: Store) -> Keyring:
    """Return the keys of a deployment; raises StoreError where the store was made with another one."""
    file = Path(settings.privacy.key_file or Path(settings.store.folder) / "key")
    return keyring(os.environ.get(KEY, ""), file, store.ledger.people.keys())


def admission(settings: Settings, store: Store) -> Callable[[Contact], Contact | None]:
    """Return what gives people in a contact their pseudonyms; None where it or its customer was erased.

    An agent who was erased is unknown from then on.
    """
    ring, away = keys_of(settings, store), store.ledger.erasures.marks()

    def erased(kind: Kind, *name: str) -> bool:
        return bool(away) and not away.isdisjoint(ring.marks(kind, *name))

    @cache
    def agent(name: str) -> str | None:
        return None if erased(Kind.AGENT, name) else ring.pseudonym(Kind.AGENT, name)

    def admit(contact: Contact) -> Contact | None:
        customer = contact.customer
        if erased(Kind.CONTACT, contact.source, contact.id) or (customer and erased(Kind.CUSTOMER, customer)):
            return None
        named = ring.pseudonym(Kind.CUSTOMER, customer) if customer else None
        return with_agents(replace(contact, customer=named), agent)

    return admit


def pseudonym_of(settings: Settings, store: Store) -> Callable[[str], str]:
    """Return what agents' ids go through on their way in; raises StoreError as above."""
    return partial(keys_of(settings, store).pseudonym, Kind.AGENT)


def names_of_agent(settings: Settings, store: Store, agent: str) -> tuple[str, ...]:
    """Return what may stand for an agent in the store: their pseudonyms under each key, and the name as it is."""
    return (*keys_of(settings, store).pseudonyms(Kind.AGENT, agent), agent)


def cards_of_agent(settings: Settings, store: Store, agent: str, since: date) -> tuple[Scorecard, ...]:
    """Return an agent's scorecards from a local day on, by their id or a pseudonym; they name the agent as asked."""
    names = names_of_agent(settings, store, agent)
    return tuple(replace(card, agent=agent) for name in names for card in store.cards.cards_of(name, since))
