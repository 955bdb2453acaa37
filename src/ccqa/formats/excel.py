"""Excel workbooks (.xlsx), a row a turn on the first visible sheet that names the columns needed.

Roles are the words of the role column. Formulas count by the value that was stored with them. Titles may stand above
the header. Cells that are merged downwards hold for each of their rows, but for the words of a turn.
"""

from __future__ import annotations

import re
import warnings
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from ccqa.errors import Rejected
from ccqa.formats import Format, Tabular
from ccqa.formats._columns import NEEDED, USUAL, Columns, Layout, layout
from ccqa.formats._refusal import Refused
from ccqa.formats._row import Row
from ccqa.formats._seekable import seekable
from ccqa.formats._sheet import Sheet, TooLarge, sheets
from ccqa.formats._strangers import count_unknown
from ccqa.formats._table import Table
from ccqa.formats._turns import tally

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from ccqa.formats._records import Found

__all__ = ["FORMAT", "Columns", "read", "with_columns"]

WORKBOOK = re.compile(rb"PK\x03\x04.{26}xl/", re.DOTALL)
"""The beginning of a part of an Excel workbook within a zip archive."""

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of old Excel files, and of new ones under a password."""

PEEKED = 1_000
"""Rows that a look at the table takes."""

LOCKED = "an old Excel file, or one under a password; save it as .xlsx without a password"
BROKEN = "not a whole Excel workbook, or of a kind that cannot be read"
GIANT = "the workbook grows beyond measure when it is unpacked"
NAMELESS = "no column is named for these on any visible sheet; give the names of the columns"


def read(stream: BinaryIO, ref: str, noted: Counter[str], columns: Columns = USUAL) -> Iterator[Found]:
    """Yield each contact of the table, or why it is none."""
    table = Table(noted)
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl warns with the values of cells
            refused = _fill(table, stream, ref, noted, columns)
    except Refused as fault:
        yield Rejected(ref, "read", fault.reason, fault.fields)
    except Exception:  # noqa: BLE001 - openpyxl leaves every fault of a file to the parts it is made of
        yield Rejected(ref, "read", BROKEN)
    else:
        yield from refused
        yield from table.contacts()


def recognises(head: bytes) -> bool:
    """Tell by the parts that only a workbook has; an old one is taken too, to say what can be done."""
    return head.startswith(OLD) or WORKBOOK.search(head) is not None


def peek(stream: BinaryIO) -> Iterator[Sequence[object]]:
    """Yield the row that looks most like a header, then rows below it."""
    try:
        with warnings.catch_warnings(action="ignore"):
            one = next(one for one in sheets(seekable(stream)) if not one.hidden)
            top = one.top()
            number, header = max(top, key=lambda row: sum(isinstance(cell, str) for cell in row[1]))
            rows = [cells for _, cells in islice(one.below(number, len(header)), PEEKED)]
    except Exception:  # noqa: BLE001 - as above
        return
    yield _names(header)
    yield from rows


def with_columns(columns: Columns) -> Format:
    """Return the format for tables whose columns have these names."""
    return Format(
        name="excel",
        says="Excel workbooks (.xlsx), a row a turn",
        recognises=recognises,
        read=partial(read, columns=columns),
        tabular=Tabular(with_columns, recognises, peek),
    )


def _fill(table: Table, stream: BinaryIO, ref: str, noted: Counter[str], columns: Columns) -> list[Rejected]:
    """Put the rows into the table, and return why some could not be."""
    one, number, found = _chosen(_opened(stream), noted, columns)
    count_unknown(filter(None, found.strangers), noted)
    rows = one.below(number, len(found.header), but=found.places["text"])
    refused = (table.add(f"{ref}:{at}", Row(found, cells, noted)) for at, cells in rows)
    return [fault for fault in refused if fault]


def _opened(stream: BinaryIO) -> list[Sheet]:
    held = seekable(stream)
    if held.read(len(OLD)) == OLD:
        raise Refused(LOCKED)
    held.seek(0)
    try:
        return sheets(held)
    except TooLarge:
        raise Refused(GIANT) from None


def _chosen(those: list[Sheet], noted: Counter[str], columns: Columns) -> tuple[Sheet, int, Layout]:
    """Return the first sheet that can be read, the row of its header, and its layout; count those passed over."""
    chosen: tuple[Sheet, int, Layout] | None = None
    missing: tuple[str, ...] = NEEDED
    for one in those:
        if one.hidden:
            noted["hidden sheet not read"] += 1
            continue
        for number, cells in one.top():
            found = layout(_names(cells), columns)
            missing = min(missing, found.missing, key=len)
            if not found.missing:
                tally(noted, "further sheet not read", chosen is not None)
                chosen = chosen or (one, number, found)
                break
    if chosen is None:
        raise Refused(NAMELESS, *missing)
    return chosen


def _names(cells: Sequence[object]) -> list[str]:
    """Return a header as names, without the empty columns beside it."""
    names = [cell.strip() if isinstance(cell, str) else "" for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


FORMAT = with_columns(USUAL)
