"""Amazon Bedrock Data Automation: the standard output of a recording. Its custom output holds no transcript.

The refusal is tested on a genuine custom output, the reading on examples made after the documentation. Speakers and
channels have numbers only, so nobody's role is known. The file names no contact, so its own name is the id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, BinaryIO

from ccqa.contact import Channel, Contact, Role, Turn
from ccqa.formats import Format
from ccqa.formats._border import Lenient, Many, Millis, Text, Word
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._languages import language_of
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._refusal import Refused
from ccqa.formats._turns import settle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator


class Segment(Lenient):
    """What one speaker said in one go."""

    text: Text | None = None
    language: Word | None = None
    start_timestamp_millis: Millis | None = None
    end_timestamp_millis: Millis | None = None


class Metadata(Lenient):
    """What the file is about."""

    dominant_asset_language: Word | None = None


class File(Lenient):
    """The standard output of a recording."""

    metadata: Metadata | None = None
    audio_segments: Annotated[list[Segment], Many]


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by the segments, by the kind of media, or by the blueprint of a custom output."""
    keys = top_keys(head)
    return bool(keys & {"audio_segments", "matched_blueprint"}) or (
        "metadata" in keys and has_key(head, "semantic_modality")
    )


def _contact(record: Record, noted: Counter[str]) -> Contact:
    if "audio_segments" not in record.value:
        raise Refused("the file holds findings, not a transcript: load the standard output of the recording instead")
    file = File.model_validate(record.value, context=noted)
    told = (file.metadata or Metadata()).dominant_asset_language
    return Contact(
        id=record.name,
        channel=Channel.VOICE,
        language=language_of(told, (one.language for one in file.audio_segments), noted),
        turns=settle([_turn(one) for one in file.audio_segments], noted),
    )


def _turn(one: Segment) -> Turn:
    return Turn(Role.UNKNOWN, one.text or "", _seconds(one.start_timestamp_millis), _seconds(one.end_timestamp_millis))


def _seconds(millis: float | None) -> float | None:
    return None if millis is None else millis / 1000


FORMAT = Format(
    name="bedrock",
    says="Amazon Bedrock Data Automation, recordings (speakers without roles)",
    recognises=recognises,
    read=read,
)
