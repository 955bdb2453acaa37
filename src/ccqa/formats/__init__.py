"""Which transcript formats ccqa reads, and what a format must offer; keeps out how each one is read.

A format is one module of this package with a constant `FORMAT`. Other packages join through the entry point group
`ccqa.formats`, each entry naming a `Format`. Modules that begin with an underscore are parts, not formats.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, BinaryIO

from ccqa.errors import UsageError

if TYPE_CHECKING:
    from collections import Counter

    from ccqa.contact import Contact
    from ccqa.errors import Rejected

HEAD_BYTES = 64 * 1024
"""How much of a file is looked at to tell its format."""

Read = Callable[["BinaryIO", str, "Counter[str]"], Iterator["Contact | Rejected"]]


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


@cache
def catalogue() -> tuple[Format, ...]:
    """Return every format there is, by name; the first of a name wins, our own before those of other packages."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    found: list[Format] = [import_module(f"{__name__}.{name}").FORMAT for name in names]
    found += [entry.load() for entry in sorted(entry_points(group="ccqa.formats"), key=lambda e: e.name)]
    unique = {one.name: one for one in reversed(found)}
    return tuple(unique[name] for name in sorted(unique))


def recognise(head: bytes) -> Format | None:
    """Return the format of a file that begins with these bytes, or None."""
    return next((one for one in catalogue() if one.recognises(head)), None)


def by_name(name: str) -> Format:
    """Return the format of this name; raises UsageError with the names there are."""
    for one in catalogue():
        if one.name == name:
            return one
    known = ", ".join(one.name for one in catalogue())
    raise UsageError(f"there is no format '{name}'. Known formats: {known}. Or use 'auto'.")
