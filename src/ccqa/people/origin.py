"""Where the table of agents comes from: a CSV file, or one query of a database; keeps out what its rows mean."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from ccqa.errors import ConfigError
from ccqa.people.table import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

KNOWN = ", ".join(COLUMNS)
Numbered = tuple[int, "Mapping[str, Any]"]


def from_file(path: Path) -> Iterator[Numbered]:
    """Yield each row of a CSV file with its line; raises ConfigError where it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.readline()
            stream.seek(0)
            rows = csv.DictReader(stream, delimiter=";" if first.count(";") > first.count(",") else ",")
            _check(rows.fieldnames or (), path)
            for row in rows:
                yield rows.line_num, {name: row[name] for name in COLUMNS if name in row}
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise ConfigError(
            f"{path}: the table of agents cannot be read ({type(fault).__name__}). It is a CSV file in UTF-8 with the "
            f"columns {KNOWN}."
        ) from None


def from_query(query: str, url: str) -> Iterator[Numbered]:
    """Yield each row that a query finds, numbered from 1; raises ConfigError that never shows the URL."""
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import SQLAlchemyError

    try:
        engine = create_engine(url)
        try:
            with engine.connect() as connection:
                found = connection.execute(text(query))
                _check(tuple(found.keys()), "[people] query")
                rows = [dict(row) for row in found.mappings()]
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError) as fault:
        raise ConfigError(
            f"[people] query: the database gave no answer ({type(fault).__name__}). Check the URL, its driver and "
            "that the query runs."
        ) from None
    yield from enumerate(rows, 1)


def _check(names: Iterable[str], where: object) -> None:
    """Raise ConfigError where columns are missing or not known; an unknown one is told by its place alone."""
    given = list(names)
    wrong = [f"the column {name} is missing" for name in ("agent", "person") if name not in given]
    wrong += [f"column {k} has a name that is not known" for k, name in enumerate(given, 1) if name not in COLUMNS]
    if wrong:
        raise ConfigError(f"{where}: {'; '.join(wrong)}. The columns are {KNOWN}; agent and person must be there.")
