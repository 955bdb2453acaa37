"""Messages of a written contact, each with its own point in time, as turns; keeps out whose export they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccqa.contact import Role, Turn
from ccqa.formats._border import LONGEST_S, LONGEST_TEXT
from ccqa.formats._html import words_of
from ccqa.formats._quoted import own_words
from ccqa.formats._refusal import Refused
from ccqa.formats._times import between
from ccqa.formats._turns import settle, tally

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence
    from datetime import datetime


class Message(NamedTuple):
    """Who wrote what, and when. `agent` is kept only where the writer is one."""

    role: Role
    text: str
    at: datetime | None
    agent: str | None = None


def turns_of(messages: Sequence[Message], noted: Counter[str]) -> tuple[Turn, ...]:
    """Return the turns, with times from the first message on; without them where one message has none."""
    start = first_time(messages)
    tally(noted, "message without time", sum(one.at is None for one in messages))
    turns = [
        Turn(one.role, one.text, None if start is None or one.at is None else between(start, one.at), None, _agent(one))
        for one in messages
    ]
    if any((turn.start_s or 0) > LONGEST_S for turn in turns):
        raise Refused("the messages lie more than three years apart")
    return settle(turns, noted)


def first_time(messages: Sequence[Message]) -> datetime | None:
    """Return when the first message was written."""
    return min((one.at for one in messages if one.at), default=None)


def last_time(messages: Sequence[Message]) -> datetime | None:
    """Return when the last message was written."""
    return max((one.at for one in messages if one.at), default=None)


def written(plain: str | None, body: str | None, noted: Counter[str]) -> str:
    """Return the words that the sender wrote, by the plain text or, where it is empty, by the HTML body."""
    text, quoted = (plain, False) if plain and plain.strip() else words_of(body or "")
    if len(text) > LONGEST_TEXT:
        raise Refused("the text of a message is above the limit")
    own = own_words(text)
    tally(noted, "quoted history dropped", quoted or own.history)
    tally(noted, "signature or disclaimer cut", own.signature)
    return own.text


def _agent(message: Message) -> str | None:
    return message.agent if message.role is Role.AGENT else None
