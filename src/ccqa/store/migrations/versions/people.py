"""Who is named where, who was erased, what was let go, and the day of a report."""  # noqa: INP001

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a ledger of the version before to this one."""
    op.add_column("reports", sa.Column("day", sa.Date, comment="The day of its night"))
    op.create_table(
        "people",
        sa.Column("person", sa.Text, primary_key=True, nullable=False),
        sa.Column("source", sa.Text, primary_key=True, nullable=False),
        sa.Column("contact", sa.Text, primary_key=True, nullable=False, index=True),
        sa.Column("seen_on", sa.Date, nullable=False),
    )
    op.create_table(
        "erasures",
        sa.Column("mark", sa.Text, primary_key=True, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "let_go",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
    )
