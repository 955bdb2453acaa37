"""CSV, a row a turn with a header; rows of contacts may be interleaved. The whole table is held while it is read."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from ccqa.errors import Rejected
from ccqa.formats import Format
from ccqa.formats._columns import Columns, Layout, layout
from ccqa.formats._csv_lines import FALLBACK, Lines
from ccqa.formats._lines import BOM
from ccqa.formats._row import Row
from ccqa.formats._strangers import count_unknown
from ccqa.formats._table import Table

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ccqa.formats._records import Found

SEPARATORS = ",;\t|"
__all__ = ["FORMAT", "Columns", "read", "with_columns"]

BROKEN = "not a row of CSV (a quotation mark is stray or not closed), so the contact would have a gap"
USUAL = Columns()


def read(stream: BinaryIO, ref: str, noted: Counter[str], columns: Columns = USUAL) -> Iterator[Found]:
    """Yield each contact of the table, or why it is none."""
    lines = Lines(stream, ref, noted)
    header = next((line for line in lines if line.strip()), "")
    separator = sniffed(header, columns)
    found = _layout(header, separator, columns)
    if not header:
        yield Rejected(ref, "read", "the file is empty")
    elif found.missing:
        yield Rejected(ref, "read", "no column is named for these; give the names of the columns", found.missing)
    else:
        count_unknown(found.strangers, noted)
        yield from _contacts(lines, separator, found, noted)


def sniffed(header: str, columns: Columns) -> str:
    """Return the separator by which the header names most of what is needed, and then most columns."""
    return max(SEPARATORS, key=lambda one: (-len((got := _layout(header, one, columns)).missing), len(got.header)))


def recognises(head: bytes) -> bool:
    """Tell by a header that names contact, role and text."""
    first = next(iter(head.removeprefix(BOM).lstrip().splitlines()), b"")
    if b"\0" in first or first[:1] in {b"{", b"["}:
        return False
    line = first.decode(FALLBACK, "replace")
    return not _layout(line, sniffed(line, USUAL), USUAL).missing


def with_columns(columns: Columns) -> Format:
    """Return the format for tables whose columns have other names."""
    return Format(FORMAT.name, FORMAT.says, FORMAT.recognises, partial(read, columns=columns))


def _layout(header: str, separator: str, columns: Columns) -> Layout:
    return layout(_cells(header, separator), columns)


def _contacts(lines: Lines, separator: str, found: Layout, noted: Counter[str]) -> Iterator[Found]:
    table = Table(noted)
    for cells, whole in _rows(lines, separator):
        row = Row(found, cells, noted)
        if not whole:
            table.spoil(lines.where, row, BROKEN)
        elif refused := table.add(lines.where, row):
            yield refused
    yield from lines.rejected
    yield from table.contacts()


def _rows(lines: Lines, separator: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the cells of each row, and whether it is sound. Parsing is strict: a stray quote would swallow rows."""
    rows = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.new_row()
        try:
            if cells := next(rows):
                yield cells, True
        except StopIteration:
            return
        except csv.Error:
            yield _cells(lines.give_back(), separator), False
            rows = csv.reader(lines, delimiter=separator, strict=True)


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


FORMAT = Format(
    name="csv",
    says="CSV, a row a turn",
    recognises=recognises,
    read=read,
)
