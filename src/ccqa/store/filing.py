"""Under which day a contact is filed, and which of its revisions came later; keeps out what a row holds beside that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ccqa.store.lake import Lake

Key = tuple[str, str, str]
"""Source, contact and revision."""
KEY: Final = pa.schema([("source", pa.string()), ("id", pa.string()), ("revision", pa.string())])

KNOWN = """
    SELECT DISTINCT source, id, revision, day, seen FROM (
        SELECT source, id, revision, day, seen FROM contacts
        UNION ALL SELECT source, contact, revision, day, seen FROM scorecards
    ) SEMI JOIN asked USING (source, id)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """The day a revision is filed under, and the how-manieth of its contact it is, from 1."""

    day: date
    seen: int


def places(lake: Lake, asked: Iterable[tuple[Key, datetime | None]], day: date) -> dict[Key, Place]:
    """Return where each key belongs: where it was filed before, else by the local day of its start, else on `day`.

    A revision that is new counts as later than all that came before; one seen before keeps its number, so that a
    night run again changes nothing.
    """
    wanted = dict(asked)
    found = _known(lake, wanted)
    last: dict[tuple[str, str], int] = {}
    for (source, contact, _), place in found.items():
        last[source, contact] = max(place.seen, last.get((source, contact), 0))
    for key, started_at in wanted.items():
        if key not in found:
            last[key[:2]] = last.get(key[:2], 0) + 1
            found[key] = Place(lake.day_of(started_at) if started_at else day, last[key[:2]])
    return found


def _known(lake: Lake, keys: Iterable[Key]) -> dict[Key, Place]:
    asked = sorted({key[:2] for key in keys})
    rows = lake.query(
        KNOWN, asked=pa.table({"source": [s for s, _ in asked], "id": [c for _, c in asked]}, schema=ASKED)
    )
    return {(r["source"], r["id"], r["revision"]): Place(r["day"], r["seen"]) for r in rows.to_pylist()}


ASKED = pa.schema([("source", pa.string()), ("id", pa.string())])


def asked_for(keys: Iterable[Key]) -> pa.Table:
    """Return the table of keys that a question joins, in order."""
    return pa.Table.from_pylist([dict(zip(KEY.names, key, strict=True)) for key in sorted(set(keys))], schema=KEY)
