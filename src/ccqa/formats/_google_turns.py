"""Who spoke when in a Google Insights conversation, and when it was on hold; keeps out the rest of the contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.contact import Event, EventKind, Role, Turn
from ccqa.formats._google import Spoken
from ccqa.formats._roles import role_of
from ccqa.formats._times import between, later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ccqa.formats._google import Boundary, CallMetadata, Conversation, Segment

ROLES = {"1": Role.AGENT, "2": Role.BOT, "3": Role.CUSTOMER}
"""The numbers of the roles, which Python clients write unless told otherwise. 4, ANY_AGENT, may be a bot."""


def began(talk: Conversation) -> datetime | None:
    """Return the start: as told, else of the first message, less the time that its words lie into the recording."""
    if talk.start_time:
        return talk.start_time
    timed = [(one.message_time, one.bounds[0] or 0.0) for one in talk.segments or () if one.message_time]
    return min((begun for at, into in timed if (begun := later(at, -into))), default=None)


def turns_of(talk: Conversation, start: datetime | None, agent: str | None) -> list[Turn]:
    """Return the turns. Speakers are named where the contact has no one agent, or several speak."""
    known = [(one, _role(one, talk.call_metadata)) for one in talk.segments or ()]
    users = {_user(one) for one, role in known if role is Role.AGENT} - {None}
    named = agent is None or len(users) > 1
    return [_turn(one, role, start, named=named) for one, role in known]


def holds_of(talk: Conversation) -> Iterator[Event]:
    """Yield the holds, with the times of the words between which they lie, where those have times."""
    for one in talk.annotations or ():
        if one.hold_data is not None:
            first = _word(talk.segments or [], one.annotation_start_boundary)
            last = _word(talk.segments or [], one.annotation_end_boundary)
            yield Event(EventKind.HOLD, first.start_offset, last.end_offset)


def _word(segments: list[Segment], place: Boundary | None) -> Spoken:
    if place is None or place.transcript_index >= len(segments):
        return Spoken()
    words = segments[place.transcript_index].words or []
    return words[place.word_index] if place.word_index < len(words) else Spoken()


def _role(one: Segment, call: CallMetadata | None) -> Role:
    """Return the role by the participant, else by the channel where the file says whose it is."""
    word = one.segment_participant and one.segment_participant.role
    if word and word not in {"ROLE_UNSPECIFIED", "0"}:
        return ROLES.get(word) or role_of(word)
    if call and one.channel_tag and call.agent_channel != call.customer_channel:
        sides = {call.agent_channel: Role.AGENT, call.customer_channel: Role.CUSTOMER}
        return sides.get(one.channel_tag, Role.UNKNOWN)
    return Role.UNKNOWN


def _user(one: Segment) -> str | None:
    return (one.segment_participant and one.segment_participant.user_id) or None


def _turn(one: Segment, role: Role, start: datetime | None, *, named: bool) -> Turn:
    first, last = one.bounds
    if first is None and one.message_time and start:
        first = between(start, one.message_time)
    return Turn(role, one.text or "", first, last, _user(one) if named and role is Role.AGENT else None)
