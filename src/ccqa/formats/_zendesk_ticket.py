"""The comments of a Zendesk ticket: who wrote what to whom; keeps out chats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from ccqa.contact import Channel, Role
from ccqa.formats._border import Id, Lenient, Many, Text, When, Word
from ccqa.formats._messages import Message, written
from ccqa.formats._roles import role_of
from ccqa.formats._turns import tally

if TYPE_CHECKING:
    from collections import Counter

SYSTEM_USER = "-1"
"""Zendesk's own comments go by this author."""

MACHINES = ("rule", "system", "automation", "trigger", "answer_bot")
"""Channels by which no person writes, whatever the role of the author."""

CHANNELS = {
    **dict.fromkeys(("email", "web", "help_center", "web_form", "mobile", "mobile_sdk", "web_widget"), Channel.EMAIL),
    **dict.fromkeys(("chat", "native_messaging", "messaging", "sms", "whatsapp", "facebook", "twitter"), Channel.CHAT),
    **dict.fromkeys(("voice", "phone", "phone_call_inbound"), Channel.VOICE),
}
"""A form on the web is answered by e-mail."""


class Via(Lenient):
    """By which way a comment came."""

    channel: Word | None = None


class Comment(Lenient):
    """One comment. A voice comment is a note on a call, and none of its words were written to anybody."""

    type: Word | None = None
    author_id: Word | None = None
    public: bool | None = None
    plain_body: Text | None = None
    body: Text | None = None
    html_body: Text | None = None
    via: Via = Via()
    created_at: When | None = None


class User(Lenient):
    """An author."""

    id: Word | None = None
    role: Word | None = None


class Numbered(Lenient):
    """The ticket itself."""

    id: Id | None = None


class Ticket(Lenient):
    """A page of comments, with the users who wrote them."""

    comments: Annotated[list[Comment], Many]
    users: Annotated[list[User], Many] = Field(default=[])
    ticket: Numbered | None = None
    ticket_id: Id | None = None
    id: Id | None = None
    next_page: Word | None = None
    count: int | None = None

    @property
    def number(self) -> str | None:
        """The ticket's number, where the export was written with it."""
        return self.ticket_id or (self.ticket and self.ticket.id) or self.id

    @property
    def roles(self) -> dict[str, str | None]:
        """The role of each user."""
        return {user.id: user.role for user in self.users if user.id}


def commented(ticket: Ticket, noted: Counter[str]) -> list[Message]:
    """Return what was written to and by the customer; what is dropped is counted."""
    whole = not ticket.next_page and (ticket.count or 0) <= len(ticket.comments)
    tally(noted, "truncated list", not whole)
    public = [comment for comment in ticket.comments if comment.public is not False]
    typed = [comment for comment in public if not (comment.type or "").startswith("Voice")]
    tally(noted, "internal note dropped", len(ticket.comments) - len(public))
    tally(noted, "voice comment dropped", len(public) - len(typed))
    roles = ticket.roles
    return [_message(comment, roles, noted) for comment in typed]


def requester(ticket: Ticket) -> str | None:
    """Return the id of the first customer who wrote."""
    roles = ticket.roles
    wrote = (comment.author_id or "" for comment in ticket.comments)
    return next((author for author in wrote if role_of(roles.get(author)) is Role.CUSTOMER), None)


def channel(ticket: Ticket) -> Channel:
    """Return the way by which the first comment came."""
    first = min(ticket.comments, key=lambda one: (one.created_at is None, one.created_at or 0), default=None)
    return CHANNELS.get((first and first.via.channel) or "", Channel.OTHER)


def _message(comment: Comment, roles: dict[str, str | None], noted: Counter[str]) -> Message:
    plain = None if comment.html_body else comment.plain_body or comment.body
    text = written(plain, comment.html_body, noted)
    return Message(_role(comment, roles), text, comment.created_at, comment.author_id)


def _role(comment: Comment, roles: dict[str, str | None]) -> Role:
    if comment.author_id == SYSTEM_USER or (comment.via.channel or "").startswith(MACHINES):
        return Role.BOT
    return role_of(roles.get(comment.author_id or ""))
