"""Who and what was erased, in the ledger: noted first, so that nothing comes back, and ended last, all or nothing.

What stays of an erased contact (its place in a sample) gets an id that leads nowhere.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, func, insert, select, update

from ccqa.store.intake_tables import DELIVERIES, QUARANTINE
from ccqa.store.ledger_tables import PICKS, REPORT_CONTACTS
from ccqa.store.people_tables import ERASURES, PEOPLE
from ccqa.store.review_tables import REVIEWS, SHEET_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from ccqa.privacy import Kind
    from ccqa.store.database import Database
    from ccqa.store.people import Ref

STAY: Final = (PICKS, SHEET_LINES, REVIEWS)
"""Tables whose facts of a contact stay when it is erased, under an id that leads nowhere."""
GO: Final = (DELIVERIES, REPORT_CONTACTS, PEOPLE)
NOBODY: Final = "-"
"""What stands in a stratum's name where an agent is unknown."""


class Erasures:
    """What the ledger knows of erasures. `marks` stand for people and contacts, as `privacy.Keyring` makes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def marks(self) -> frozenset[str]:
        """Who and what is to stay away?"""
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(ERASURES.c.mark)).scalars())

    def begin(self, marks: Mapping[str, Kind], at: datetime) -> None:
        """Note that these are to go and to stay away; from here on no delivery brings them back."""
        with self._database.writing() as connection:
            known = set(connection.execute(select(ERASURES.c.mark)).scalars())
            rows = [{"mark": m, "kind": str(kind), "begun_at": at} for m, kind in marks.items() if m not in known]
            if rows:
                connection.execute(insert(ERASURES), rows)

    def end(self, marks: Iterable[str], at: datetime, contacts: Mapping[Ref, str], names: Iterable[str]) -> None:
        """Cut the last links, all or none: of `contacts`, with the ids to stand for them, and of people, by `names`."""
        with self._database.writing() as connection:
            _forget_contacts(connection, contacts)
            for name in names:
                connection.execute(delete(PEOPLE).where(PEOPLE.c.person == name))
                cut = func.replace(PICKS.c.stratum, name, NOBODY)
                connection.execute(update(PICKS).where(PICKS.c.stratum.contains(name)).values(stratum=cut))
            for mark in marks:
                open_ = (ERASURES.c.mark == mark) & ERASURES.c.ended_at.is_(None)
                connection.execute(update(ERASURES).where(open_).values(ended_at=at))
        self._database.compact()

    def counted(self) -> tuple[Counter[str], int]:
        """How many of each kind were erased, and how many erasures have begun and not ended?"""
        question = select(ERASURES.c.kind, func.count(), func.count(ERASURES.c.ended_at)).group_by(ERASURES.c.kind)
        with self._database.reading() as connection:
            rows = connection.execute(question).all()
        return Counter({kind: ended for kind, _, ended in rows}), sum(begun - ended for _, begun, ended in rows)


def _forget_contacts(connection: Connection, contacts: Mapping[Ref, str]) -> None:
    if not contacts:
        return
    keys = [{"_source": source, "_contact": contact, "_new": new} for (source, contact), new in contacts.items()]
    noted = (REVIEWS.c.source == bindparam("_source"), REVIEWS.c.contact == bindparam("_contact"))
    connection.execute(update(REVIEWS).where(*noted).values(note="", evidence=[]), keys)
    for table in STAY:
        meant = (table.c.source == bindparam("_source"), table.c.contact == bindparam("_contact"))
        connection.execute(update(table).where(*meant).values(contact=bindparam("_new"), revision=""), keys)
    for table in GO:
        meant = (table.c.source == bindparam("_source"), table.c.contact == bindparam("_contact"))
        connection.execute(delete(table).where(*meant), keys)
    named = [{"_ref": f"{source}/{contact}"} for source, contact in contacts]
    connection.execute(delete(QUARANTINE).where(QUARANTINE.c.ref == bindparam("_ref")), named)
