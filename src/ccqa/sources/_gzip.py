"""Unpacks gzip while it is read, and stops where a small file turns into a giant; keeps out where the file lies."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from collections.abc import Callable

MAGIC = b"\x1f\x8b"
FREE_BYTES = 64 * 1024 * 1024
"""So much may come out of any file."""

MOST_TIMES = 200
"""Transcripts shrink to a tenth or so; what shrinks to less than a two-hundredth is no transcript."""

BUFFER_BYTES = 256 * 1024


class ExpansionError(OSError):
    """A packed file holds far more than transcripts would."""


class _Bounded(io.RawIOBase):
    """The unpacked bytes, as long as they stay in proportion to the packed ones."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._unpacked = gzip.GzipFile(fileobj=packed, mode="rb")
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._unpacked.read(len(buffer))
        self._out += len(data)
        if self._out > FREE_BYTES and self._out > MOST_TIMES * self._packed.tell():
            raise ExpansionError
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._unpacked.close()
            self._packed.close()
        super().close()


def unpacked(opener: Callable[[], BinaryIO]) -> BinaryIO:
    """Open a file, and unpack it if its content is gzip, whatever its name."""
    stream = opener()
    try:
        packed = stream.read(len(MAGIC)) == MAGIC
        stream.seek(0)
    except OSError:
        stream.close()
        raise
    return cast("BinaryIO", io.BufferedReader(_Bounded(stream), BUFFER_BYTES)) if packed else stream
