"""How far each source was read, night by night, so that a night reads what none before it has read.

Files are noted by a digest: their names may be those of contacts, which an erasure would not find here.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, select

from ccqa.store.intake_tables import MARKS
from ccqa.store.ledger_tables import insert_all

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Connection


QUERY: Final = "query "
"""How the place of a query begins; the watermark it was asked from follows."""


def name_of(place: str) -> str:
    """Return by what a place is noted."""
    return place if place.startswith(QUERY) else blake2b(place.encode(), digest_size=16).hexdigest()


def before(connection: Connection, source: str, night: date) -> tuple[tuple[str, str], ...]:
    """Return the name of each place with its mark as the nights before left it, those of later nights last."""
    question = select(MARKS.c.place, MARKS.c.mark).where(MARKS.c.source == source, MARKS.c.night < night)
    found = connection.execute(question.order_by(MARKS.c.night, MARKS.c.place))
    return tuple((place, mark) for place, mark in found)


def record(connection: Connection, source: str, night: date, marks: Mapping[str, str]) -> None:
    """Note how far places of a source were read in a night, in place of what was noted of them in that night."""
    noted = {name_of(place): mark for place, mark in marks.items()}
    this = (MARKS.c.source == source, MARKS.c.night == night, MARKS.c.place == bindparam("at"))
    if noted:
        connection.execute(delete(MARKS).where(*this), [{"at": place} for place in noted])
    rows = [{"source": source, "place": place, "night": night, "mark": mark} for place, mark in sorted(noted.items())]
    insert_all(connection, MARKS, rows)
