"""Which revisions of contacts were delivered, and in which night first; so that only what changed is scored again."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, insert, select, update

from ccqa.store.intake_tables import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from sqlalchemy import Connection

    from ccqa.store.filing import Key

AT_ONCE: Final = 500
"""Ids in one question: databases bound the number of values."""
COLUMNS: Final = ("source", "contact", "revision")


def nights_of(connection: Connection, contacts: Iterable[tuple[str, str]]) -> dict[Key, date]:
    """Return the first night of each revision of these contacts (source, id)."""
    asked = set(contacts)
    rows = select(DELIVERIES.c.source, DELIVERIES.c.contact, DELIVERIES.c.revision, DELIVERIES.c.night)
    return {
        (source, contact, revision): night
        for ids in chunks({contact for _, contact in asked})
        for source, contact, revision, night in connection.execute(rows.where(DELIVERIES.c.contact.in_(ids)))
        if (source, contact) in asked
    }


def of_night(connection: Connection, night: date) -> frozenset[Key]:
    """Return the revisions that came first in a night."""
    found = connection.execute(select(*(DELIVERIES.c[name] for name in COLUMNS)).where(DELIVERIES.c.night == night))
    return frozenset((source, contact, revision) for source, contact, revision in found)


def record(connection: Connection, keys: Iterable[Key], night: date, at: datetime) -> None:
    """Note that these revisions were delivered: new ones are added, others keep their night."""
    delivered = set(keys)
    old = delivered & nights_of(connection, {key[:2] for key in delivered}).keys()
    if old:
        same = (DELIVERIES.c[name] == bindparam(f"_{name}") for name in COLUMNS)
        again = [{f"_{name}": value for name, value in zip(COLUMNS, key, strict=True)} for key in sorted(old)]
        connection.execute(update(DELIVERIES).where(*same).values(last_seen=at), again)
    if new := sorted(delivered - old):
        seen = {"night": night, "first_seen": at, "last_seen": at}
        connection.execute(insert(DELIVERIES), [dict(zip(COLUMNS, key, strict=True)) | seen for key in new])


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Yield ids, sorted, in as many at a time as one question takes."""
    rest = iter(sorted(ids))
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk
