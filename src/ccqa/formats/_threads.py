"""Which mails belong to one conversation; keeps out who wrote them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ccqa.formats._turns import tally

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from ccqa.formats._mail import Mail

ANSWER = re.compile(r"^(?:\s*(?:re|aw|antw|sv|tr|wg|fwd?|rép|betr)(?:\[\d{1,3}\])?\s*:)+\s*", re.IGNORECASE)
"""What mail programs set before the subject of an answer."""


def plain_subject(subject: str) -> str:
    """Return a subject without the marks of answers."""
    return ANSWER.sub("", subject).strip()


def threads(mails: Iterable[Mail], noted: Counter[str]) -> list[list[Mail]]:
    """Return the mails by thread, each thread in order of time; a mail that comes twice counts once."""
    unique: dict[str, Mail] = {}
    copies = 0
    for mail in mails:
        copies += mail.id in unique
        unique.setdefault(mail.id, mail)
    tally(noted, "duplicate message dropped", copies)
    ordered = sorted(unique.values(), key=lambda mail: (mail.at is None, mail.at.timestamp() if mail.at else 0))
    links = _Links()
    _link(ordered, links)
    found: dict[str, list[Mail]] = {}
    for mail in ordered:
        found.setdefault(links.root(mail.id), []).append(mail)
    return list(found.values())


def _link(ordered: list[Mail], links: _Links) -> None:
    """Link by references. An answer without any joins the last mail with its subject between the same people."""
    last: dict[tuple[str, frozenset[str | None]], str] = {}
    for mail in ordered:
        for parent in mail.parents:
            links.join(mail.id, parent)
        subject = plain_subject(mail.subject)
        key = (subject.casefold(), frozenset((mail.sender, *mail.recipients[:1])))
        if subject and not mail.parents and subject != mail.subject and key in last:
            links.join(mail.id, last[key])
        last[key] = mail.id


class _Links:
    """Groups of ids that grow together."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, one: str) -> str:
        while (above := self._above.get(one, one)) != one:
            self._above[one] = self._above.get(above, above)
            one = above
        return one

    def join(self, one: str, other: str) -> None:
        self._above[self.root(one)] = self.root(other)
