"""Feedback about an agent's id, or about a person with all the ids that were theirs at the time of a contact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ccqa.reporting.feedback import agent_feedback
from ccqa.run.night import open_store, scorer_of
from ccqa.run.people import cards_of_agent, names_of_agent, pseudonym_of
from ccqa.run.peopling import people_of
from ccqa.run.reviewing import settle

if TYPE_CHECKING:
    from datetime import date

    from ccqa.config import Settings
    from ccqa.people import People
    from ccqa.reporting.feedback import Feedback
    from ccqa.scorecard import Scorecard
    from ccqa.store import Store


def feedback_about(settings: Settings, who: str, since: date) -> Feedback | None:
    """Return feedback about a person or an agent's id from a local day on; None where no contact was scored."""
    rubric = scorer_of(settings).rubric
    with open_store(settings) as store:
        people = people_of(settings, pseudonym_of(settings, store))
        key = next((name for name in names_of_agent(settings, store, who) if people.ids_of(name)), None)
        cards = cards_of_agent(settings, store, who, since) if key is None else _cards_of(store, people, key, since)
        cards = settle(store, cards, rubric)
        contacts = store.contacts.revisions({card.key[:3] for card in cards})
    if not cards:
        return None
    about = who if key is None else key
    return replace(agent_feedback(about, cards, contacts, rubric), agent=_called(people, key, who))


def _called(people: People, key: str | None, who: str) -> str:
    """Return a person's name, or who was asked for where the table gives none."""
    return who if key is None or people.name(key) == key else people.name(key)


def _cards_of(store: Store, people: People, key: str, since: date) -> tuple[Scorecard, ...]:
    """Return the scorecards under any id of a person, as theirs."""
    cards = (card for agent in people.ids_of(key) for card in store.cards.cards_of(agent, since))
    owners = ((card, people.at(card.source, card.agent, card.started_at)) for card in cards)
    return tuple(replace(card, agent=key) for card, owner in owners if owner and owner.key == key)
