"""The contact of a file of captions, of whatever kind: notes tell what it was, a tag or a prefix tells who speaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from ccqa.contact import Contact, Role, Turn
from ccqa.errors import Rejected
from ccqa.formats._border import LONGEST_ID, LONGEST_S, LONGEST_TEXT, MOST_TURNS
from ccqa.formats._channels import channel_of, direction_of
from ccqa.formats._cues import Captions, Cue, captions
from ccqa.formats._lines import BOM, LINE_BYTES
from ccqa.formats._records import stem
from ccqa.formats._refusal import Refused
from ccqa.formats._roles import role_of, spoken
from ccqa.formats._strangers import count_unknown
from ccqa.formats._times import instant
from ccqa.formats._turns import settle, tally

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import datetime

    from ccqa.formats._records import Found

NOTES = frozenset(
    {
        "id",
        "contact_id",
        "agent_id",
        "agent",
        "queue",
        "language",
        "channel",
        "direction",
        "customer",
        "client",
        "reason",
    }
    | {"started_at", "ended_at"}
)
FIRST_WORDS = frozenset({"agent", "advisor", "adviser", "representative", "customer", "client", "caller", "bot"})
"""Words that tell a role before a name or a colon. 'Contact Centre' is no customer, and 'Contact: 9 to 5' no turn."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of captions: how such a file begins, in code and in words, and whether it has a header."""

    recognises: Callable[[bytes], bool]
    begins: str
    headed: bool


def contacts(stream: BinaryIO, ref: str, noted: Counter[str], kind: Kind) -> Iterator[Found]:
    """Yield the contact of the file, or why it is none."""
    raw = stream.read(LINE_BYTES + 1)
    try:
        found = captions(_text(raw, kind).splitlines(), headed=kind.headed)
        yield _contact(found, stem(ref), noted)
    except Refused as refused:
        yield Rejected(ref, "read", refused.reason, refused.fields)


def _text(raw: bytes, kind: Kind) -> str:
    if len(raw) > LINE_BYTES:
        raise Refused("the file is above the limit")
    if not kind.recognises(raw):
        raise Refused(f"the file does not begin with {kind.begins}")
    try:
        return raw.removeprefix(BOM).decode()
    except UnicodeDecodeError:
        raise Refused("not UTF-8") from None


def _contact(found: Captions, name: str, noted: Counter[str]) -> Contact:
    notes = _bounded(found)
    tally(noted, "words outside cues dropped", found.lost)
    count_unknown((key for key in notes.keys() - NOTES if role_of(notes[key]) is Role.UNKNOWN), noted)
    agent = notes.get("agent_id") or notes.get("agent")
    return Contact(
        id=notes.get("id") or notes.get("contact_id") or name,
        channel=channel_of(notes.get("channel", "voice"), noted),
        direction=direction_of(notes.get("direction"), noted),
        language=notes.get("language"),
        client=notes.get("client"),
        queue=notes.get("queue"),
        customer=notes.get("customer"),
        reason=notes.get("reason"),
        agent=agent,
        started_at=_time(notes, "started_at", noted),
        ended_at=_time(notes, "ended_at", noted),
        turns=settle(_turns(found.cues, notes, agent, noted), noted),
    )


def _bounded(found: Captions) -> dict[str, str]:
    wrong = [key for key, value in found.notes.items() if len(value) > LONGEST_ID and key in NOTES]
    sizes = (len(found.cues) > MOST_TURNS, any(len(cue.text) > LONGEST_TEXT for cue in found.cues))
    late = any((cue.end_s or 0) > LONGEST_S for cue in found.cues)
    if wrong or late or any(sizes):
        raise Refused("a note, cue or time is above the limit", *wrong)
    return found.notes


def _time(notes: dict[str, str], key: str, noted: Counter[str]) -> datetime | None:
    try:
        return instant(notes[key], noted) if key in notes else None
    except ValueError:
        raise Refused("a note holds no readable time", key) from None


def _turns(cues: list[Cue], notes: dict[str, str], agent: str | None, noted: Counter[str]) -> list[Turn]:
    """Make a turn of each cue. One agent throughout is named by the note; where there are several, by their names."""
    known = [(cue, *_speaker(cue, notes)) for cue in cues]
    names = {name for _, role, name in known if role is Role.AGENT and name}
    alone = agent is not None and len(names) < 2  # noqa: PLR2004 - more than one
    tally(noted, "cue without readable time", sum(cue.start_s is None for cue in cues))
    return [_turn(cue, role, name if role is Role.UNKNOWN or not alone else None) for cue, role, name in known]


def _turn(cue: Cue, role: Role, name: str | None) -> Turn:
    if role is Role.UNKNOWN:
        return spoken(name, _said(cue, name), cue.start_s, cue.end_s)
    return Turn(role, cue.text, cue.start_s, cue.end_s, name if role is Role.AGENT else None)


def _speaker(cue: Cue, notes: dict[str, str]) -> tuple[Role, str | None]:
    """Return role and name: `Agent Ada` has both, `SPEAKER_00` gets its role from a note `SPEAKER_00=agent`."""
    label = cue.speaker or ""
    first, _, rest = label.partition(" ")
    if first.lower() in FIRST_WORDS:
        return role_of(first), rest.strip() or None
    if cue.labelled:
        return Role.UNKNOWN, None
    key = label.lower()
    role = role_of(label if key in NOTES else notes.get(key, label))
    return role, label if role is Role.UNKNOWN else None


def _said(cue: Cue, name: str | None) -> str:
    """Give the words before a colon back to the text where they name nobody we know."""
    return f"{cue.speaker}: {cue.text}" if cue.labelled and not name else cue.text
