"""A conversation of Google Insights as written, in REST or in Python casing; keeps out what is made of it."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AliasChoices, AliasPath, BeforeValidator, Field
from pydantic.alias_generators import to_camel

from ccqa.formats._border import Cased, Index, Many, Seconds, Text, When, Word

DURATION = re.compile(r"-?\d{1,9}(\.\d{1,9})?s")


def _duration(value: object) -> object:
    """Take the s from a duration such as 1.200s."""
    return value[:-1] if isinstance(value, str) and DURATION.fullmatch(value) else value


def _at(*path: str) -> AliasChoices:
    """Return where a value lies in the tree, in either casing."""
    return AliasChoices(AliasPath(*map(to_camel, path)), AliasPath(*path))


Lasting = Annotated[Seconds, BeforeValidator(_duration)]
SEGMENTS = _at("transcript", "transcript_segments")
AGENTS = _at("quality_metadata", "agent_info")
ANALYSED = ("latest_analysis", "analysis_result", "call_analysis_metadata")


class Spoken(Cased):
    """One word; its offsets count from the start of the recording."""

    start_offset: Lasting | None = None
    end_offset: Lasting | None = None


class Participant(Cased):
    """Who speaks."""

    role: Word | None = None
    user_id: Word | None = None


class Segment(Cased):
    """One utterance or message."""

    message_time: When | None = None
    text: Text | None = None
    language_code: Word | None = None
    channel_tag: Word | None = None
    words: Annotated[list[Spoken], Many] | None = None
    segment_participant: Participant | None = None
    sentiment: Any = None

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Where the words begin and end, in seconds of the recording."""
        words = self.words or []
        return (words[0].start_offset, words[-1].end_offset) if words else (None, None)


class CallMetadata(Cased):
    """Which side speaks on which channel of the recording."""

    customer_channel: Word | None = None
    agent_channel: Word | None = None


class AgentInfo(Cased):
    """One agent who took part."""

    agent_id: Word | None = None
    teams: Annotated[list[Word], Many] | None = None


class Quality(Cased):
    """What the telephone system told."""

    wait_duration: Lasting | None = None
    customer_satisfaction_rating: Seconds | None = None


class Labels(Cased):
    """The labels that somebody chose; only the one that names a queue is read."""

    queue: Word | None = None


class Boundary(Cased):
    """A word of a segment. REST leaves out an index of 0."""

    transcript_index: Index = 0
    word_index: Index = 0


class Annotation(Cased):
    """Something that happened between two words. An empty `hold_data` says that it was a hold."""

    annotation_start_boundary: Boundary | None = None
    annotation_end_boundary: Boundary | None = None
    hold_data: Any = None


class Conversation(Cased):
    """A conversation."""

    name: Word | None = None
    agent_id: Word | None = None
    medium: Word | None = None
    language_code: Word | None = None
    start_time: When | None = None
    duration: Lasting | None = None
    labels: Labels | None = None
    quality_metadata: Quality | None = None
    call_metadata: CallMetadata | None = None
    segments: Annotated[list[Segment] | None, Many, Field(validation_alias=SEGMENTS)] = None
    annotations: Annotated[list[Annotation] | None, Many, Field(validation_alias=_at(*ANALYSED, "annotations"))] = None
    sentiments: Annotated[Any, Field(validation_alias=_at(*ANALYSED, "sentiments"))] = None
    agents: Annotated[list[AgentInfo] | None, Many, Field(validation_alias=AGENTS)] = None
