"""Zendesk: the comments of a ticket with its users, and chat histories. Comments for colleagues alone are no turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ccqa.contact import Case, Channel, Contact
from ccqa.formats import Format
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._messages import first_time, last_time, turns_of
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._refusal import Refused
from ccqa.formats._turns import tally
from ccqa.formats._zendesk_chat import Chat, said
from ccqa.formats._zendesk_ticket import Ticket, channel, commented, requester

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of each ticket or chat, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by comments that have authors, or by a history that has kinds of senders."""
    keys = top_keys(head)
    return ("comments" in keys and has_key(head, "author_id")) or ("history" in keys and has_key(head, "sender_type"))


def _contact(record: Record, noted: Counter[str]) -> Contact:
    if "comments" in record.value:
        return _ticket(record, noted)
    if "history" in record.value:
        return _chat(record, noted)
    raise Refused("neither a ticket's comments nor a chat's history", "comments", "history")


def _ticket(record: Record, noted: Counter[str]) -> Contact:
    file = Ticket.model_validate(record.value, context=noted)
    messages = commented(file, noted)
    case = file.number
    return Contact(
        id=case or record.name,
        channel=channel(file),
        customer=requester(file),
        started_at=first_time(messages),
        ended_at=last_time(messages),
        case=Case(case) if case else None,
        turns=turns_of(messages, noted),
    )


def _chat(record: Record, noted: Counter[str]) -> Contact:
    file = Chat.model_validate(record.value, context=noted)
    messages = said(file)
    tally(noted, "event without words", len(file.history) - len(messages))
    return Contact(
        id=file.id or record.name,
        channel=Channel.CHAT,
        queue=file.department_name,
        customer=file.visitor.id,
        started_at=first_time(messages),
        ended_at=last_time(messages),
        turns=turns_of(messages, noted),
    )


FORMAT = Format(
    name="zendesk",
    says="Zendesk ticket comments and chat histories",
    recognises=recognises,
    read=read,
)
