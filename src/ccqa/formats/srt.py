"""SRT captions: a file a call. Who speaks is told by a prefix such as `Agent: `; nothing else of the call is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from ccqa.formats import Format
from ccqa.formats._captions import Kind, contacts
from ccqa.formats._lines import BOM

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ccqa.formats._records import Found

FIRST = re.compile(rb"\s*(?:\d{1,9}[ \t]*\r?\n)?\d{1,6}:\d{1,2}:\d{1,2}[,.]\d{1,3}[ \t]+-->")
"""A number, which may be missing, and the times of a cue."""


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, KIND)


def recognises(head: bytes) -> bool:
    """Tell by the number and times of the first cue."""
    return FIRST.match(head.removeprefix(BOM)) is not None


KIND = Kind(recognises, begins="a number and times", headed=False)
FORMAT = Format(
    name="srt",
    says="SRT captions",
    recognises=recognises,
    read=read,
)
