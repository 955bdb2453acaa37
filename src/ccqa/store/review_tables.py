"""The ledger's tables of reviews: picks that were skipped, sheets handed out, and what people judged.

Rows are added, never changed. Keeps out how they are asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, Table, Text

from ccqa.store.ledger_tables import SCHEMA, Moment

if TYPE_CHECKING:
    from collections.abc import Iterator


def _text(name: str, **more: Any) -> Column[str]:  # noqa: ANN401 - SQLAlchemy's own options
    return Column(name, Text, nullable=False, **more)


def _line() -> Iterator[Column[Any]]:
    """Yield what names a criterion of a leg: `definition` is the digest of what it asked at the time."""
    yield _text("source")
    yield _text("contact", index=True)
    yield _text("revision")
    yield Column("leg", Integer, nullable=False)
    yield _text("criterion")
    yield _text("definition")
    yield Column("pick", Integer, comment="of the sample; None: of none")


SKIPS: Final = Table(
    "skips",
    SCHEMA,
    Column("pick", ForeignKey("picks.id", ondelete="CASCADE"), primary_key=True),
    _text("reason"),
    Column("replacement", ForeignKey("picks.id", ondelete="CASCADE"), unique=True),
    Column("at", Moment, nullable=False),
)

SHEETS: Final = Table(
    "sheets",
    SCHEMA,
    _text("token", primary_key=True),
    Column("sample", Integer),
    _text("rubric"),
    Column("blind", Boolean, nullable=False),
    Column("second", Boolean, nullable=False),
    Column("made_at", Moment, nullable=False),
)

SHEET_LINES: Final = Table(
    "sheet_lines",
    SCHEMA,
    Column("sheet", ForeignKey("sheets.token"), primary_key=True),
    Column("number", Integer, primary_key=True),
    *_line(),
)

REVIEWS: Final = Table(
    "reviews",
    SCHEMA,
    Column("id", Integer, primary_key=True),
    *_line(),
    _text("reviewer"),
    _text("verdict"),
    Column("evidence", JSON, nullable=False),
    _text("note"),
    Column("blind", Boolean, nullable=False),
    Column("second", Boolean, nullable=False),
    _text("sheet"),
    Column("at", Moment, nullable=False),
)
