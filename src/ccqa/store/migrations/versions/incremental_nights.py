"""Nights of deliveries, marks of what was read, and the quarantine."""  # noqa: INP001

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from sqlalchemy import Column

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make deliveries anew, since no program ever noted one, and add the tables that nights resume by."""
    op.drop_table("deliveries")
    op.create_table(
        "deliveries",
        *(_text(name, primary_key=True) for name in ("source", "contact", "revision")),
        sa.Column("night", sa.Date, nullable=False, index=True, comment="the first that had it"),
        _moment("first_seen"),
        _moment("last_seen"),
    )
    op.create_table(
        "marks",
        *(_text(name, primary_key=True) for name in ("source", "place")),
        sa.Column("night", sa.Date, primary_key=True),
        _text("mark"),
    )
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer, primary_key=True),
        *(_text(name) for name in ("source", "place", "ref", "step", "reason")),
        sa.Column("fields", sa.JSON, nullable=False),
        _moment("first_seen"),
        sa.Column("last_night", sa.Date, nullable=False),
        sa.Column("nights", sa.Integer, nullable=False),
        sa.UniqueConstraint("source", "ref", "step"),
    )


def _text(name: str, *, primary_key: bool = False) -> Column[str]:
    return sa.Column(name, sa.Text, primary_key=primary_key, nullable=False)


def _moment(name: str) -> Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
