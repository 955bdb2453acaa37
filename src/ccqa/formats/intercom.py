"""Intercom conversations: the message that opened one, and its parts. Notes that only colleagues see are no turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ccqa.contact import Channel, Contact, Direction, Role, Survey
from ccqa.formats import Format, Tried
from ccqa.formats._channels import channel_of
from ccqa.formats._intercom import TOP_RATING, Conversation, Part, Rating
from ccqa.formats._keys import top_keys
from ccqa.formats._messages import Message, first_time, last_time, turns_of, written
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._roles import role_of
from ccqa.formats._turns import tally

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

MOST_PARTS = 500
"""Intercom gives no more parts of a conversation, and tells how many there are."""

AUTOMATED = frozenset({"automated", "campaign_initiated", "operator_initiated"})
"""Opening messages that no agent wrote, though they go out in an agent's name."""

CHANNELS = {"conversation": "chat", "phone_switch": "voice", "facebook": "chat", "instagram": "chat", "twitter": "chat"}
DIRECTIONS = {"customer_initiated": Direction.INBOUND, "admin_initiated": Direction.OUTBOUND}


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of each conversation, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by the key that only Intercom writes."""
    return "conversation_parts" in top_keys(head)


def _contact(record: Record, noted: Counter[str]) -> Contact:
    file = Conversation.model_validate(record.value, context=noted)
    held = file.conversation_parts
    shown = len(held.conversation_parts)
    tally(noted, "truncated list", (held.total_count or 0) > shown or (shown >= MOST_PARTS and not held.total_count))
    source = file.source and file.source.model_copy(update={"created_at": file.source.created_at or file.created_at})
    messages = [_message(part, noted) for part in (*((source,) if source else ()), *held.conversation_parts)]
    kept = [one for one in messages if one is not None]
    return Contact(
        id=file.id or record.name,
        channel=_channel(file.source, noted),
        direction=DIRECTIONS.get((file.source and file.source.delivered_as) or ""),
        customer=file.contacts.contacts[0].id if file.contacts and file.contacts.contacts else None,
        queue=file.team_assignee_id,
        started_at=first_time(kept),
        ended_at=last_time(kept),
        survey=_survey(file.conversation_rating),
        turns=turns_of(kept, noted),
    )


def _survey(given: Rating | None) -> Survey | None:
    return None if given is None or given.rating is None else Survey(given.rating, TOP_RATING)


def _channel(source: Part | None, noted: Counter[str]) -> Channel:
    kind = (source and source.type) or ""
    return channel_of(CHANNELS.get(kind, kind), noted)


def _message(part: Part, noted: Counter[str]) -> Message | None:
    """Return the message of a part; None for notes, for what was deleted and for events, which have no body."""
    if not part.body:
        return None
    if part.redacted:
        noted["redacted message dropped"] += 1
        return None
    if (part.part_type or "").startswith("note"):
        noted["internal note dropped"] += 1
        return None
    return Message(_role(part), written(None, part.body, noted), part.created_at, part.author.id)


def _role(part: Part) -> Role:
    role = role_of(part.author.type)
    machine = part.author.from_ai_agent or part.author.is_ai_answer or part.delivered_as in AUTOMATED
    return Role.BOT if machine and role is not Role.CUSTOMER else role


FORMAT = Format(
    name="intercom",
    says="Intercom conversations",
    tried=Tried.GENUINE,
    recognises=recognises,
    read=read,
)
