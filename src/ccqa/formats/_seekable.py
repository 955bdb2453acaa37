"""Streams that can be wound, for files whose index stands at their end; keeps out what is in them."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

MOST_BYTES = 1024 * 1024 * 1024
"""A stream that cannot be wound is held up to this size."""


def seekable(stream: BinaryIO) -> BinaryIO:
    """Return the stream, or its content where it cannot be wound; raises ValueError where that is too large."""
    if stream.seekable():
        return stream
    held = stream.read(MOST_BYTES + 1)
    if len(held) > MOST_BYTES:
        raise ValueError
    return BytesIO(held)
