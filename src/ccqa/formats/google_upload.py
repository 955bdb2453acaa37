"""Google's upload JSON of chats, a file a conversation: entries with times in microseconds; tested on a genuine file.

Read: roles, texts, times. The file names no contact, so its own name is the id. Turns have no ends. `user_id` counts
the speakers of one file, so it is kept only where several agents speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, BinaryIO

from ccqa.contact import Channel, Contact, Role, Turn
from ccqa.formats import Format, Tried
from ccqa.formats._border import Lenient, Many, Stamp, Text, Word
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._moments import clock
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._roles import role_of
from ccqa.formats._turns import settle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

MICROSECONDS = 1e6


class Entry(Lenient):
    """One message."""

    start_timestamp_usec: Stamp | None = None
    text: Text | None = None
    role: Word | None = None
    user_id: Word | None = None


class File(Lenient):
    """A conversation."""

    entries: Annotated[list[Entry], Many]


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by entries that have the time which only this format has, or by the other key of the file."""
    keys = top_keys(head)
    return "entries" in keys and (has_key(head, "start_timestamp_usec") or "conversation_info" in keys)


def _contact(record: Record, noted: Counter[str]) -> Contact:
    entries = File.model_validate(record.value, context=noted).entries
    time = clock((one.start_timestamp_usec for one in entries), MICROSECONDS, noted)
    known = [(one, role_of(one.role)) for one in entries]
    several = len({one.user_id for one, role in known if role is Role.AGENT}) > 1
    turns = [
        Turn(
            role,
            one.text or "",
            time.seconds(one.start_timestamp_usec),
            agent=one.user_id if several and role is Role.AGENT else None,
        )
        for one, role in known
    ]
    return Contact(id=record.name, channel=Channel.CHAT, started_at=time.began, turns=settle(turns, noted))


FORMAT = Format(
    name="google_upload",
    says="Google upload JSON, chats",
    tried=Tried.GENUINE,
    recognises=recognises,
    read=read,
)
