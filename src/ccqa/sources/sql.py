"""Contacts from an SQL database: what a query finds beyond a watermark; keeps out when it is asked.

A row is a turn, with columns named as in other tables, or holds the document of a contact in a format we know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

import orjson

from ccqa.errors import Rejected, SourceError
from ccqa.formats import HEAD_BYTES, Format, recognise
from ccqa.formats._columns import Layout, layout
from ccqa.formats._row import Row
from ccqa.formats._strangers import count_unknown
from ccqa.formats._table import Table
from ccqa.sources._database import Query, answered
from ccqa.sources._watermark import Highest, mark_of, value_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Generator, Iterable, Iterator

    from ccqa.contact import Contact

__all__ = ["Query", "mark_of", "read"]

PLAIN = re.compile(r"[\w:+=-][\w.:+=-]{0,199}")
"""An id that may stand in the name of a record."""
Cells = Sequence[object]


def read(
    query: Query, since: str, chosen: Format | None, noted: Counter[str], origin: str
) -> Generator[Contact | Rejected, None, str]:
    """Yield what changed since a watermark, and return the highest watermark that was seen.

    Raises SourceError where the database cannot be asked or breaks off, and MissingPartError where its driver is not
    installed.
    """
    with answered(query, value_of(since)) as answer:
        header = tuple(answer.keys())
        columns = _layout(query, header)
        highest = Highest(header.index(query.watermark), value_of(since))
        rows = map(_plain, highest.watched(answer))
        if query.document is None:
            found = _turns(rows, columns, noted, origin)
        else:
            found = _documents(rows, (columns, header.index(query.document)), chosen, noted, origin)
        for one in found:
            yield one if isinstance(one, Rejected) else replace(one, source=origin)
    return highest.mark


def _layout(query: Query, header: tuple[str, ...]) -> Layout:
    """Find the columns; a query that lacks one would lose its rows, so none of them is read."""
    found = layout(header, query.columns)
    needed = [query.watermark, *([query.document] if query.document else [])]
    missing = [name for name in needed if name not in header]
    missing += [name for name in found.missing if query.document is None or name == "contact"]
    if missing:
        raise SourceError(f"the query's answer has no column for: {', '.join(missing)}. Name its columns with AS.")
    return replace(found, strangers=tuple(name for name in found.strangers if name not in needed))


def _turns(rows: Iterable[Cells], columns: Layout, noted: Counter[str], origin: str) -> Iterator[Contact | Rejected]:
    table = Table(noted)
    count_unknown(columns.strangers, noted)
    for number, cells in enumerate(rows, 1):
        if refused := table.add(_ref(origin, cells, columns, number), Row(columns, cells, noted)):
            yield refused
    yield from table.contacts()


def _documents(
    rows: Iterable[Cells], places: tuple[Layout, int], chosen: Format | None, noted: Counter[str], origin: str
) -> Iterator[Contact | Rejected]:
    columns, place = places
    for number, cells in enumerate(rows, 1):
        ref = _ref(origin, cells, columns, number)
        content = _bytes(cells[place])
        if reader := chosen or recognise(content[:HEAD_BYTES]):
            yield from reader.read(BytesIO(content), f"{ref}.json", noted)
        else:
            yield Rejected(ref, "read", "the document is of no known format")


def _ref(origin: str, cells: Cells, columns: Layout, number: int) -> str:
    """Return by what a row is referred to: its contact where that is a plain id, else the row's number."""
    name = str(cells[columns.places["contact"]])
    return f"{origin}/{name}" if PLAIN.fullmatch(name) else f"{origin}:{number}"


def _bytes(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else cell.encode() if isinstance(cell, str) else orjson.dumps(cell)


def _plain(row: Iterable[object]) -> Cells:
    """Return a row with the cells that only databases have turned into those that tables have."""
    return [_cell(cell) for cell in row]


def _cell(cell: object) -> object:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, UUID):
        return str(cell)
    return bytes(cell) if isinstance(cell, memoryview) else cell
