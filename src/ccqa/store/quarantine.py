"""Rejected records that wait in the ledger, by place and reason, never by their words; keeps out retrying them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from ccqa.store.intake_tables import QUARANTINE
from ccqa.store.ledger_facts import Quarantined
from ccqa.store.ledger_tables import insert_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy import Connection

    from ccqa.errors import Rejected
    from ccqa.store.ledger_facts import Progress


def found(connection: Connection, source: str | None, step: str | None) -> tuple[Quarantined, ...]:
    """Return the records that wait, of one source and step where they are named."""
    question = select(QUARANTINE).order_by(*(QUARANTINE.c[name] for name in ("source", "place", "id")))
    for column, value in ((QUARANTINE.c.source, source), (QUARANTINE.c.step, step)):
        question = question if value is None else question.where(column == value)
    rows = connection.execute(question).mappings()
    return tuple(Quarantined(**{**row, "fields": tuple(row["fields"])}) for row in rows)


def drop(connection: Connection, numbers: Iterable[int]) -> None:
    """Forget these records."""
    for number in numbers:
        connection.execute(delete(QUARANTINE).where(QUARANTINE.c.id == number))


def record(connection: Connection, source: str, night: date, at: datetime, progress: Progress) -> None:
    """Note what was rejected; of a place that was read to its end, what was not rejected again waits no longer.

    A record that is rejected in several places, as where a query finds it twice, waits once, in the first of them.
    """
    refused = {(one.ref, one.step): (place, one) for place, some in progress.refused.items() for one in some}
    known = _known(connection, source)
    gone = (number for key, (number, place) in known.items() if place in progress.marks and key not in refused)
    drop(connection, gone)
    new: list[dict[str, object]] = []
    for key, (place, one) in refused.items():
        if key in known:
            _note(connection, known[key][0], one, night)
        else:
            new.append({"place": place, "ref": one.ref, "step": one.step, "reason": one.reason, "fields": one.fields})
    first = {"source": source, "first_seen": at, "last_night": night, "nights": 1}
    insert_all(connection, QUARANTINE, [row | first for row in new])


def _known(connection: Connection, source: str) -> dict[tuple[str, str], tuple[int, str]]:
    of = QUARANTINE.c
    rows = connection.execute(select(of.ref, of.step, of.id, of.place).where(of.source == source))
    return {(ref, step): (number, place) for ref, step, number, place in rows}


def _note(connection: Connection, number: int, one: Rejected, night: date) -> None:
    """Count a night that a known record was rejected in, once."""
    this = QUARANTINE.c.id == number
    connection.execute(update(QUARANTINE).where(this).values(reason=one.reason, fields=list(one.fields)))
    later = {"nights": QUARANTINE.c.nights + 1, "last_night": night}
    connection.execute(update(QUARANTINE).where(this, QUARANTINE.c.last_night < night).values(later))
