"""Asks DuckDB about a given set of Parquet files, and lets it touch nothing else; keeps out where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import duckdb

from ccqa.errors import StoreError
from ccqa.store.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

    import pyarrow as pa

MISTAKES = (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException)
"""What is wrong in the SQL itself; the messages of other errors may quote values and are not shown."""


class UnansweredError(StoreError):
    """A query that reads well failed: a file may be damaged, or gone since its manifest was read."""


class Session:
    """A DuckDB in memory with a view for each table, over exactly its files. To be used in a `with`."""

    def __init__(self, files: Mapping[str, tuple[Path, ...]], tables: Mapping[str, pa.Table]) -> None:
        closed: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        self._db = duckdb.connect(":memory:", config=closed)
        self._db.execute("SET TimeZone = 'UTC'")
        self._db.execute(f"SET allowed_paths = {_listed(p for paths in files.values() for p in paths)}")
        self._db.execute("SET enable_external_access = false")
        self._db.execute("SET python_enable_replacements = false")
        self._files = files
        for name, table in tables.items():
            self._db.register(name, table)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def answer(self, sql: str, given: Mapping[str, object] | None = None) -> pa.Table:
        """Return what one SELECT finds; raises StoreError."""
        try:
            self._show_tables()
            _ask_only(self._db.extract_statements(sql))
            return self._db.sql(sql, params=dict(given or {}) or None).to_arrow_table()
        except MISTAKES as error:
            raise StoreError(f"The query cannot be run: {error}") from None
        except duckdb.Error as error:
            raise UnansweredError(
                f"The query failed ({type(error).__name__}). Likeliest: a value of another type than the query takes "
                "it for. Ask for fewer columns to find out which."
            ) from None

    def _show_tables(self) -> None:
        for table, paths in self._files.items():
            if paths:
                source = f"read_parquet({_listed(paths)}, hive_partitioning = false)"
                self._db.execute(f"CREATE VIEW {table} AS SELECT * FROM {source}")  # noqa: S608 - names from the layout
            else:
                self._db.register(table, layout_of(table).schema.empty_table())


def _ask_only(statements: list[duckdb.Statement]) -> None:
    if [s.type for s in statements] != [duckdb.StatementType.SELECT]:
        raise StoreError("The query must be one SELECT: the lake is changed through its own functions only.")


def _listed(paths: Iterable[Path]) -> str:
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"
