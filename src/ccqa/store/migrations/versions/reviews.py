"""Skipped picks and who stands in, review sheets and reviews; windows of samples, picks to grade twice."""  # noqa: INP001

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from sqlalchemy import Column

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a ledger of the version before to this one."""
    op.add_column("samples", sa.Column("since", sa.Date, comment="None: what the run itself brought"))
    op.add_column("samples", sa.Column("until", sa.Date))
    told = "a second reviewer grades it too"
    op.add_column("picks", sa.Column("double", sa.Boolean, nullable=False, server_default=sa.false(), comment=told))
    op.create_table(
        "skips",
        sa.Column("pick", sa.Integer, sa.ForeignKey("picks.id", ondelete="CASCADE"), primary_key=True),
        _text("reason"),
        sa.Column("replacement", sa.Integer, sa.ForeignKey("picks.id", ondelete="CASCADE"), unique=True),
        _moment("at"),
    )
    _sheets()
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        *_line(),
        _text("reviewer"),
        _text("verdict"),
        sa.Column("evidence", sa.JSON, nullable=False),
        _text("note"),
        sa.Column("blind", sa.Boolean, nullable=False),
        sa.Column("second", sa.Boolean, nullable=False),
        _text("sheet"),
        _moment("at"),
    )


def _sheets() -> None:
    op.create_table(
        "sheets",
        sa.Column("token", sa.Text, primary_key=True, nullable=False),
        sa.Column("sample", sa.Integer),
        _text("rubric"),
        sa.Column("blind", sa.Boolean, nullable=False),
        sa.Column("second", sa.Boolean, nullable=False),
        _moment("made_at"),
    )
    op.create_table(
        "sheet_lines",
        sa.Column("sheet", sa.Text, sa.ForeignKey("sheets.token"), primary_key=True, nullable=False),
        sa.Column("number", sa.Integer, primary_key=True),
        *_line(),
    )


def _line() -> tuple[Column[object], ...]:
    return (
        _text("source"),
        sa.Column("contact", sa.Text, nullable=False, index=True),
        _text("revision"),
        sa.Column("leg", sa.Integer, nullable=False),
        _text("criterion"),
        _text("definition"),
        sa.Column("pick", sa.Integer, comment="of the sample; None: of none"),
    )


def _text(name: str) -> Column[object]:
    return sa.Column(name, sa.Text, nullable=False)


def _moment(name: str) -> Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
