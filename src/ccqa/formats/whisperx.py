"""WhisperX, and Whisper, which tells no speakers: a file a recording. The file's name is the id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, BinaryIO

from ccqa.contact import Channel, Contact
from ccqa.formats import Format
from ccqa.formats._border import Lenient, Many, Word
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._languages import language_of
from ccqa.formats._recognised import turns_of
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._strangers import count_mood
from ccqa.formats._turns import settle
from ccqa.formats._utterances import Row  # noqa: TC001 - pydantic resolves the annotation

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator


class File(Lenient):
    """One transcript. Words are said once more in `word_segments`, which is not looked at."""

    segments: Annotated[list[Row], Many]
    language: Word | None = None


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by segments with a text and a start; what stands behind them may be cut off."""
    return "segments" in top_keys(head) and has_key(head, "text") and has_key(head, "start")


def _contact(record: Record, noted: Counter[str]) -> Contact:
    file = File.model_validate(record.value)
    count_mood(record.value, noted)
    return Contact(
        id=record.name,
        channel=Channel.VOICE,
        language=language_of(None, [file.language], noted),
        turns=settle(turns_of(file.segments, channels=1), noted),
    )


FORMAT = Format(
    name="whisperx",
    says="WhisperX and Whisper, transcripts of recordings",
    recognises=recognises,
    read=read,
)
