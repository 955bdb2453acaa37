"""AssemblyAI: a file a recording, with times in milliseconds. Who speaks is a letter, or a channel from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, BinaryIO

from ccqa.contact import Channel, Contact
from ccqa.formats import Format
from ccqa.formats._border import Index, Lenient, Many, Word
from ccqa.formats._keys import top_keys
from ccqa.formats._languages import language_of
from ccqa.formats._recognised import turns_of
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._refusal import Refused
from ccqa.formats._strangers import count_mood
from ccqa.formats._turns import settle
from ccqa.formats._utterances import Row  # noqa: TC001 - pydantic resolves the annotation

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

PER_SECOND = 1000
OWN_KEYS = frozenset({"utterances", "words", "audio_url", "audio_duration"})


class File(Lenient):
    """One transcript."""

    id: Word | None = None
    status: Word | None = None
    language_code: Word | None = None
    audio_channels: Index | None = None
    utterances: Annotated[list[Row], Many] | None = None


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by a text with a status and an id, beside its words or its recording."""
    keys = top_keys(head)
    return {"id", "status", "text"} <= keys and bool(keys & OWN_KEYS)


def _contact(record: Record, noted: Counter[str]) -> Contact:
    file = File.model_validate(record.value)
    if file.status not in {None, "completed"}:
        raise Refused("the transcription was not completed", "status")
    if file.utterances is None:
        raise Refused("the transcript is one text that does not tell the speakers apart", "utterances")
    count_mood(record.value, noted)
    return Contact(
        id=file.id or record.name,
        channel=Channel.VOICE,
        language=language_of(None, [file.language_code], noted),
        turns=settle(turns_of(file.utterances, file.audio_channels or 1, PER_SECOND), noted),
    )


FORMAT = Format(
    name="assemblyai",
    says="AssemblyAI, transcripts of recordings",
    recognises=recognises,
    read=read,
)
