"""Turns as the two Amazon services write them: roles by participant, times in milliseconds from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from ccqa.contact import Role
from ccqa.formats._border import Lenient, Many, Millis, Text, When, Word
from ccqa.formats._roles import role_of, spoken
from ccqa.formats._times import between
from ccqa.formats._turns import tally

if TYPE_CHECKING:
    from collections import Counter
    from datetime import datetime

    from ccqa.contact import Turn


class Participant(Lenient):
    """Who takes part; an item of the transcript points here by id."""

    ParticipantId: Word | None = None
    ParticipantRole: Word | None = None


class Item(Lenient):
    """One utterance, message or event. A chat has absolute times, a call has offsets."""

    ParticipantId: Word | None = None
    ParticipantRole: Word | None = None
    Type: Word | None = None
    ContentType: Word | None = None
    Content: Text | None = None
    BeginOffsetMillis: Millis | None = None
    EndOffsetMillis: Millis | None = None
    AbsoluteTime: When | None = None
    Sentiment: Any = None
    LoudnessScore: Any = None
    LoudnessScores: Any = None


class Characteristics(Lenient):
    """Figures of the whole contact; only looked at to count what is dropped."""

    Sentiment: Any = None


class Analysed(Lenient):
    """What the files of both services share."""

    Transcript: Annotated[list[Item], Many]
    Participants: Annotated[list[Participant], Many] | None = None
    Channel: Word | None = None
    LanguageCode: Word | None = None
    ConversationCharacteristics: Characteristics | None = None


def turns_of(file: Analysed, started_at: datetime | None, noted: Counter[str]) -> list[Turn]:
    """Return the turns of a file. Events hold no words, so they are none.

    The files hold no agent ids. Only where several agents take part is the participant's id kept in its place, so
    that their parts can be told apart.
    """
    roles = {p.ParticipantId: p.ParticipantRole for p in file.Participants or () if p.ParticipantId}
    said = [(item, _word(item, roles)) for item in file.Transcript if item.Content is not None]
    agents = {item.ParticipantId for item, word in said if role_of(word) is Role.AGENT}
    _count_mood(file, noted)
    return [_turn(item, word, started_at, several=len(agents) > 1) for item, word in said]


def _word(item: Item, roles: dict[str, str | None]) -> str | None:
    return item.ParticipantRole or roles.get(item.ParticipantId or "") or item.ParticipantId


def _turn(item: Item, word: str | None, started_at: datetime | None, *, several: bool) -> Turn:
    agent = item.ParticipantId if several and role_of(word) is Role.AGENT else None
    start = _seconds(item.BeginOffsetMillis)
    if start is None and item.AbsoluteTime and started_at:
        start = between(started_at, item.AbsoluteTime)
    return spoken(word, item.Content or "", start, _seconds(item.EndOffsetMillis), agent)


def _seconds(millis: float | None) -> float | None:
    return None if millis is None else millis / 1000


def _count_mood(file: Analysed, noted: Counter[str]) -> None:
    """Count the moods that a service ascribed, which are never stored."""
    moods = sum(bool(item.Sentiment or item.LoudnessScore or item.LoudnessScores) for item in file.Transcript)
    whole = file.ConversationCharacteristics
    tally(noted, "sentiment dropped", moods + bool(whole and whole.Sentiment))
