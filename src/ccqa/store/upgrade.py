"""Brings a ledger to the tables that this program knows, or says that it is ahead of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from ccqa.errors import StoreError
from ccqa.store.ledger_tables import HEAD

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"
LOCK: Final = 0x63637161
"""Of PostgreSQL, while the tables are made: two programs may open a new ledger at once."""


def version_of(connection: Connection) -> str | None:
    """Return the last migration that a ledger has seen, or None for a database without one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection) -> None:
    """Run the missing migrations within the transaction of the connection; raises StoreError where it is newer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    found = version_of(connection)
    if found == HEAD:
        return
    from alembic import command
    from alembic.script import ScriptDirectory

    settings = _settings(connection)
    if found not in (None, *(s.revision for s in ScriptDirectory.from_config(settings).walk_revisions())):
        raise StoreError(
            f"The ledger has version {found}, this program knows up to {HEAD}. Likeliest: a newer ccqa wrote it. "
            "Install that version or a later one."
        )
    command.upgrade(settings, "head")


def _settings(connection: Connection) -> Config:
    from alembic.config import Config

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings
