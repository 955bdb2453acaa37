"""Azure batch transcription: a file a recording. Who speaks is a channel, or a number within the recording."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, BinaryIO
from urllib.parse import urlsplit

from ccqa.contact import Channel, Contact
from ccqa.formats import Format, Tried
from ccqa.formats._azure import Camel, Duration, Ticks, end, seconds
from ccqa.formats._border import LONGEST_ID, Index, Many, Millis, Text, Word
from ccqa.formats._keys import top_keys
from ccqa.formats._languages import language_of
from ccqa.formats._recognised import label_of
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._roles import spoken
from ccqa.formats._strangers import count_mood
from ccqa.formats._turns import settle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ccqa.contact import Turn


class Best(Camel):
    """One way to hear a phrase: as it is shown, with numbers written as such, and word for word."""

    display: Text | None = None
    itn: Text | None = None
    lexical: Text | None = None


class Phrase(Camel):
    """One phrase. What was not understood has no way to hear it."""

    channel: Index | None = None
    speaker: Word | None = None
    locale: Word | None = None
    offset: Duration | None = None
    duration: Duration | None = None
    offset_in_ticks: Ticks | None = None
    duration_in_ticks: Ticks | None = None
    offset_milliseconds: Millis | None = None
    duration_milliseconds: Millis | None = None
    n_best: Annotated[tuple[Best, ...], Many] = ()


class Combined(Camel):
    """All that was said on a channel, once more as one text; only tells that there is such a channel."""

    channel: Index | None = None


class File(Camel):
    """One transcription. Its time is that of the transcription, not of the contact."""

    source: Text | None = None
    recognized_phrases: Annotated[list[Phrase], Many]
    combined_recognized_phrases: Annotated[tuple[Combined, ...], Many] = ()


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by the phrases, which come last, or by the texts before them, which may fill the head."""
    return bool(top_keys(head) & {"recognizedPhrases", "combinedRecognizedPhrases"})


def _contact(record: Record, noted: Counter[str]) -> Contact:
    file = File.model_validate(record.value)
    count_mood(record.value, noted)
    phrases = file.recognized_phrases
    heard = {one.channel for one in phrases} | {one.channel for one in file.combined_recognized_phrases}
    return Contact(
        id=_recording(file.source) or record.name,
        channel=Channel.VOICE,
        language=language_of(None, (one.locale for one in phrases), noted),
        turns=settle([_turn(one, len(heard - {None})) for one in phrases], noted),
    )


def _recording(source: str | None) -> str | None:
    """Return the name of the recording, since the service calls its own files alike in every job."""
    try:
        path = PurePosixPath(urlsplit(source or "").path)
    except ValueError:
        return None
    return path.stem[:LONGEST_ID] if path.suffix else None


def _turn(phrase: Phrase, channels: int) -> Turn:
    best = phrase.n_best[0] if phrase.n_best else Best()
    start_s = seconds(phrase.offset_in_ticks, phrase.offset_milliseconds, phrase.offset)
    length_s = seconds(phrase.duration_in_ticks, phrase.duration_milliseconds, phrase.duration)
    label = label_of(phrase.channel, phrase.speaker, channels)
    return spoken(label, best.display or best.itn or best.lexical or "", start_s, end(start_s, length_s))


FORMAT = Format(
    name="azure_batch",
    says="Azure batch transcription",
    tried=Tried.GENUINE,
    recognises=recognises,
    read=read,
)
