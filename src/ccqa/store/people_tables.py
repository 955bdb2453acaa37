"""The ledger's tables of people: who is named where, who was erased, and what was let go after its time."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Date, Integer, Table, Text

from ccqa.store.ledger_tables import SCHEMA, Moment

PEOPLE: Final = Table(
    "people",
    SCHEMA,
    Column("person", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("contact", Text, primary_key=True, index=True),
    Column("seen_on", Date, nullable=False),
)
"""Which contacts name whom, by pseudonym; kept longer than contacts, so that all that follows from them is found."""

ERASURES: Final = Table(
    "erasures",
    SCHEMA,
    Column("mark", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
"""Who and what was erased, by a keyed mark, so that the next delivery does not bring them back."""

LET_GO: Final = Table(
    "let_go",
    SCHEMA,
    Column("day", Date, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("n", Integer, nullable=False),
)
"""How much each night let go because its time was over."""
