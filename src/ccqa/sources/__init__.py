"""Reads contacts from where they lie. Imports `formats`, which knows no sources: a file needs a format to be read.

Each other source is one module here, and yields contacts or rejections in the same way.
"""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ccqa.errors import Rejected
from ccqa.formats import HEAD_BYTES, USUAL, Columns, Format, by_name, catalogue, recognise
from ccqa.sources._gzip import ExpansionError
from ccqa.sources.files import Blob, find, reason_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from ccqa.contact import Contact

AUTO = "auto"
FAULTS = (OSError, EOFError, zlib.error)
"""What a file may raise while it is read."""


def read_all(
    patterns: Iterable[str | Path],
    format: str | Format = AUTO,  # noqa: A002 - the users' word
    noted: Counter[str] | None = None,
    origin: str = "files",
    columns: Columns = USUAL,
) -> Iterator[Contact | Rejected]:
    """Yield every contact of the files that are named, file by file in order of their names, or why it is none.

    `format` is the name of one, a `Format`, or `auto`, which tells it by the content of each file. `noted` counts
    what a load report tells. `origin` becomes the source of each contact. `columns` says what the columns of tables are
    called. Raises SourceError where no file is found.
    """
    counts = Counter[str]() if noted is None else noted
    chosen = format_of(format, columns)
    blobs = find(patterns)
    return (found for blob in blobs for found in read_file(blob, chosen or recognised(blob, columns), counts, origin))


def format_of(format: str | Format, columns: Columns = USUAL) -> Format | None:  # noqa: A002 - the users' word
    """Return the format of this name, None for `auto`; raises UsageError with the names there are."""
    return None if format == AUTO else by_name(format, columns) if isinstance(format, str) else format


def recognised(blob: Blob | Rejected, columns: Columns = USUAL) -> Format | Rejected:
    """Return the format that the content of a file shows, or why it shows none."""
    if isinstance(blob, Rejected):
        return blob
    try:
        with blob.open() as stream:
            head = stream.read(HEAD_BYTES)
    except FAULTS as error:
        return Rejected(blob.ref, "open", _reason(error))
    if not head:
        return Rejected(blob.ref, "read", "the file is empty")
    known = ", ".join(one.name for one in catalogue())
    return recognise(head, columns) or Rejected(blob.ref, "read", f"the content is of no known format ({known})")


def read_file(
    blob: Blob | Rejected, reader: Format | Rejected, noted: Counter[str], origin: str
) -> Generator[Contact | Rejected, None, bool]:
    """Yield the contacts of one file, and return whether it could be read to its end."""
    if isinstance(blob, Rejected):
        yield blob
        return False
    if isinstance(reader, Rejected):
        yield reader
        return reader.step == "read"
    step = "open"
    try:
        with blob.open() as stream:
            step = "read"
            for found in reader.read(stream, blob.ref, noted):
                yield found if isinstance(found, Rejected) else replace(found, source=origin)
    except FAULTS as error:
        yield Rejected(blob.ref, step, _reason(error))
        return False
    return True


def _reason(error: Exception) -> str:
    if isinstance(error, ExpansionError):
        return "the packed file grows beyond measure; unpack it and look at it first"
    return "the packed file is damaged or cut off" if _packed(error) else reason_of(error)


def _packed(error: Exception) -> bool:
    return isinstance(error, EOFError | zlib.error) or type(error).__name__ == "BadGzipFile"
