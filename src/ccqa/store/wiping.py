"""Leaves no deleted row in the files of a database, and finds what is wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.errors import StoreError
from ccqa.store.ledger_tables import SCHEMA

if TYPE_CHECKING:
    from sqlalchemy import Connection


def compact(connection: Connection) -> None:
    """Write our tables anew, in no transaction; raises StoreError where SQLite's log of changes cannot be emptied."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"VACUUM FULL {', '.join(table.name for table in SCHEMA.sorted_tables)}")
        return
    connection.exec_driver_sql("VACUUM")
    if connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar():
        raise StoreError(
            "Another program reads the ledger, so deleted rows may still be in its log. Run again when it has ended."
        )


def damage(connection: Connection) -> tuple[str, ...]:
    """Return what SQLite finds wrong in its file; other databases look after their own."""
    if connection.dialect.name != "sqlite":
        return ()
    told = (str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check"))
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return (*(one for one in told if one != "ok"), *(f"table {row[0]}: a row points at nothing" for row in loose))
