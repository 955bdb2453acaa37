"""A Zendesk chat history: who said what in it; keeps out tickets.

Its fields are those of published examples. No genuine export has been read.
"""

from __future__ import annotations

from typing import Annotated

from ccqa.contact import Role
from ccqa.formats._border import Id, Lenient, Many, Text, When, Word
from ccqa.formats._messages import Message
from ccqa.formats._roles import role_of

TRIGGER = "trigger"
"""Sends messages by a rule, and may go by the name of an agent."""


class Item(Lenient):
    """A message, or an event such as somebody's joining. `nick` reads `agent:17` or `visitor:9`."""

    type: Word | None = None
    sender_type: Word | None = None
    nick: Word | None = None
    msg: Text | None = None
    timestamp: When | None = None


class Visitor(Lenient):
    """The customer."""

    id: Word | None = None


class Chat(Lenient):
    """A chat."""

    id: Id | None = None
    department_name: Word | None = None
    visitor: Visitor = Visitor()
    history: Annotated[list[Item], Many]


def said(chat: Chat) -> list[Message]:
    """Return the messages of a chat; events hold no words."""
    spoken = [item for item in chat.history if item.msg and (item.type or "chat.msg") == "chat.msg"]
    return [Message(_role(item), item.msg or "", item.timestamp, _agent(item.nick)) for item in spoken]


def _role(item: Item) -> Role:
    told, _, number = (item.nick or "").partition(":")
    if TRIGGER in {(item.sender_type or "").lower(), number.lower()}:
        return Role.BOT
    return role_of(item.sender_type or told)


def _agent(nick: str | None) -> str | None:
    return (nick or "").removeprefix("agent:") or None
