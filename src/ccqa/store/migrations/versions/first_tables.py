"""Runs, samples, picks, reports and deliveries: the first tables of the ledger."""  # noqa: INP001

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from sqlalchemy import Column

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring an empty database to this version."""
    _runs()
    _samples()
    _reports()
    op.create_table(
        "deliveries",
        *(sa.Column(name, sa.Text, primary_key=True, nullable=False) for name in ("source", "contact", "revision")),
        _moment("first_seen"),
        _moment("last_seen"),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        _moment("started_at"),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        _text("rubric"),
        _text("engine"),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        _text("status"),
        sa.Column("exit", sa.Integer),
    )


def _samples() -> None:
    op.create_table(
        "samples",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id"), nullable=False, index=True),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        _moment("drawn_at"),
    )
    op.create_table(
        "picks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sample", sa.Integer, sa.ForeignKey("samples.id"), nullable=False, index=True),
        _text("source"),
        sa.Column("contact", sa.Text, nullable=False, index=True),
        _text("revision"),
        sa.Column("leg", sa.Integer, comment="None: the whole contact"),
        _text("reason"),
        _text("stratum"),
        sa.Column("probability", sa.Float, comment="None: chance had no part"),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("path", sa.Text, nullable=False, unique=True),
        _text("kind"),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id"), nullable=False, index=True),
        _text("digest"),
    )
    op.create_table(
        "report_contacts",
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("source", sa.Text, primary_key=True, nullable=False),
        sa.Column("contact", sa.Text, primary_key=True, nullable=False, index=True),
    )


def _text(name: str) -> Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _moment(name: str) -> Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
