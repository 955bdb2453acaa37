"""The payload of a Genesys transcript URL as written; keeps out who an internal phrase belongs to."""

from __future__ import annotations

from typing import Annotated, Any

from ccqa.formats._border import Cased, Many, Millis, Stamp, Text, Word

MILLISECONDS = 1e3


class Length(Cased):
    """A duration or an offset."""

    milliseconds: Millis | None = None

    @property
    def seconds(self) -> float | None:
        """The same in seconds."""
        return None if self.milliseconds is None else self.milliseconds / MILLISECONDS


class Phrase(Cased):
    """What one side said in one go; `decorated_text` has the punctuation."""

    participant_purpose: Word | None = None
    text: Text | None = None
    decorated_text: Text | None = None
    start_time_ms: Stamp | None = None
    offset: Length | None = None
    duration: Length | None = None

    @property
    def begin(self) -> float | None:
        """The begin as written: a point in time or an offset, both in milliseconds."""
        if self.start_time_ms is not None:
            return self.start_time_ms
        return None if self.offset is None else self.offset.milliseconds

    @property
    def length_s(self) -> float | None:
        """How long it lasts."""
        return None if self.duration is None else self.duration.seconds


class Sound(Cased):
    """A silence, a hold or two voices at once."""

    event_type: Word | None = None
    start_time_ms: Stamp | None = None
    duration_ms: Millis | None = None

    @property
    def length_s(self) -> float | None:
        """How long it lasts."""
        return None if self.duration_ms is None else self.duration_ms / MILLISECONDS


class Analytics(Cased):
    """What an analysis found."""

    sentiment: Any = None
    acoustic: Annotated[list[Sound], Many] | None = None


class Transcript(Cased):
    """What was said, in one language or by one program."""

    language: Word | None = None
    phrases: Annotated[list[Phrase], Many] | None = None
    analytics: Analytics | None = None


class Participant(Cased):
    """Who took part from when to when: a customer, a user, or a machine of the centre."""

    participant_purpose: Word | None = None
    user_id: Word | None = None
    queue_id: Word | None = None
    initial_direction: Word | None = None
    start_time_ms: Stamp | None = None
    end_time_ms: Stamp | None = None

    @property
    def purpose(self) -> str:
        """The word for what it is, in lower case."""
        return (self.participant_purpose or "").lower()


class Payload(Cased):
    """One communication of a conversation."""

    conversation_id: Word | None = None
    communication_id: Word | None = None
    media_type: Word | None = None
    conversation_start_time: Stamp | None = None
    start_time: Stamp | None = None
    duration: Length | None = None
    transcripts: Annotated[list[Transcript], Many]
    participants: Annotated[list[Participant], Many] | None = None

    @property
    def phrases(self) -> list[Phrase]:
        """All that was said, transcript by transcript."""
        return [phrase for one in self.transcripts for phrase in one.phrases or ()]

    @property
    def sounds(self) -> list[Sound]:
        """All that was heard beside the words."""
        return [sound for one in self.transcripts if one.analytics for sound in one.analytics.acoustic or ()]

    @property
    def numbers(self) -> list[float | None]:
        """Every number of the payload that is a point in time or an offset."""
        people = [number for one in self.participants or () for number in (one.start_time_ms, one.end_time_ms)]
        return [*(one.begin for one in self.phrases), *people]
