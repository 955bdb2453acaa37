"""The signature of an agent's e-mail: the lines under the farewell give a name, then the organisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ccqa.contact import Channel, Role, Span
from ccqa.finding import Detection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccqa.contact import Contact

BY: Final = "structure"
CONFIDENCE: Final = 0.8
_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_NAME: Final = re.compile(r"\s*(?:[A-ZÀ-Ý][\w.'’-]*)(?:\s+(?:[a-zà-ÿ]{1,4}\s+)?[A-ZÀ-Ý][\w.'’-]*){0,3}\s*,?\s*")
"""One to four capitalised words, with small ones between them as in "An van den Berg"."""
_DEPARTMENT: Final = re.compile(
    r"service|support|team|department|dienst|abteilung|relations|care\b|desk|council|kunden|klant|client|customer",
    re.IGNORECASE,
)
"""Words of a department; a line with one names nobody."""


def signatures(contact: Contact, found: Sequence[Detection]) -> Iterator[Detection]:
    """Yield the name and the organisation in the signature of each e-mail by an agent."""
    if contact.channel is not Channel.EMAIL:
        return
    for detection in found:
        turn = detection.span.turn
        if detection.act == "closing" and contact.turns[turn].role is Role.AGENT:
            yield from _below(contact, turn, detection.span.end)


def _below(contact: Contact, turn: int, start: int) -> Iterator[Detection]:
    """Read the first line under the farewell as a name, unless a department's, and the last as an organisation."""
    text = contact.turns[turn].text
    line_end = text.find("\n", start)
    lines = list(_LINE.finditer(text, line_end)) if line_end >= 0 else []
    if not lines or not _NAME.fullmatch(lines[0][0]):
        return
    if not _DEPARTMENT.search(lines[0][0]) and not (contact.client and contact.client in lines[0][0]):
        yield Detection("self_introduction", Span(turn, *lines[0].span()), BY, CONFIDENCE)
    if len(lines) > 1:
        yield Detection("organisation_named", Span(turn, *lines[-1].span()), BY, CONFIDENCE)
