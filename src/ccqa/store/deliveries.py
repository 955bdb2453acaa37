"""Which revisions of contacts were delivered, and when; so that only what changed is scored again."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, insert, select, update

from ccqa.store.ledger_tables import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from ccqa.store.filing import Key

AT_ONCE: Final = 500
"""Ids in one question: databases bound the number of values."""
COLUMNS: Final = ("source", "contact", "revision")


def known(connection: Connection, keys: Iterable[Key]) -> set[Key]:
    """Return those of the keys that were delivered before."""
    asked = set(keys)
    rows = select(*(DELIVERIES.c[name] for name in COLUMNS))
    found = (
        tuple(row)
        for ids in _chunks({contact for _, contact, _ in asked})
        for row in connection.execute(rows.where(DELIVERIES.c.contact.in_(ids)))
    )
    return {key for key in found if key in asked}


def record(connection: Connection, keys: Iterable[Key], at: datetime) -> None:
    """Note that these revisions were delivered: new ones are added, others get a new `last_seen`."""
    delivered = set(keys)
    old = known(connection, delivered)
    if old:
        same = (DELIVERIES.c[name] == bindparam(f"_{name}") for name in COLUMNS)
        again = [{f"_{name}": value for name, value in zip(COLUMNS, key, strict=True)} for key in sorted(old)]
        connection.execute(update(DELIVERIES).where(*same).values(last_seen=at), again)
    if new := sorted(delivered - old):
        rows = [dict(zip(COLUMNS, key, strict=True)) | {"first_seen": at, "last_seen": at} for key in new]
        connection.execute(insert(DELIVERIES), rows)


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(sorted(ids))
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk
