"""Genesys transcript URL payloads: a file a communication; tested on documented examples.

Read: conversation id, media type, language, direction, queue, start, end, time in ACD, holds, roles, agents, texts,
times. A conversation of several communications has as many files, all with its id. Dropped: sentiment, topics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ccqa.contact import Contact, Event, EventKind, Turn
from ccqa.formats import Format
from ccqa.formats._channels import channel_of, direction_of
from ccqa.formats._genesys import MILLISECONDS, Payload, Phrase
from ccqa.formats._genesys_cast import OUTSIDE, cast_of
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._languages import language_of
from ccqa.formats._moments import Clock, clock
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._times import later
from ccqa.formats._turns import settle, tally

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import datetime

    from ccqa.contact import Direction


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of each payload, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by transcripts that hold phrases, or that stand beside the id of a communication."""
    keys = top_keys(head)
    return "transcripts" in keys and ("communicationId" in keys or has_key(head, "phrases"))


def _contact(record: Record, noted: Counter[str]) -> Contact:
    file = Payload.model_validate(record.value, context=noted)
    time = clock(file.numbers, MILLISECONDS, noted, file.start_time, file.conversation_start_time)
    events = tuple(_events(file, time))
    _count_mood(file, noted)
    return Contact(
        id=file.conversation_id or record.name,
        channel=channel_of(file.media_type, noted),
        direction=_direction(file, noted),
        language=language_of(None, (one.language for one in file.transcripts), noted),
        queue=_queue(file),
        started_at=time.began,
        ended_at=_end(file, time),
        wait_s=next((event.duration_s for event in events if event.kind is EventKind.QUEUE), None),
        events=events,
        turns=settle(list(_turns(file, time, noted)), noted),
    )


def _once(phrases: list[Phrase], noted: Counter[str]) -> list[Phrase]:
    """Return each phrase once: two programs may have transcribed the same words. Without a time, all are kept."""
    kept = {
        (number if one.begin is None else None, one.begin, one.participant_purpose, one.text): one
        for number, one in enumerate(phrases)
    }
    tally(noted, "phrase that came twice dropped", len(phrases) - len(kept))
    return list(kept.values())


def _turns(file: Payload, time: Clock, noted: Counter[str]) -> Iterator[Turn]:
    cast = cast_of(file, time)
    for one in _once(file.phrases, noted):
        start, length = time.seconds(one.begin), one.length_s
        middle = None if start is None else start + (length or 0.0) / 2
        role, agent = cast.speaker((one.participant_purpose or "").lower(), middle, noted)
        yield Turn(role, one.decorated_text or one.text or "", start, _after(start, length), agent)


def _after(start: float | None, length: float | None) -> float | None:
    return None if start is None or length is None else start + length


def _direction(file: Payload, noted: Counter[str]) -> Direction | None:
    """Return the first direction told: all who took part have that of the conversation."""
    told = (one.initial_direction for one in file.participants or () if one.initial_direction)
    return direction_of(next(told, None), noted)


def _queue(file: Payload) -> str | None:
    """Return the queue of the first user who had one, else of the first ACD."""
    people = [one for one in file.participants or () if one.queue_id and one.purpose not in OUTSIDE]
    return next((one.queue_id for one in sorted(people, key=lambda one: not one.user_id)), None)


def _end(file: Payload, time: Clock) -> datetime | None:
    length = None if file.duration is None else file.duration.seconds
    return later(time.began, length) if time.began and length else None


def _events(file: Payload, time: Clock) -> Iterator[Event]:
    """Yield the time in ACD as queue, in order, and what was heard as hold."""
    waits = [
        Event(EventKind.QUEUE, time.seconds(one.start_time_ms), time.seconds(one.end_time_ms or None))
        for one in file.participants or ()
        if one.purpose == "acd"
    ]
    yield from sorted(waits, key=lambda event: event.start_s or 0.0)
    for sound in file.sounds:
        if "hold" in (sound.event_type or "").lower():
            start = time.seconds(sound.start_time_ms)
            yield Event(EventKind.HOLD, start, _after(start, sound.length_s))


def _count_mood(file: Payload, noted: Counter[str]) -> None:
    moods = [one.analytics.sentiment for one in file.transcripts if one.analytics and one.analytics.sentiment]
    tally(noted, "sentiment dropped", sum(len(mood) if isinstance(mood, list) else 1 for mood in moods))


FORMAT = Format(
    name="genesys",
    says="Genesys transcript URL payloads, calls and messages",
    recognises=recognises,
    read=read,
)
