"""Which contacts name a person, by pseudonym; it leads to them even when their transcripts are gone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from ccqa.privacy.pseudonyms import KEY_LENGTH, agents_of
from ccqa.store.deliveries import chunks
from ccqa.store.people_tables import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ccqa.contact import Contact
    from ccqa.store.database import Database

Ref = tuple[str, str]
"""Source and contact."""


class People:
    """What the ledger knows of who is named where."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, contacts: Iterable[Contact], day: date) -> None:
        """Note whom contacts name, seen on this day; to be done before they are stored, so that nobody is missed."""
        named: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        for one in contacts:
            named[one.id] |= {(who, one.source, one.id) for who in (one.customer, *agents_of(one)) if who}
        everything = select(PEOPLE.c.person, PEOPLE.c.source, PEOPLE.c.contact)
        with self._database.writing() as connection:
            for ids in chunks(named):
                within = PEOPLE.c.contact.in_(ids)
                old = {tuple(row) for row in connection.execute(everything.where(within))}
                connection.execute(update(PEOPLE).where(within, PEOPLE.c.seen_on < day).values(seen_on=day))
                if new := sorted(set().union(*(named[contact] for contact in ids)) - old):
                    values = [{"person": p, "source": s, "contact": c, "seen_on": day} for p, s, c in new]
                    connection.execute(insert(PEOPLE), values)

    def contacts_of(self, names: Iterable[str]) -> frozenset[Ref]:
        """Which contacts name a person, under any of these pseudonyms?"""
        question = select(PEOPLE.c.source, PEOPLE.c.contact).where(PEOPLE.c.person.in_(tuple(names)))
        with self._database.reading() as connection:
            return frozenset((source, contact) for source, contact in connection.execute(question))

    def keys(self) -> frozenset[str]:
        """Which keys made the pseudonyms in use? By their ids."""
        question = select(func.substr(PEOPLE.c.person, 1, KEY_LENGTH)).distinct()
        with self._database.reading() as connection:
            return frozenset(connection.execute(question).scalars())
