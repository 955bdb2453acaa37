"""CSV, a row a turn with a header; rows of contacts may be interleaved. The whole table is held while it is read.

Roles are the words of the role column. UTF-8, UTF-16 with its mark, and Windows text where it is certain are read.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from ccqa.errors import Rejected
from ccqa.formats import Format, Tabular, Tried
from ccqa.formats._columns import USUAL, Columns, Layout, layout
from ccqa.formats._csv_lines import Lines
from ccqa.formats._encoding import head_as_utf8
from ccqa.formats._lines import BOM
from ccqa.formats._row import Row
from ccqa.formats._strangers import count_unknown
from ccqa.formats._table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.formats._records import Found

SEPARATORS = ",;\t|"
__all__ = ["FORMAT", "Columns", "read", "with_columns"]

BROKEN = "not a row of CSV (a quotation mark is stray or not closed), so the contact would have a gap"
STRANGE = "neither UTF-8 nor Windows text for certain, so the contact would have a gap; save the table as UTF-8"


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


def recognises(head: bytes, columns: Columns = USUAL) -> bool:
    """Tell by a header that names contact, role and text."""
    line = _first(head)
    return line is not None and not _layout(line, sniffed(line, columns), columns).missing


def may_be(head: bytes) -> bool:
    """Tell whether the first line can name columns."""
    line = _first(head)
    return line is not None and len(_cells(line, sniffed(line, USUAL))) > 1


def peek(stream: BinaryIO) -> Iterator[list[str]]:
    """Yield the header, then the rows that are sound."""
    lines = Lines(stream, "", Counter())
    header = next((line for line in lines if line.strip()), "")
    separator = sniffed(header, USUAL)
    yield _cells(header, separator)
    yield from (cells for cells, fault in _rows(lines, separator) if not fault)


def with_columns(columns: Columns) -> Format:
    """Return the format for tables whose columns have these names."""
    return Format(
        name="csv",
        says="CSV, a row a turn",
        recognises=partial(recognises, columns=columns),
        read=partial(read, columns=columns),
        tried=Tried.GENUINE,
        tabular=Tabular(with_columns, may_be, peek),
    )


def _first(head: bytes) -> str | None:
    """Return the first line, None where the file is no plain text, or JSON."""
    text = head_as_utf8(head).removeprefix(BOM).lstrip()
    first = next(iter(text.splitlines()), b"")
    return None if b"\0" in first or first[:1] in {b"{", b"["} else first.decode("utf-8", "replace")


def _layout(header: str, separator: str, columns: Columns) -> Layout:
    return layout(_cells(header, separator), columns)


def _contacts(lines: Lines, separator: str, found: Layout, noted: Counter[str]) -> Iterator[Found]:
    table = Table(noted)
    for cells, fault in _rows(lines, separator):
        row = Row(found, cells, noted)
        if fault:
            table.spoil(lines.where, row, fault)
        elif refused := table.add(lines.where, row):
            yield refused
    yield from lines.rejected
    yield from table.contacts()


def _rows(lines: Lines, separator: str) -> Iterator[tuple[list[str], str]]:
    """Yield the cells of each row, and what is wrong with it. Parsing is strict: a stray quote would swallow rows."""
    rows = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.new_row()
        try:
            if cells := next(rows):
                yield cells, STRANGE if lines.strange else ""
        except StopIteration:
            return
        except csv.Error:
            yield _cells(lines.give_back(), separator), BROKEN
            rows = csv.reader(lines, delimiter=separator, strict=True)


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


FORMAT = with_columns(USUAL)
