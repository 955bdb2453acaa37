"""Connects to the ledger's database, SQLite or another, and opens transactions; keeps out what is asked of it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from ccqa.errors import MissingPartError, StoreError
from ccqa.store.disk import make_folder, speaking_of
from ccqa.store.ledger_tables import HEAD
from ccqa.store.upgrade import upgrade, version_of
from ccqa.store.wiping import compact, damage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Engine

PATIENCE_S: Final = 30
"""How long a writer of SQLite waits for another."""


class Database:
    """A ledger's database at a URL of SQLAlchemy, brought to the tables that this program knows.

    Raises StoreError where it cannot be reached, is damaged or newer, and MissingPartError where its driver is missing.
    """

    def __init__(self, url: str) -> None:
        parsed = _parsed(url)
        self._shown = parsed.set(query={}).render_as_string(hide_password=True)
        self._engine = _engine(parsed)
        self._writing = self._engine.execution_options(writes=True)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def _bring_up_to_date(self) -> None:
        with self.reading() as connection:
            current = version_of(connection) == HEAD
        if not current:
            with self.writing() as connection:
                upgrade(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the ledger; raises StoreError."""
        with self._speaking(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that changes the ledger, all or nothing; raises StoreError."""
        with self._speaking(), self._writing.begin() as connection:
            yield connection

    def compact(self) -> None:
        """Leave no deleted row in the database's files; raises StoreError."""
        with self._speaking(), self._engine.connect() as connection:
            compact(connection.execution_options(isolation_level="AUTOCOMMIT"))

    def damage(self) -> tuple[str, ...]:
        """Return what is wrong in the database's file, one line a finding."""
        with self.reading() as connection:
            return tuple(f"{self._shown}: {one}" for one in damage(connection))

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            cause = type(getattr(error, "orig", None) or error).__name__
            raise StoreError(
                f"{self._shown}: the ledger's database refused ({cause}). Likeliest: it is not running, is locked, or "
                "the file is damaged. Check that it can be reached at this address, then run again."
            ) from None

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        raise StoreError(
            "The address of the ledger is not one of SQLAlchemy. One is 'postgresql+psycopg://name@host/ccqa'; leave "
            "it out for a file in the store."
        ) from None


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    try:
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError):
        raise MissingPartError(
            f"The ledger's address asks for '{url.drivername}', which is not installed. For PostgreSQL: "
            "pip install 'ccqa[postgres]', with 'postgresql+psycopg://' in the address."
        ) from None


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        _make_private(Path(url.database))
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args={"timeout": PATIENCE_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make_private(path: Path) -> None:
    make_folder(path.parent)
    with speaking_of(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - whatever the driver gives
    """Leave transactions to us: the driver begins none for the statements of a migration. What is deleted is wiped."""
    connection.isolation_level = None
    for setting in ("journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {setting}").close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once where it will be needed: a lock asked for later is refused, not waited for."""
    chosen = connection.get_execution_options()
    if chosen.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if chosen.get("writes") else "BEGIN")
