"""Amazon Connect Contact Lens: a file a call or chat; tested on the examples of its documentation.

Queue, agent and hold stand in Connect's contact record, not here. Roles are those of the participants, found by the
participant of each turn. E-mails and exported evaluations are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ccqa.contact import Channel, Contact
from ccqa.formats import Format, Tried
from ccqa.formats._aws import Analysed, turns_of
from ccqa.formats._border import Lenient, Word
from ccqa.formats._channels import channel_of
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._refusal import Refused
from ccqa.formats._turns import settle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import datetime

CHAT_ENDED = "application/vnd.amazonaws.connect.event.chat.ended"
OWN_KEYS = frozenset({"CustomerMetadata", "ChatTranscriptVersion"})
EVALUATION = frozenset({"evaluationId", "schemaVersion"})
"""An evaluation is exported beside the transcripts. It is recognised so that the refusal says what it is."""


class Metadata(Lenient):
    """Which contact it was."""

    ContactId: Word | None = None


class File(Analysed):
    """A call or chat file."""

    CustomerMetadata: Metadata | None = None


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by the transcript whose participants have ids, or by the keys that only Contact Lens writes."""
    keys = top_keys(head)
    return bool(keys & OWN_KEYS) or keys >= EVALUATION or ("Transcript" in keys and has_key(head, "ParticipantId"))


def _contact(record: Record, noted: Counter[str]) -> Contact:
    if record.value.keys() >= EVALUATION:
        raise Refused("an exported evaluation, not a transcript: load the Contact Lens file of the contact instead")
    if _is_email(record):
        raise Refused("a Contact Lens e-mail file holds no text: it lies in other files that this one refers to")
    file = File.model_validate(record.value, context=noted)
    start, end = _bounds(file)
    return Contact(
        id=(file.CustomerMetadata and file.CustomerMetadata.ContactId) or record.name,
        channel=channel_of(file.Channel, noted),
        language=file.LanguageCode,
        started_at=start,
        ended_at=end,
        turns=settle(turns_of(file, start, noted), noted),
    )


def _is_email(record: Record) -> bool:
    names = (record.value.get("Channel"), record.value.get("Version"))
    return any(isinstance(name, str) and name.lower().startswith(Channel.EMAIL.value) for name in names)


def _bounds(file: File) -> tuple[datetime | None, datetime | None]:
    """Return the time of the first item, and that of the event which ends a chat. Calls have offsets only."""
    times = [item.AbsoluteTime for item in file.Transcript if item.AbsoluteTime]
    ends = [item.AbsoluteTime for item in file.Transcript if item.ContentType == CHAT_ENDED]
    return min(times, default=None), (ends[-1] if ends else None)


FORMAT = Format(
    name="contact_lens",
    says="Amazon Connect Contact Lens, calls and chats",
    recognises=recognises,
    read=read,
    tried=Tried.GENUINE,
)
