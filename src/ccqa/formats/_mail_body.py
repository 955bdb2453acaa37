"""The texts of a mail's parts, attachments left unread; keeps out headers."""

from __future__ import annotations

from email.message import Message
from typing import TYPE_CHECKING, NamedTuple

from ccqa.formats._border import LONGEST_TEXT
from ccqa.formats._charset import decoded
from ccqa.formats._refusal import Refused

if TYPE_CHECKING:
    from collections import Counter

Texts = tuple[tuple[bytes, str | None], ...]
"""Bytes with the character set that they claim."""

MARKUP = 3
"""An HTML body may be so many times as long as its words."""


class Body(NamedTuple):
    """What is to be read of a mail; `report` tells that a machine reports on another mail."""

    plain_texts: Texts
    html_texts: Texts
    attachments: int
    report: bool

    def plain(self, noted: Counter[str]) -> str:
        """Return the plain text."""
        return _joined(self.plain_texts, LONGEST_TEXT, noted)

    def html(self, noted: Counter[str]) -> str:
        """Return the HTML."""
        return _joined(self.html_texts, LONGEST_TEXT * MARKUP, noted)


def body_of(message: Message) -> Body:
    """Return the texts of a mail. Mails within a mail are attachments: others wrote them."""
    found: dict[str, list[tuple[bytes, str | None]]] = {"text/plain": [], "text/html": []}
    attachments = 0
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        inner = part.get_payload()
        if isinstance(inner, list) and kind.startswith("multipart/"):
            waiting += [one for one in reversed(inner) if isinstance(one, Message)]
        elif kind in found and not _is_file(part):
            found[kind].append((_bytes(part), str(part.get_param("charset") or "") or None))
        else:
            attachments += 1
    report = message.get_content_type() == "multipart/report"
    return Body(tuple(found["text/plain"]), tuple(found["text/html"]), attachments, report)


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _joined(texts: Texts, longest: int, noted: Counter[str]) -> str:
    if sum(len(raw) for raw, _ in texts) > longest:
        raise Refused("the text of the message is above the limit")
    return "\n\n".join(text for raw, charset in texts if (text := decoded(raw, charset, noted).strip()))
