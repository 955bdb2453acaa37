"""The tables of the ledger that tell what was delivered; keeps out how they are asked."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Column, Date, Integer, Table, Text, UniqueConstraint

from ccqa.store.ledger_tables import SCHEMA, Moment


def _text(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=primary_key, nullable=False)


DELIVERIES: Final = Table(
    "deliveries",
    SCHEMA,
    *(_text(name, primary_key=True) for name in ("source", "contact", "revision")),
    Column("night", Date, nullable=False, index=True, comment="the first that had it"),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
)

MARKS: Final = Table(
    "marks",
    SCHEMA,
    *(_text(name, primary_key=True) for name in ("source", "place")),
    Column("night", Date, primary_key=True),
    _text("mark"),
)

QUARANTINE: Final = Table(
    "quarantine",
    SCHEMA,
    Column("id", Integer, primary_key=True),
    *(_text(name) for name in ("source", "place", "ref", "step", "reason")),
    Column("fields", JSON, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_night", Date, nullable=False),
    Column("nights", Integer, nullable=False),
    UniqueConstraint("source", "ref", "step"),
)
