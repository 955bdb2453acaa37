"""The rows of one day as the bytes of a Parquet file: same rows, same bytes; keeps out files and folders."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.store.layout import Layout

Row = dict[str, object]
"""A row by column name, between a dataclass and the lake."""

AT_ONCE: Final = 1000
"""Rows that are Python objects at a time: with all of a night at once, most time would go to garbage collection."""


def packed(table: pa.Table) -> bytes:
    """Return the bytes of a Parquet file. Nothing in it depends on when, where or in how many batches it was made."""
    buffer = io.BytesIO()
    pq.write_table(table.combine_chunks(), buffer, compression="zstd", store_schema=False)
    return buffer.getvalue()


def unpacked(content: bytes, layout: Layout) -> pa.Table:
    """Return the rows of a Parquet file; raises pyarrow's ArrowInvalid where it is none."""
    return pq.read_table(io.BytesIO(content)).cast(layout.schema)


def table_of(layout: Layout, rows: Iterable[Row]) -> pa.Table:
    """Return rows as a table, in their order."""
    rest, tables = iter(rows), [layout.schema.empty_table()]
    while chunk := list(islice(rest, AT_ONCE)):
        tables.append(pa.Table.from_pylist(chunk, schema=layout.schema))
    return pa.concat_tables(tables)


def rows_of(table: pa.Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, in their order."""
    for batch in table.to_batches(max_chunksize=AT_ONCE):
        yield from batch.to_pylist()


def merged(layout: Layout, old: pa.Table, new: pa.Table) -> pa.Table:
    """Return the old rows with the new ones put in by key, sorted by key; of rows with one key the last counts."""
    rows = pa.concat_tables([old, new])
    keys = zip(*(rows[column].to_pylist() for column in layout.key), strict=True)
    last = {key: number for number, key in enumerate(keys)}
    return rows.take(pa.array(sorted(last.values()), pa.int64())).sort_by(
        [(column, "ascending") for column in layout.key]
    )
