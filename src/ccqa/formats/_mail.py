"""One mail, taken apart: who to whom, when, in answer to what, and their own words; keeps out threads and roles.

Python's newer header parser takes seconds over hostile headers, so headers are read as bounded plain text.
"""

from __future__ import annotations

import hashlib
import re
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from ccqa.formats._charset import header_text
from ccqa.formats._mail_automatic import is_automatic
from ccqa.formats._mail_body import body_of
from ccqa.formats._messages import written
from ccqa.formats._refusal import Refused
from ccqa.formats._times import instant
from ccqa.formats._turns import tally

if TYPE_CHECKING:
    from collections import Counter
    from datetime import datetime

LONGEST_HEADER = 20_000
"""Characters of a header that are looked at."""

LONGEST_SUBJECT = 500
MOST_LINES = 500_000
MOST_PARTS = 40
"""Parts that hold parts. The parser's time grows with their depth."""

CONTENT = re.compile(rb"^content-(?:type|disposition):[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE)
LONGEST_CONTENT = 4000
ADDRESS = re.compile(r"[^\s<>\"(),:;@\[\]]{1,64}@[\w.-]{1,255}")
IN_BRACKETS = re.compile(r"<([^<>\s@]{1,64}@[\w.-]{1,255})>")
ID = re.compile(r"<([^<>\s]{1,500})>")
TO = ("to", "cc")
BOXES = ("delivered-to", "x-original-to", "envelope-to")

Headers = dict[str, str]


class Mail(NamedTuple):
    """A mail. Addresses are lower case; `boxes` are those it was delivered to; `parents` the ids it refers to."""

    id: str
    parents: tuple[str, ...]
    at: datetime | None
    sender: str | None
    reply_to: str | None
    recipients: tuple[str, ...]
    boxes: tuple[str, ...]
    subject: str
    automatic: bool
    agent: str | None
    text: str


def mail_of(raw: bytes, noted: Counter[str]) -> Mail:
    """Return a mail; raises Refused where nobody could take it apart."""
    clean = re.sub(rb"\r\n?", b"\n", raw)
    _check(clean)
    try:
        message = message_from_bytes(clean)
        body = body_of(message)
        headers = _headers(message.raw_items())
    except Exception:  # noqa: BLE001 - the email package raises errors of many kinds over hostile mails
        raise Refused("the message cannot be taken apart") from None
    tally(noted, "attachment not read", body.attachments)
    sender = _sender(headers.get("from", ""))
    plain = body.plain(noted)
    subject = header_text(headers.get("subject", "")[:LONGEST_SUBJECT], noted)
    return Mail(
        _id(headers, clean, noted),
        tuple(ID.findall(f"{headers.get('references', '')} {headers.get('in-reply-to', '')}")),
        _time(headers, noted),
        sender,
        _sender(headers.get("reply-to", "")),
        tuple(found for name in TO for found in _addresses(headers.get(name, ""))),
        tuple(found for name in BOXES for found in _addresses(headers.get(name, ""))),
        subject,
        body.report or is_automatic(headers, sender, subject),
        headers.get("x-agent-id", "")[:100].strip() or None,
        written(plain, "" if plain else body.html(noted), noted),
    )


def _check(raw: bytes) -> None:
    """Refuse what would keep the parser busy for minutes."""
    kinds = [found[0].lower() for found in CONTENT.finditer(raw)]
    nested = sum(b"multipart/" in kind or b"message/" in kind for kind in kinds)
    if nested > MOST_PARTS or raw.count(b"\n") > MOST_LINES or max(map(len, kinds), default=0) > LONGEST_CONTENT:
        raise Refused("the message is above a limit: lines, parts within parts, or the length of a header")
    if not raw.strip():
        raise Refused("the message is empty")


def _headers(items: object) -> Headers:
    """Return each header by its name in lower case; the first of a name counts, since relays add theirs on top."""
    found: Headers = {}
    for name, value in items:  # type: ignore[attr-defined]  # typeshed does not know what raw_items gives
        found.setdefault(str(name).lower(), str(value)[:LONGEST_HEADER].replace("\n", " "))
    return found


def _id(headers: Headers, raw: bytes, noted: Counter[str]) -> str:
    given = headers.get("message-id", "").strip("<> ")
    tally(noted, "message without id", not given)
    return given or hashlib.sha256(raw).hexdigest()


def _sender(value: str) -> str | None:
    """Return the address of a header for one; the name before it may hold another one, and counts only alone."""
    found = IN_BRACKETS.findall(value) or ADDRESS.findall(value)
    return found[-1].lower() if found else None


def _addresses(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.lower() for found in ADDRESS.findall(value)))


def _time(headers: Headers, noted: Counter[str]) -> datetime | None:
    """Return when the mail was written, or else when the last relay had it."""
    for value in (headers.get("date", ""), headers.get("received", "").rpartition(";")[2]):
        try:
            return instant(parsedate_to_datetime(value.strip()[:100]), noted)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
