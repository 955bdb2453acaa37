"""WebVTT captions with voice tags: a file a call.

Roles are the first word of the voice tag (`<v Agent Ada>`), or what a note tells of it (`NOTE SPEAKER_00=agent`).
What captions cannot say stands in notes such as `NOTE queue=billing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ccqa.formats import Format
from ccqa.formats._captions import Kind, contacts
from ccqa.formats._lines import BOM

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ccqa.formats._records import Found


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, KIND)


def recognises(head: bytes) -> bool:
    """Tell by the word that every WebVTT file begins with."""
    return head.removeprefix(BOM)[:7] in {b"WEBVTT", b"WEBVTT ", b"WEBVTT\t", b"WEBVTT\n", b"WEBVTT\r"}


KIND = Kind(recognises, begins="WEBVTT", headed=True)
FORMAT = Format(
    name="webvtt",
    says="WebVTT captions with voice tags",
    recognises=recognises,
    read=read,
)
