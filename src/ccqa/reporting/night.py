"""Writes the pages of a night: a first page and one for each contact that was drawn; keeps out what they look like.

Nothing here asks for the time: the same view gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ccqa.config import What
from ccqa.contact import Contact
from ccqa.people import People
from ccqa.reporting.calling import by_name
from ccqa.reporting.contact_page import contact_page
from ccqa.reporting.figures import Figures
from ccqa.reporting.index_page import index_page
from ccqa.reporting.naming import name_of
from ccqa.reporting.pages import put
from ccqa.rubric import Rubric
from ccqa.sampling import Pick, Plan
from ccqa.scorecard import Scorecard

if TYPE_CHECKING:
    from pathlib import Path


INDEX, CONTACTS = "index.html", "contacts"
Named = tuple[tuple[str, str], ...]
"""The contacts that a page names, by source and id."""


@dataclass(frozen=True, slots=True)
class NightView:
    """What the pages of a night are made of: `picks` are the sample, then the overlay.

    Of each pick that was scored `cards` holds the scorecards, and `contacts` the transcript while it is kept;
    `people` tells whose names to show. `let_go` is how much of each kind goes tonight because its time is over.
    """

    day: date
    rubric: Rubric
    engine: str
    scored: What
    plan: Plan
    figures: Figures
    load: Mapping[str, Any]
    picks: tuple[Pick, ...]
    cards: Mapping[tuple[str, str], tuple[Scorecard, ...]]
    contacts: Mapping[tuple[str, str, str], Contact]
    let_go: Mapping[str, int] = field(default_factory=dict)
    people: People = field(default_factory=People)


def write_night(view: NightView, folder: Path) -> dict[Path, Named]:
    """Write the pages, for their owner alone, and return each with the contacts it names, the first page first.

    Raises StoreError where the folder cannot be written.
    """
    shown = {
        (c.source, c.id): c for c in map(view.contacts.get, map(_key, view.picks)) if c is not None and _cards(view, c)
    }
    pages = {key: f"{CONTACTS}/{name_of(*key)}" for key in shown}
    written = {folder / INDEX: _write(folder / INDEX, index_page(view, pages), _named(view))}
    for key, contact in shown.items():
        path = folder / pages[key]
        named, cards = by_name(contact, _cards(view, contact), view.people)
        written[path] = _write(path, contact_page(named, cards, view.rubric), (key,))
    return written


def _key(pick: Pick) -> tuple[str, str, str]:
    return (pick.source, pick.contact, pick.revision)


def _named(view: NightView) -> Named:
    return tuple(sorted({(pick.source, pick.contact) for pick in view.picks}))


def _cards(view: NightView, contact: Contact) -> tuple[Scorecard, ...]:
    """Return the scorecards of this very revision: places in another one's words would point anywhere."""
    cards = view.cards.get((contact.source, contact.id), ())
    return tuple(card for card in cards if card.revision == contact.revision)


def _write(path: Path, text: str, named: Named) -> Named:
    """Write a page, and give back whom it names."""
    put(path, text)
    return named
