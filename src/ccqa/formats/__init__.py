"""Which transcript formats ccqa reads, and what a format must offer; keeps out how each one is read.

A format is one module of this package with a constant `FORMAT`. Other packages join through the entry point group
`ccqa.formats`, each entry naming a `Format`. Modules that begin with an underscore are parts, not formats.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, BinaryIO

from ccqa.errors import UsageError
from ccqa.formats._columns import THINGS, USUAL, Columns, named
from ccqa.formats._suggest import suggested

if TYPE_CHECKING:
    from collections import Counter

    from ccqa.contact import Contact
    from ccqa.errors import Rejected

__all__ = [
    "THINGS",
    "USUAL",
    "Columns",
    "Format",
    "Tabular",
    "Tried",
    "by_name",
    "catalogue",
    "named",
    "recognise",
    "suggested",
]

HEAD_BYTES = 64 * 1024
"""How much of a file is looked at to tell its format."""

Read = Callable[["BinaryIO", str, "Counter[str]"], Iterator["Contact | Rejected"]]


class Tried(StrEnum):
    """What a reader was tried on."""

    GENUINE = "genuine files"
    DOCUMENTED = "documented examples"


@dataclass(frozen=True, slots=True)
class Tabular:
    """What a format of tables offers beside: reading by other column names, and a look at the first rows.

    `may_be` decides by the head whether a file can be such a table at all, whatever its columns are called. `peek`
    yields the header, then rows as they stand; like `read` it never raises over what stands in the stream.
    """

    with_columns: Callable[[Columns], Format]
    may_be: Callable[[bytes], bool]
    peek: Callable[[BinaryIO], Iterator[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which transcripts are written down.

    `recognises` decides by the first `HEAD_BYTES` of the content, never by a file name. `read` takes a stream, the
    name by which its records are referred to, and a counter for what the load report tells. It yields each contact,
    or why a record could not be one; it never raises over what stands in the stream.
    """

    name: str
    says: str
    recognises: Callable[[bytes], bool]
    read: Read
    tried: Tried = Tried.DOCUMENTED
    tabular: Tabular | None = None


@cache
def catalogue(columns: Columns = USUAL) -> tuple[Format, ...]:
    """Return every format there is, by name; tables are read by these columns.

    The first of a name wins, our own before those of other packages.
    """
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    found: list[Format] = [import_module(f"{__name__}.{name}").FORMAT for name in names]
    found += [entry.load() for entry in sorted(entry_points(group="ccqa.formats"), key=lambda e: e.name)]
    unique = {one.name: one for one in reversed(found)}
    return tuple(_by(unique[name], columns) for name in sorted(unique))


def _by(one: Format, columns: Columns) -> Format:
    return one if one.tabular is None or columns == USUAL else one.tabular.with_columns(columns)


def recognise(head: bytes, columns: Columns = USUAL) -> Format | None:
    """Return the format of a file that begins with these bytes, or None."""
    return next((one for one in catalogue(columns) if one.recognises(head)), None)


def by_name(name: str, columns: Columns = USUAL) -> Format:
    """Return the format of this name; raises UsageError with the names there are."""
    for one in catalogue(columns):
        if one.name == name:
            return one
    known = ", ".join(one.name for one in catalogue())
    raise UsageError(f"there is no format '{name}'. Known formats: {known}. Or use 'auto'.")
