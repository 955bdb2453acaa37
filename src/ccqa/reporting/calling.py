"""Calls agents by name on pages, where the table of people knows them; what is stored keeps their ids."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ccqa.contact import Contact
    from ccqa.people import People
    from ccqa.scorecard import Scorecard


def called(card: Scorecard, people: People) -> Scorecard:
    """Return a scorecard that bears the agent's name."""
    return replace(card, agent=_name(people, card.source, card.agent, card)) if people else card


def by_name(contact: Contact, cards: Iterable[Scorecard], people: People) -> tuple[Contact, tuple[Scorecard, ...]]:
    """Return a contact and its scorecards, to be shown, with names for ids."""
    if not people:
        return contact, tuple(cards)
    turns = tuple(replace(t, agent=_name(people, contact.source, t.agent, contact)) for t in contact.turns)
    agent = _name(people, contact.source, contact.agent, contact)
    return replace(contact, turns=turns, agent=agent), tuple(called(card, people) for card in cards)


def _name(people: People, source: str, agent: str | None, at: Contact | Scorecard) -> str | None:
    person = people.at(source, agent, at.started_at)
    return people.name(person.key) if person else agent
