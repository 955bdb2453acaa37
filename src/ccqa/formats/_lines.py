"""Lines of a byte stream, each bounded in length; keeps out what a line means."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_BYTES = 32 * 1024 * 1024
"""No longer line is held in memory. An hour of speech is about 0.2 MB."""

SKIP_BYTES = 1024 * 1024
BOM = b"\xef\xbb\xbf"


def bounded_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number from 1; None stands for a line above `limit` bytes, which is skipped."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream)
            yield number, None
        else:
            yield number, line.removeprefix(BOM) if number == 1 else line


def filled_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines that are not blank; those above `limit` bytes count as filled."""
    return (pair for pair in bounded_lines(stream, limit) if pair[1] is None or not pair[1].isspace())


def _skip_line(stream: BinaryIO) -> None:
    while (part := stream.readline(SKIP_BYTES)) and not part.endswith(b"\n"):
        pass
