"""The tables of the ledger as this program knows them; keeps out how they came to be (migrations) and are asked.

A test compares them with what the migrations make.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    insert,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Dialect

HEAD: Final = "0004"
"""The migration that makes these tables."""

SCHEMA: Final = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, also where the database knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take an aware datetime to the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the ledger takes aware datetimes only")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back an aware datetime in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _text(name: str, **more: Any) -> Column[str]:  # noqa: ANN401 - SQLAlchemy's own options
    return Column(name, Text, nullable=False, **more)


RUNS: Final = Table(
    "runs",
    SCHEMA,
    Column("id", Integer, primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("since", Date),
    Column("until", Date),
    _text("rubric"),
    _text("engine"),
    Column("seed", BigInteger, nullable=False),
    Column("counts", JSON, nullable=False),
    _text("status"),
    Column("exit", Integer),
)

SAMPLES: Final = Table(
    "samples",
    SCHEMA,
    Column("id", Integer, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False, index=True),
    Column("plan", JSON, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("since", Date, comment="None: what the run itself brought"),
    Column("until", Date),
    Column("drawn_at", Moment, nullable=False),
)

PICKS: Final = Table(
    "picks",
    SCHEMA,
    Column("id", Integer, primary_key=True),
    Column("sample", ForeignKey("samples.id"), nullable=False, index=True),
    _text("source"),
    _text("contact", index=True),
    _text("revision"),
    Column("leg", Integer, comment="None: the whole contact"),
    _text("reason"),
    _text("stratum"),
    Column("probability", Float, comment="None: chance had no part"),
    Column("double", Boolean, nullable=False, comment="a second reviewer grades it too"),
)

REPORTS: Final = Table(
    "reports",
    SCHEMA,
    Column("id", Integer, primary_key=True),
    _text("path", unique=True),
    _text("kind"),
    Column("run", ForeignKey("runs.id"), nullable=False, index=True),
    _text("digest"),
    Column("day", Date, comment="The day of its night"),
)

REPORT_CONTACTS: Final = Table(
    "report_contacts",
    SCHEMA,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    _text("source", primary_key=True),
    _text("contact", primary_key=True, index=True),
)


def insert_one(connection: Connection, table: Table, row: Mapping[str, object]) -> int:
    """Add a row, and return the id that the database gave it."""
    key = connection.execute(insert(table).values(row)).inserted_primary_key
    return int(key[0]) if key else 0


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Add rows, if there are any."""
    if rows:
        connection.execute(insert(table), rows)
