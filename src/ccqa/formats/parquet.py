"""Parquet, a row a turn; rows of contacts may be interleaved. The turns are held while they are read."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from ccqa.errors import Rejected
from ccqa.formats import Format
from ccqa.formats._columns import Columns, Layout, layout
from ccqa.formats._row import Row
from ccqa.formats._strangers import count_unknown
from ccqa.formats._table import Table

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ccqa.formats._records import Found

MAGIC = b"PAR1"
USUAL = Columns()
BATCH_ROWS = 16_384
UNSEEKABLE_BYTES = 1024 * 1024 * 1024
"""The index of a Parquet file stands at its end. A stream that cannot be wound is held up to this size."""


def read(stream: BinaryIO, ref: str, noted: Counter[str], columns: Columns = USUAL) -> Iterator[Found]:
    """Yield each contact of the table, or why it is none."""
    import pyarrow as pa

    table = Table(noted)
    try:
        yield from _fill(table, stream, ref, noted, columns)
    except (pa.ArrowException, OSError, ValueError):
        yield Rejected(ref, "read", "not a whole Parquet file, or of a kind that cannot be read")
        return
    yield from table.contacts()
