"""Splits a mailbox file into messages, or takes a file as one message; keeps out what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from ccqa.formats._lines import BOM, LINE_BYTES, bounded_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

FROM = re.compile(rb"From \S{1,200} .{0,60}\d\d?:\d\d.{0,40}\d{4}|From \S{1,200} .{0,60}\d{4}.{0,20}\d\d?:\d\d")
"""The line that begins a message: who, and when with a year and a time of day."""

ESCAPED = re.compile(rb">+From ")
HEADER = re.compile(rb"([!-9;-~]{1,76}):")
KNOWN = frozenset(
    b"from to date subject message-id received return-path mime-version delivered-to content-type cc reply-to".split()
)


def looks_like_mail(head: bytes) -> bool:
    """Tell by a block of headers with a sender and another that mails have."""
    lines = head.removeprefix(BOM).lstrip(b"\r\n").splitlines()
    names = _names(lines[1:] if lines and FROM.match(lines[0]) else lines)
    return b"from" in names and len(names & KNOWN) > 1


def messages(stream: BinaryIO, limit: int = LINE_BYTES) -> Iterator[bytes | None]:
    """Yield the bytes of each message; None stands for one above `limit` bytes."""
    held: list[bytes] = []
    size = 0
    box, blank = False, True
    for number, line in bounded_lines(stream, limit):
        if line is not None and blank and (box or number == 1) and FROM.match(line):
            if number > 1:
                yield None if size > limit else b"".join(held)
            box, size = True, 0
            held.clear()
        else:
            size += limit + 1 if line is None else len(line)
            if size <= limit:
                held.append(_plain(line or b"", box=box))
            else:
                held.clear()
        blank = line is None or not line.strip()
    yield None if size > limit else b"".join(held)


def _plain(line: bytes, *, box: bool) -> bytes:
    """Undo the mark by which a mailbox keeps a line of text from beginning a message."""
    return line[1:] if box and ESCAPED.match(line) else line


def _names(lines: list[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    for line in lines:
        name = HEADER.match(line)
        if name:
            found.add(name[1].lower())
        elif not line[:1].isspace() or not found:
            break
    return found
