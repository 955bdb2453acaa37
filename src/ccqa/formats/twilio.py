"""Twilio Intelligence: a transcript with its sentences (version 2), or a conversation (version 3).

Tested on documented examples; no genuine export was at hand. Both come from two or three calls of the API: put the
answers into one object, `transcript` and `sentences`, or the conversation with `participants` and `communications`.
Read: id, channel, language, start, end, roles, agents, texts, times. Dropped: operator results, names, addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ccqa.contact import Channel, Contact, Role, Turn
from ccqa.formats import Format
from ccqa.formats._channels import channel_of
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._refusal import Refused
from ccqa.formats._roles import role_of
from ccqa.formats._times import between, later
from ccqa.formats._turns import settle, tally
from ccqa.formats._twilio import Author, Conversation, Meta, Recorded, Transcript

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import datetime

VERSION_3 = frozenset({"participants", "communications"})


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of each record, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by sentences on channels, or by the two lists of version 3."""
    keys = top_keys(head)
    if "sentences" in keys and ("transcript" in keys or has_key(head, "media_channel")):
        return True
    return keys >= VERSION_3 or ("sentences" in keys and has_key(head, "mediaChannel"))


def _contact(record: Record, noted: Counter[str]) -> Contact:
    if record.value.keys() >= VERSION_3:
        return _conversation(Conversation.model_validate(record.value, context=noted), record.name, noted)
    return _recorded(Recorded.model_validate(record.value, context=noted), record.name, noted)


def _recorded(file: Recorded, name: str, noted: Counter[str]) -> Contact:
    _check_whole(file.meta)
    about = file.transcript or Transcript()
    start = about.media_start_time
    seats = {one.channel_participant: one for one in (about.channel and about.channel.participants) or ()}
    turns = []
    for one in file.sentences:
        seat = seats.get(one.media_channel)
        role = role_of(seat and seat.role)
        agent = seat.user_id if seat and role is Role.AGENT else None
        turns.append(Turn(role, one.transcript or "", one.start_time, one.end_time, agent))
    return Contact(
        id=about.sid or name,
        channel=Channel.VOICE,
        language=about.language_code,
        started_at=start,
        ended_at=later(start, about.duration) if start and about.duration else None,
        turns=settle(turns, noted),
    )


def _conversation(file: Conversation, name: str, noted: Counter[str]) -> Contact:
    _check_whole(file.meta)
    start = min((one.created_at for one in file.communications if one.created_at), default=None)
    words = {one.author.channel for one in file.communications if one.author and one.author.channel}
    tally(noted, "several channels", len(words) > 1)
    return Contact(
        id=file.id or name,
        channel=channel_of(words.pop() if len(words) == 1 else None, noted),
        started_at=start,
        turns=settle(list(_messages(file, start)), noted),
    )


def _messages(file: Conversation, start: datetime | None) -> Iterator[Turn]:
    roles = {one.id: role_of(one.type) for one in file.participants if one.id}
    for one in file.communications:
        who = (one.author or Author()).participant_id
        role = roles.get(who or "", Role.UNKNOWN)
        at = between(start, one.created_at) if start and one.created_at else None
        yield Turn(role, (one.content and one.content.text) or "", at, None, who if role is Role.AGENT else None)


def _check_whole(meta: Meta | None) -> None:
    """Refuse the first page of several: what is not in it would count as not said."""
    if meta and meta.next_page_url:
        raise Refused("the file holds one page of several; put the pages together first", "meta.next_page_url")


FORMAT = Format(
    name="twilio",
    says="Twilio Intelligence, versions 2 and 3",
    recognises=recognises,
    read=read,
)
