"""The bytes of a text file as UTF-8, and what another encoding may be taken for; keeps out what the text says."""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""By the mark that such a file begins with."""

WINDOWS = "cp1252"
"""What spreadsheets on Windows write when asked for CSV."""

LETTERS = "àáâäåæçèéêëìíîïñòóôöùúûüÿßœ"
SIGNS = "€’‘‚„“”–—…•«»°£§´¿¡·©®™²½¼\u00a0"
FOREIGN = re.compile(rf"[^\x00-\x7f{LETTERS}{LETTERS.upper()}{SIGNS}]|[{LETTERS}{LETTERS.upper()}]{{3}}|\w[‚„]")
"""What Windows text in Western languages does not hold: other signs, three accented letters in a row, or a low
quotation mark within a word. Text of other encodings and alphabets, read as Windows text, does."""

CHUNK_BYTES = 64 * 1024
LOST = "\ufffd"


class _Chunks(io.RawIOBase):
    """A stream made of pieces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest and (piece := next(self._pieces, None)) is not None:
            self._rest = piece
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def as_utf8(stream: BinaryIO, noted: Counter[str]) -> BinaryIO:
    """Return the stream, recoded where it begins with the mark of UTF-16."""
    return cast("BinaryIO", io.BufferedReader(_Chunks(_recoded(stream, noted)), CHUNK_BYTES))


def head_as_utf8(head: bytes) -> bytes:
    """Return the first bytes of a file, recoded where they begin with the mark of UTF-16."""
    encoding = UTF16.get(head[:2])
    return head[2:].decode(encoding, "replace").encode() if encoding else head


def windows_text(line: bytes) -> str | None:
    """Return a line as Windows text, or None where it is not certain that it is such."""
    try:
        text = line.decode(WINDOWS)
    except UnicodeDecodeError:
        return None
    return None if FOREIGN.search(text) else text


def _recoded(stream: BinaryIO, noted: Counter[str]) -> Iterator[bytes]:
    first = stream.read(2)
    encoding = UTF16.get(first)
    if encoding is None:
        yield first
        while raw := stream.read(CHUNK_BYTES):
            yield raw
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    ended = False
    while not ended:
        raw = stream.read(CHUNK_BYTES)
        ended = not raw
        yield _encoded(decoder.decode(raw, final=ended), noted)


def _encoded(text: str, noted: Counter[str]) -> bytes:
    """Return a text as UTF-8. Half a pair of UTF-16, left where a program cut a text off, was replaced: count it."""
    if lost := text.count(LOST):
        noted["broken sign replaced"] += lost
    return text.encode()
