"""The rows of one day as the bytes of a Parquet file: the same rows give the same bytes; keeps out files and folders."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ccqa.store.layout import Layout

Row = dict[str, object]
"""A row by column name, between a dataclass and the lake."""


def packed(table: pa.Table) -> bytes:
    """Return the bytes of a Parquet file. Nothing in it depends on when, where or in how many batches it was made."""
    buffer = io.BytesIO()
    pq.write_table(table.combine_chunks(), buffer, compression="zstd", store_schema=False)
    return buffer.getvalue()


def unpacked(content: bytes, layout: Layout) -> pa.Table:
    """Return the rows of a Parquet file; raises pyarrow's ArrowInvalid where it is none."""
    return pq.read_table(io.BytesIO(content)).cast(layout.schema)


def merged(layout: Layout, old: pa.Table, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Return the old rows with the new ones put in by key, sorted by key; of new rows with one key the last counts."""
    new = {tuple(row[column] for column in layout.key): row for row in rows}
    keys = zip(*(old[column].to_pylist() for column in layout.key), strict=True)
    kept = old.filter(pa.array((key not in new for key in keys), pa.bool_()))
    fresh = pa.Table.from_pylist(list(new.values()), schema=layout.schema)
    return pa.concat_tables([kept, fresh]).sort_by([(column, "ascending") for column in layout.key])
