"""vCon, the IETF's container of conversations, versions 0.0.1 to 0.4.0: text dialogs and transcripts in analysis.

Roles are those of the parties, told by `role` or `meta.role`; a channel of a recording belongs to the party in its
place. Its arrays are not sorted by time. Signed and encrypted vCons have to be unpacked first. No address is followed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from ccqa.contact import Channel, Contact, Direction, Event, EventKind, Flags, Role
from ccqa.formats import Format, Tried
from ccqa.formats._channels import direction_of
from ccqa.formats._keys import top_keys
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._refusal import Refused
from ccqa.formats._times import between, later
from ccqa.formats._turns import settle
from ccqa.formats._vcon import Dialog, VCon
from ccqa.formats._vcon_turns import Cast, turns_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import datetime

SEALED = (frozenset({"payload", "signatures"}), frozenset({"ciphertext", "recipients"}))
VERSION = re.compile(r"0\.[0-4]\.\d{1,2}")
MAIL = re.compile(r"rfc822|mail", re.IGNORECASE)


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of each vCon, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by the keys that every vCon has, or those of a sealed one."""
    keys = top_keys(head)
    return ("parties" in keys and bool(keys & {"dialog", "vcon", "analysis"})) or any(
        keys >= sealed for sealed in SEALED
    )


def _contact(record: Record, noted: Counter[str]) -> Contact:
    _check_form(record.value)
    vcon = VCon.model_validate({**record.value, "uuid": record.value.get("uuid") or record.name}, context=noted)
    _check_parties(vcon)
    dialogs = vcon.dialog or []
    start = min((one.start for one in dialogs if one.start), default=None)
    turns = turns_of(vcon, start, noted)
    if not turns:
        raise Refused("no turns: there is no text dialog, and no transcript of a recording in the file")
    return Contact(
        id=vcon.uuid or record.name,
        channel=_channel(dialogs),
        direction=_direction(dialogs, noted),
        queue=next((one.skill for one in dialogs if one.skill), None),
        customer=_customer(vcon),
        started_at=start,
        ended_at=_end(dialogs),
        events=tuple(_events(dialogs, start)),
        flags=Flags(recorded=True if any(one.type == "recording" for one in dialogs) else None),
        turns=settle(turns, noted),
    )


def _check_form(value: dict[str, Any]) -> None:
    if any(value.keys() >= sealed for sealed in SEALED):
        raise Refused("the vCon is signed or encrypted; unpack it first")
    version = value.get("vcon")
    if version is not None and not (isinstance(version, str) and VERSION.fullmatch(version)):
        raise Refused("the vCon version is none from 0.0.1 to 0.4.0", "vcon")


def _check_parties(vcon: VCon) -> None:
    """Refuse a vCon whose dialogs name parties that it does not have: nobody could tell who speaks."""
    wrong: list[str] = []
    for number, one in enumerate(vcon.dialog or ()):
        named = {"parties": one.channels, "originator": [] if one.originator is None else [one.originator]}
        named["party_history"] = [moment.party for moment in one.party_history or ()]
        wrong += [
            f"dialog.{number}.{key}" for key, parties in named.items() if max(parties, default=-1) >= len(vcon.parties)
        ]
    if wrong:
        raise Refused("a dialog names a party that the vCon does not have", *wrong[:10])


def _channel(dialogs: list[Dialog]) -> Channel:
    if any(one.type == "recording" for one in dialogs):
        return Channel.VOICE
    if any(MAIL.search(f"{one.mediatype} {one.application}") for one in dialogs):
        return Channel.EMAIL
    return Channel.CHAT if any(one.type == "text" for one in dialogs) else Channel.OTHER


def _direction(dialogs: list[Dialog], noted: Counter[str]) -> Direction | None:
    told = (one.meta.get("direction") for one in dialogs if isinstance(one.meta, dict))
    return next((direction_of(word, noted) for word in told if isinstance(word, str)), None)


def _customer(vcon: VCon) -> str | None:
    cast = Cast(vcon.parties)
    return next((party.key for party in vcon.parties if cast.role(party) is Role.CUSTOMER and party.key), None)


def _end(dialogs: list[Dialog]) -> datetime | None:
    ends = [later(one.start, one.duration) for one in dialogs if one.start and one.duration is not None]
    return max((end for end in ends if end), default=None)


def _events(dialogs: list[Dialog], start: datetime | None) -> Iterator[Event]:
    """Yield transfers, and each hold up to the moment when the same party is taken off it."""
    for one in dialogs:
        if one.type == "transfer":
            yield Event(EventKind.TRANSFER, between(start, one.start) if start and one.start else None)
        moments = sorted(one.party_history or (), key=lambda moment: moment.time)
        for number, held in enumerate(moments):
            if held.event == "hold":
                freed = (m.time for m in moments[number:] if m.party == held.party and m.event == "unhold")
                yield Event(EventKind.HOLD, *_offsets(start, held.time, next(freed, None)))


def _offsets(start: datetime | None, begin: datetime, end: datetime | None) -> tuple[float | None, float | None]:
    if start is None:
        return None, None
    return between(start, begin), None if end is None else between(start, end)


FORMAT = Format(
    name="vcon",
    says="vCon 0.0.1 to 0.4.0 (IETF)",
    recognises=recognises,
    read=read,
    tried=Tried.GENUINE,
)
