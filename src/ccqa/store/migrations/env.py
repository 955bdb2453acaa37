"""Alembic's entry: runs the migrations over the connection that the ledger hands in, within its transaction."""  # noqa: INP001

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
