"""E-mails: one message, or a mailbox whose threads become contacts. Quoted history and attachments are left out.

Nobody's address becomes an id: contacts, agents and customers go by digests, unless a header names the agent.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from ccqa.contact import Channel, Contact, Direction, Role
from ccqa.errors import Rejected
from ccqa.formats import Format, Tried
from ccqa.formats._border import MOST_TURNS
from ccqa.formats._mail import Mail, mail_of
from ccqa.formats._mail_roles import Centre, centre_of, is_internal, is_personal, role_in
from ccqa.formats._mbox import looks_like_mail, messages
from ccqa.formats._messages import Message, first_time, last_time, turns_of
from ccqa.formats._refusal import Refused
from ccqa.formats._threads import plain_subject, threads
from ccqa.formats._turns import tally

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from ccqa.formats._records import Found

DIRECTIONS = {Role.CUSTOMER: Direction.INBOUND, Role.AGENT: Direction.OUTBOUND}


def read(stream: BinaryIO, ref: str, noted: Counter[str], centre: Centre | None = None) -> Iterator[Found]:
    """Yield the contact of each thread, or why a message or thread gives none."""
    mails: list[Mail] = []
    for number, raw in enumerate(messages(stream), 1):
        if number > MOST_TURNS:
            yield Rejected(ref, "read", "the mailbox holds more messages than the limit; split it")
            break
        found = _parsed(raw, f"{ref}#{number}", noted)
        if isinstance(found, Rejected):
            yield found
        else:
            mails.append(found)
    for thread in threads(mails, noted):
        name = _digest("mail", thread[0].id)
        try:
            yield _contact(name, thread, centre or centre_of(thread), noted)
        except Refused as refused:
            yield Rejected(f"{ref}#{name}", "read", refused.reason, refused.fields)


def with_centre(addresses: Iterable[str] = (), domains: Iterable[str] = ()) -> Format:
    """Return the format for a centre whose addresses and domains are known, so that none is guessed."""
    centre = Centre(frozenset(map(str.lower, addresses)), frozenset(map(str.lower, domains)))
    return Format(FORMAT.name, FORMAT.says, looks_like_mail, partial(read, centre=centre))


def _parsed(raw: bytes | None, ref: str, noted: Counter[str]) -> Mail | Rejected:
    if raw is None:
        return Rejected(ref, "read", "the message is above the limit")
    try:
        return mail_of(raw, noted)
    except Refused as refused:
        return Rejected(ref, "read", refused.reason, refused.fields)


def _contact(name: str, thread: list[Mail], centre: Centre, noted: Counter[str]) -> Contact:
    tally(noted, "centre not told", not centre.known())
    outside = [mail for mail in thread if not is_internal(mail, centre)]
    tally(noted, "internal note dropped", len(thread) - len(outside))
    written = [_message(mail, centre) for mail in outside]
    persons = [one.role for one in written if one.role is not Role.BOT]
    return Contact(
        id=name,
        channel=Channel.EMAIL,
        direction=DIRECTIONS.get(persons[0]) if persons else None,
        customer=_customer(outside, written),
        reason=plain_subject(thread[0].subject) or None,
        started_at=first_time(written),
        ended_at=last_time(written),
        turns=turns_of(written, noted),
    )


def _message(mail: Mail, centre: Centre) -> Message:
    return Message(role_in(mail, centre), mail.text, mail.at, mail.agent or _agent(mail))


def _agent(mail: Mail) -> str | None:
    """Return a digest of a person's own address; an address that several share names nobody."""
    return _digest("agent", mail.sender) if mail.sender and is_personal(mail.sender) else None


def _customer(mails: list[Mail], written: list[Message]) -> str | None:
    pairs = zip(mails, written, strict=True)
    address = next((mail.sender for mail, one in pairs if one.role is Role.CUSTOMER), None)
    return _digest("customer", address) if address else None


def _digest(kind: str, words: str) -> str:
    return f"{kind}-{hashlib.sha256(words.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"


FORMAT = Format(
    name="email",
    says="e-mails, single or in a mailbox (mbox)",
    tried=Tried.GENUINE,
    recognises=looks_like_mail,
    read=read,
)
