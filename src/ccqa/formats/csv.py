"""CSV, a row a turn with a header; rows of contacts may be interleaved. The whole table is held while it is read."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from ccqa.errors import Rejected
from ccqa.formats import Format
from ccqa.formats._columns import Columns, Layout, layout
from ccqa.formats._lines import BOM, LINE_BYTES, bounded_lines
from ccqa.formats._row import Row
from ccqa.formats._strangers import count_unknown
from ccqa.formats._table import Table

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ccqa.formats._records import Found

SEPARATORS = ",;\t|"
FALLBACK = "cp1252"
"""What spreadsheets on Windows write when asked for CSV."""

USUAL = Columns()


class Lines:
    """Decoded lines for the parser, which counts records and not lines; what cannot be read is kept aside."""

    def __init__(self, stream: BinaryIO, ref: str, noted: Counter[str]) -> None:
        self._lines = bounded_lines(stream, LINE_BYTES)
        self._ref = ref
        self._noted = noted
        self.number = 0
        self.rejected: list[Rejected] = []

    def __iter__(self) -> Iterator[str]:
        for self.number, line in self._lines:
            if line is None:
                self.rejected.append(Rejected(self.where, "read", "longer than the limit of a line; skipped"))
            else:
                yield self._decoded(line)

    @property
    def where(self) -> str:
        """The line that was read last."""
        return f"{self._ref}:{self.number}"

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode()
        except UnicodeDecodeError:
            self._noted[f"line read as {FALLBACK}"] += 1
            return line.decode(FALLBACK, "replace")


def read(stream: BinaryIO, ref: str, noted: Counter[str], columns: Columns = USUAL) -> Iterator[Found]:
    """Yield each contact of the table, or why it is none."""
    lines = Lines(stream, ref, noted)
    text = iter(lines)
    first = next((line for line in text if line.strip()), "")
    separator = sniffed(first, columns)
    found = _layout(first, separator, columns)
    if not first or found.missing:
        reason = "the header names no column for these; give the names of the columns" if first else "the file is empty"
        yield Rejected(lines.where if first else ref, "read", reason, found.missing if first else ())
        return
    count_unknown(found.strangers, noted)
    table = Table(noted)
    for cells in _parsed(lines, text, separator):
        if cells and (refused := table.add(lines.where, Row(found, cells, noted))):
            yield refused
    yield from lines.rejected
    yield from table.contacts()


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
    try:
        return layout(next(csv.reader([header], delimiter=separator), []), columns)
    except csv.Error:
        return layout((), columns)


def _parsed(lines: Lines, text: Iterator[str], separator: str) -> Iterator[list[str]]:
    """Yield the cells of each row. A broken row is put aside; strict parsing, or a stray quote would swallow rows."""
    rows = csv.reader(text, delimiter=separator, strict=True)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            reason = "not a row of CSV: a quotation mark is stray or not closed, or a cell is above the limit"
            lines.rejected.append(Rejected(lines.where, "read", reason))


FORMAT = Format(
    name="csv",
    says="CSV, a row a turn",
    recognises=recognises,
    read=read,
)
