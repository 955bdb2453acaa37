"""Connects to the database of a source, and asks it one question; keeps out what the rows mean."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ccqa.errors import MissingPartError, SourceError
from ccqa.formats import USUAL, Columns
from ccqa.sources._secrets import secret

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Result

AT_ONCE = 1000
"""Rows that are fetched at a time."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of which database: `sql` names the last watermark `:since`.

    `password` is `env:NAME`, and `document` the column with a contact's document, None where a row is a turn.
    """

    url: str
    sql: str
    watermark: str
    password: str | None = None
    document: str | None = None
    columns: Columns = USUAL


@contextmanager
def answered(query: Query, since: object) -> Iterator[Result[tuple[object, ...]]]:
    """Ask what the query finds beyond a watermark; raises SourceError, also while the rows come in."""
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with _connected(query) as connection, connection.execute(text(query.sql), {"since": since}) as answer:
            yield answer
    except SQLAlchemyError as error:
        cause = type(getattr(error, "orig", None) or error).__name__
        raise SourceError(
            f"the database refused or broke off ({cause}). Likeliest: it is not running, the query is wrong, or a "
            "right is missing. Try the query there by hand."
        ) from None


@contextmanager
def _connected(query: Query) -> Iterator[Connection]:
    from sqlalchemy import NullPool, create_engine
    from sqlalchemy.exc import NoSuchModuleError

    url = _url(query)
    try:
        engine = create_engine(url, hide_parameters=True, poolclass=NullPool)
    except (ImportError, NoSuchModuleError):
        raise MissingPartError(
            f"the source's address asks for '{url.drivername}', which is not installed. For PostgreSQL: "
            "pip install 'ccqa[postgres]', with 'postgresql+psycopg://' in the address."
        ) from None
    with engine.connect() as connection:
        yield connection.execution_options(stream_results=True, yield_per=AT_ONCE)


def _url(query: Query) -> URL:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(query.url)
    except ArgumentError:
        raise SourceError("the url is none of SQLAlchemy; one is 'postgresql+psycopg://name@host/calls'.") from None
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise SourceError("there is no such SQLite file. Give its whole path: 'sqlite:////folder/calls.db'.")
    return url.set(password=secret(query.password)) if query.password else url
