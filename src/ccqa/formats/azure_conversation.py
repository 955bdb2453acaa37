"""Azure conversation JSON, as its language service takes it: several calls or chats a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, BinaryIO

from ccqa.contact import Channel, Contact, Role
from ccqa.errors import Rejected
from ccqa.formats import Format, Tried
from ccqa.formats._azure import Camel, Ticks, end, seconds
from ccqa.formats._border import Id, Many, Text, Word
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._languages import language_of
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._roles import role_of, spoken
from ccqa.formats._strangers import count_mood
from ccqa.formats._turns import settle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ccqa.contact import Turn

CHANNELS = {"text": Channel.CHAT, "transcript": Channel.VOICE}
NUMBER = re.compile(r"[ _-]*\d+$")
"""`Agent_1` numbers the agents of this conversation and names nobody."""


class Timing(Camel):
    """When a word, or a whole item, was said."""

    offset: Ticks | None = None
    duration: Ticks | None = None


class Item(Camel):
    """One utterance or message."""

    participant_id: Word | None = None
    role: Word | None = None
    language: Word | None = None
    text: Text | None = None
    itn: Text | None = None
    lexical: Text | None = None
    audio_timings: Annotated[list[Timing], Many] | None = None
    conversation_item_level_timing: Timing | None = None


class Conversation(Camel):
    """One call or chat."""

    id: Id | None = None
    language: Word | None = None
    modality: Word | None = None
    conversation_items: Annotated[list[Item], Many]


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield each conversation of the file, or why it is none."""
    return contacts(stream, ref, noted, _contact, _conversations)


def recognises(head: bytes) -> bool:
    """Tell by the items of a conversation, alone or in the request that holds them."""
    keys = top_keys(head)
    return "conversationItems" in keys or (
        bool(keys & {"conversations", "analysisInput"}) and has_key(head, "conversationItems")
    )


def _conversations(record: Record) -> Iterator[Record | Rejected]:
    """Yield the conversations of a request, or the record itself where it is one."""
    asked = record.value.get("analysisInput", record.value)
    found = asked.get("conversations") if isinstance(asked, dict) else None
    if not isinstance(found, list):
        yield record
        return
    for number, one in enumerate(found, 1):
        ref = f"{record.ref}#{number}"
        if isinstance(one, dict):
            yield Record(ref, f"{record.name}-{number}", one)
        else:
            yield Rejected(ref, "read", "not a JSON object")


def _contact(record: Record, noted: Counter[str]) -> Contact:
    told = Conversation.model_validate(record.value)
    count_mood(record.value, noted)
    agents = {item.participant_id for item in told.conversation_items if role_of(_word(item)) is Role.AGENT}
    return Contact(
        id=told.id if told.id and not _is_place(told.id, record.name) else record.name,
        channel=CHANNELS.get((told.modality or "").lower(), Channel.OTHER),
        language=language_of(told.language, (item.language for item in told.conversation_items), noted),
        turns=settle([_turn(item, several=len(agents) > 1) for item in told.conversation_items], noted),
    )


def _is_place(told: str, name: str) -> bool:
    """Tell an id that only numbers the conversations of one file: in the next file it is another's."""
    return told.isdecimal() and name.endswith(f"-{told}")


def _word(item: Item) -> str | None:
    """Return the role as written, or the participant where the role says nothing or is `generic`."""
    if role_of(item.role) is not Role.UNKNOWN:
        return item.role
    kind = NUMBER.sub("", item.participant_id or "")
    return item.participant_id if role_of(kind) is Role.UNKNOWN else kind


def _turn(item: Item, *, several: bool) -> Turn:
    """Make a turn of an item. Of several agents even `Agent_1` is kept, since it tells them apart."""
    word, who = _word(item), item.participant_id
    named = several or role_of(NUMBER.sub("", who or "")) is Role.UNKNOWN
    agent = who if role_of(word) is Role.AGENT and named else None
    return spoken(word, item.text or item.itn or item.lexical or "", *_times(item), agent)


def _times(item: Item) -> tuple[float | None, float | None]:
    """Return begin and end by the item's own timing, or by those of its words that have one."""
    whole = item.conversation_item_level_timing
    timings = [one for one in ([whole] if whole else item.audio_timings or ()) if one.offset is not None]
    starts = [s for one in timings if (s := seconds(one.offset)) is not None]
    ends = [e for one in timings if (e := end(seconds(one.offset), seconds(one.duration))) is not None]
    return min(starts, default=None), max(ends, default=None)


FORMAT = Format(
    name="azure_conversation",
    says="Azure conversation JSON",
    tried=Tried.GENUINE,
    recognises=recognises,
    read=read,
)
