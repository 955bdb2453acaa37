"""Parquet, a row a turn; rows of contacts may be interleaved. The turns are held while they are read.

Roles are the words of the role column.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from ccqa.errors import Rejected
from ccqa.formats import Format, Tabular, Tried
from ccqa.formats._columns import USUAL, Columns, Layout, layout
from ccqa.formats._row import Row
from ccqa.formats._seekable import seekable
from ccqa.formats._strangers import count_unknown
from ccqa.formats._table import Table

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from ccqa.formats._records import Found

__all__ = ["FORMAT", "Columns", "read", "with_columns"]

MAGIC = b"PAR1"
UNREADABLE = object()
"""Stands for a cell such as a text that is not UTF-8, or a time beyond the calendar; no column can use it."""

FAULTS = (ValueError, OverflowError, LookupError)
"""What Python makes of such a cell; an unknown time zone is a LookupError."""

BATCH_ROWS = 16_384


def read(stream: BinaryIO, ref: str, noted: Counter[str], columns: Columns = USUAL) -> Iterator[Found]:
    """Yield each contact of the table, or why it is none."""
    import pyarrow as pa

    table = Table(noted)
    try:
        yield from _fill(table, stream, ref, noted, columns)
    except (pa.ArrowException, OSError, *FAULTS):
        yield Rejected(ref, "read", "not a whole Parquet file, or of a kind that cannot be read")
        return
    yield from table.contacts()


def recognises(head: bytes) -> bool:
    """Tell by the mark that every Parquet file begins with."""
    return head.startswith(MAGIC)


def peek(stream: BinaryIO) -> Iterator[Sequence[object]]:
    """Yield the names of the columns, then rows as far as they can be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(seekable(stream)) as file:
            names = file.schema_arrow.names
            yield names
            yield from _rows(file, names)
    except (pa.ArrowException, OSError, *FAULTS):
        return


def with_columns(columns: Columns) -> Format:
    """Return the format for tables whose columns have these names."""
    return Format(
        name="parquet",
        says="Parquet, a row a turn",
        recognises=recognises,
        read=partial(read, columns=columns),
        tried=Tried.GENUINE,
        tabular=Tabular(with_columns, recognises, peek),
    )


def _fill(table: Table, stream: BinaryIO, ref: str, noted: Counter[str], columns: Columns) -> Iterator[Rejected]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(seekable(stream)) as file:
        names = file.schema_arrow.names
        found = layout(names, columns)
        if found.missing:
            yield Rejected(ref, "read", "no column is named for these; give the names of the columns", found.missing)
            return
        count_unknown(found.strangers, noted)
        wanted = [names[place] for place in found.places.values()]
        narrow = Layout(tuple(wanted), {what: k for k, what in enumerate(found.places)}, (), ())
        for number, cells in enumerate(_rows(file, wanted), 1):
            if refused := table.add(f"{ref}:{number}", Row(narrow, cells, noted)):
                yield refused


def _rows(file: Any, wanted: list[str]) -> Iterator[tuple[object, ...]]:  # noqa: ANN401 - pyarrow has no types
    for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=wanted):
        yield from zip(*(_values(batch.column(name)) for name in wanted), strict=True)


def _values(column: Any) -> list[object]:  # noqa: ANN401 - pyarrow has no types
    """Return the cells of a column; Python's times have no nanoseconds, and some cells may have no value in Python."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        values: list[object] = column.to_pylist()
    except FAULTS:
        values = [_value(cell) for cell in column]
    return values


def _value(cell: Any) -> object:  # noqa: ANN401 - pyarrow has no types
    try:
        value: object = cell.as_py()
    except FAULTS:
        return UNREADABLE
    return value


FORMAT = with_columns(USUAL)
