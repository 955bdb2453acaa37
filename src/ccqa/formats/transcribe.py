"""Amazon Transcribe Call Analytics: a file a call; tested on a genuine file.

It names neither contact nor agent; the file's name is the id. Roles are the participants', which stand at each turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ccqa.contact import Contact
from ccqa.formats import Format, Tried
from ccqa.formats._aws import Analysed, turns_of
from ccqa.formats._channels import channel_of
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._turns import settle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by the transcript whose participants have roles and no ids, as those of Contact Lens have."""
    keys = top_keys(head)
    return "Transcript" in keys and "CustomerMetadata" not in keys and not has_key(head, "ParticipantId")


def _contact(record: Record, noted: Counter[str]) -> Contact:
    file = Analysed.model_validate(record.value, context=noted)
    return Contact(
        id=record.name,
        channel=channel_of(file.Channel or "VOICE", noted),
        language=file.LanguageCode,
        turns=settle(turns_of(file, None, noted), noted),
    )


FORMAT = Format(
    name="transcribe",
    says="Amazon Transcribe Call Analytics",
    recognises=recognises,
    read=read,
    tried=Tried.GENUINE,
)
