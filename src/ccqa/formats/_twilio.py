"""What Twilio Intelligence writes, version 2 and version 3, in either casing; keeps out what is made of it."""

from __future__ import annotations

from typing import Annotated

from ccqa.formats._border import Cased, Many, Seconds, Text, When, Word


class Seat(Cased):
    """Who speaks on a channel of the recording."""

    channel_participant: Word | None = None
    role: Word | None = None
    user_id: Word | None = None


class Channel(Cased):
    """The recording."""

    participants: Annotated[list[Seat], Many] | None = None


class Transcript(Cased):
    """The transcript resource of version 2."""

    sid: Word | None = None
    language_code: Word | None = None
    media_start_time: When | None = None
    duration: Seconds | None = None
    channel: Channel | None = None


class Sentence(Cased):
    """A sentence of version 2; the times are strings that hold seconds of the recording."""

    media_channel: Word | None = None
    start_time: Seconds | None = None
    end_time: Seconds | None = None
    transcript: Text | None = None


class Meta(Cased):
    """The page of a list."""

    next_page_url: Word | None = None


class Recorded(Cased):
    """A transcript of version 2 beside its sentences."""

    transcript: Transcript | None = None
    sentences: Annotated[list[Sentence], Many]
    meta: Meta | None = None


class Participant(Cased):
    """Who takes part in a conversation of version 3."""

    id: Word | None = None
    type: Word | None = None


class Author(Cased):
    """Who wrote or spoke, and where."""

    participant_id: Word | None = None
    channel: Word | None = None


class Content(Cased):
    """What was written or spoken."""

    text: Text | None = None


class Communication(Cased):
    """One message or utterance of version 3."""

    author: Author | None = None
    content: Content | None = None
    created_at: When | None = None


class Conversation(Cased):
    """A conversation of version 3 beside its participants and communications."""

    id: Word | None = None
    participants: Annotated[list[Participant], Many]
    communications: Annotated[list[Communication], Many]
    meta: Meta | None = None
