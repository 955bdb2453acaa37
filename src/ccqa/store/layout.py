"""The tables of the lake: their columns and what tells two rows apart; keeps out how they are written and filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from ccqa.errors import StoreError


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: its name, its key, and its columns. Every table has a column `day`, the partition of the row."""

    name: str
    key: tuple[str, ...]
    schema: pa.Schema


_FILED = [("day", pa.date32()), ("seen", pa.int32())]
"""`seen`: the revision is the how-manieth of its contact that ccqa has seen, from 1."""

_EVIDENCE = pa.struct(
    [
        ("turn", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("act", pa.string()),
        ("by", pa.string()),
        ("confidence", pa.float64()),
    ]
)

_RESULT = pa.struct(
    [
        ("criterion", pa.string()),
        ("verdict", pa.string()),
        ("because", pa.string()),
        ("evidence", pa.list_(_EVIDENCE)),
        ("searched", pa.list_(pa.int32())),
        ("section", pa.string()),
        ("section_weight", pa.float64()),
        ("weight", pa.float64()),
        ("severity", pa.string()),
        ("error_class", pa.string()),
        ("attribution", pa.string()),
    ]
)

SCORECARDS: Final = Layout(
    "scorecards",
    ("source", "contact", "revision", "leg", "rubric", "engine"),
    pa.schema(
        [
            *_FILED,
            ("source", pa.string()),
            ("contact", pa.string()),
            ("revision", pa.string()),
            ("leg", pa.int32()),
            ("agent", pa.string()),
            ("turns", pa.list_(pa.int32())),
            ("channel", pa.string()),
            ("language", pa.string()),
            ("queue", pa.string()),
            ("client", pa.string()),
            ("started_at", pa.timestamp("us", "UTC")),
            ("rubric", pa.string()),
            ("engine", pa.string()),
            ("results", pa.list_(_RESULT)),
            ("score", pa.float64()),
            ("coverage", pa.float64()),
            ("gate", pa.string()),
        ]
    ),
)
"""`score`, `coverage` and `gate` are a cache of what a Scorecard works out."""

CONTACTS: Final = Layout(
    "contacts",
    ("source", "id", "revision"),
    pa.schema(
        [
            *_FILED,
            ("source", pa.string()),
            ("id", pa.string()),
            ("revision", pa.string()),
            ("language", pa.string()),
            ("channel", pa.string()),
            ("agents", pa.list_(pa.string())),
            ("document", pa.large_string()),
        ]
    ),
)

LAYOUTS: Final = {layout.name: layout for layout in (CONTACTS, SCORECARDS)}


def layout_of(table: str) -> Layout:
    """Return the layout of a table; raises StoreError that names the tables there are."""
    if table not in LAYOUTS:
        raise StoreError(f"The lake has no table '{table}'. It has: {', '.join(LAYOUTS)}.")
    return LAYOUTS[table]
