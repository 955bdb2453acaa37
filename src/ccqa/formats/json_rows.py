"""JSON lines, or one array, with a flat object a turn: a table in another dress. The whole of it is held while read.

Roles are the words of the role key. Keys count as the columns of tables do, in whatever order they come.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from ccqa.errors import Rejected
from ccqa.formats import Format, Tabular
from ccqa.formats._columns import NEEDED, USUAL, Columns, layout
from ccqa.formats._keys import top_keys
from ccqa.formats._records import records
from ccqa.formats._row import Row
from ccqa.formats._strangers import count_unknown
from ccqa.formats._table import Table

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from ccqa.formats._records import Found

NO_CONTACT = "the object has no readable contact id; give the names of the columns"


def read(stream: BinaryIO, ref: str, noted: Counter[str], columns: Columns = USUAL) -> Iterator[Found]:
    """Yield each contact, or why it is none. A contact of which one object lacks role or text has a gap."""
    table = Table(noted)
    for record in records(stream, ref):
        if isinstance(record, Rejected):
            yield record
            continue
        found = layout(record.value, columns)
        row = Row(found, tuple(record.value.values()), noted)
        if "contact" not in found.places:
            yield Rejected(record.ref, "read", NO_CONTACT, found.missing)
        elif found.missing:
            table.spoil(
                record.ref, row, f"an object lacks {' and '.join(found.missing)}, so the contact would have a gap"
            )
        elif refused := table.add(record.ref, row):
            yield refused
        count_unknown(found.strangers, noted)
    yield from table.contacts()


def recognises(head: bytes, columns: Columns = USUAL) -> bool:
    """Tell by the keys of the first object, which must name contact, role and text."""
    return not layout(top_keys(head), columns).missing


def may_be(head: bytes) -> bool:
    """Tell whether the first object has keys enough."""
    return len(top_keys(head)) >= len(NEEDED)


def peek(stream: BinaryIO) -> Iterator[Sequence[object]]:
    """Yield the keys of the first object, then the values of each object by these keys."""
    keys: tuple[str, ...] = ()
    for record in records(stream, ""):
        if not isinstance(record, Rejected):
            if not keys:
                keys = tuple(record.value)
                yield keys
            yield [record.value.get(key) for key in keys]


def with_columns(columns: Columns) -> Format:
    """Return the format for objects whose keys have these names."""
    return Format(
        name="json_rows",
        says="JSON, a flat object a turn",
        recognises=partial(recognises, columns=columns),
        read=partial(read, columns=columns),
        tabular=Tabular(with_columns, may_be, peek),
    )


FORMAT = with_columns(USUAL)
