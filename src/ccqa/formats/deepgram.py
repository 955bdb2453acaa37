"""Deepgram: a file a recording. Who speaks is a channel, or a number that holds within the recording."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, BinaryIO

from pydantic import AliasChoices, Field

from ccqa.contact import Channel, Contact
from ccqa.formats import Format
from ccqa.formats._border import Lenient, Many, Seconds, Word
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._languages import language_of
from ccqa.formats._recognised import turns_of
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._strangers import count_mood
from ccqa.formats._turns import settle
from ccqa.formats._utterances import Row

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator


class Heard(Lenient):
    """One word, with its signs where they were asked for."""

    text: Annotated[Word, Field(validation_alias=AliasChoices("punctuated_word", "word"))]
    start: Seconds
    end: Seconds | None = None
    speaker: Word | None = None


class Alternative(Lenient):
    """One way to hear a channel."""

    words: Annotated[tuple[Heard, ...], Many] = ()


class OneChannel(Lenient):
    """What was heard on one channel; the first way is the likeliest."""

    alternatives: Annotated[tuple[Alternative, ...], Many] = ()
    detected_language: Word | None = None


class Results(Lenient):
    """What was heard, by channel, and in order of time where utterances were asked for."""

    channels: Annotated[tuple[OneChannel, ...], Many] = ()
    utterances: Annotated[list[Row], Many] | None = None


class Metadata(Lenient):
    """Which request it was. Its time is that of the transcription, not of the contact."""

    request_id: Word | None = None


class File(Lenient):
    """One answer of the service."""

    metadata: Metadata
    results: Results


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by the results that are ordered by channels, beside the data of a request."""
    keys = top_keys(head)
    return {"metadata", "results"} <= keys and has_key(head, "channels")


def _contact(record: Record, noted: Counter[str]) -> Contact:
    file = File.model_validate(record.value)
    count_mood(record.value, noted)
    channels = file.results.channels
    rows = file.results.utterances
    return Contact(
        id=file.metadata.request_id or record.name,
        channel=Channel.VOICE,
        language=language_of(None, (one.detected_language for one in channels), noted),
        turns=settle(turns_of(_runs(channels) if rows is None else rows, len(channels)), noted),
    )


def _runs(channels: tuple[OneChannel, ...]) -> Iterator[Row]:
    """Yield each run of words by one speaker, for files without utterances."""
    words = [(n, word) for n, one in enumerate(channels) for way in one.alternatives[:1] for word in way.words]
    by_time = sorted(words, key=lambda pair: pair[1].start)
    for (number, speaker), run in groupby(by_time, key=lambda pair: (pair[0], pair[1].speaker)):
        said = [word for _, word in run]
        text = " ".join(word.text for word in said)
        yield Row(speaker=speaker, channel=number, text=text, start=said[0].start, end=said[-1].end)


FORMAT = Format(
    name="deepgram",
    says="Deepgram, transcripts of recordings",
    recognises=recognises,
    read=read,
)
