"""Splits a contact into what each side says in one go, with what it was asked for; keeps out what is personal in it.

A number may be given over several turns, with "yes?" and "go on" between them: short turns end nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ccqa.contact import Role
from ccqa.privacy.beside import cues
from ccqa.privacy.marks import blanked
from ccqa.privacy.words import Words, heard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.contact import Contact

SHORT: Final = 3
"""Words, numbers left out, of a turn that only keeps the other side going."""
KEPT_TURNS: Final = 8
"""Turns of one side that are read together, at most."""


@dataclass(slots=True)
class Side:
    """Turns of one side that belong together, by number, with their texts a line each."""

    words: Words
    customer: bool
    asked: tuple[str, ...] = ()
    alone: bool = False
    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    promising: bool = False

    def add(self, number: int, text: str, *, cued: bool) -> None:
        """Add a turn that could hold something, or that tells what the next one holds; `cued` where words tell it."""
        promise = self.words.promises(text, expected=cued or self.promising or bool(self.asked))
        if promise or cued:
            self.numbers.append(number)
            self.texts.append(text)
            self.promising |= promise

    @property
    def text(self) -> str:
        """The turns as one text, a line each."""
        return "\n".join(self.texts)

    def places(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the turn and characters of each piece of a stretch of the text."""
        at = 0
        for number, text in zip(self.numbers, self.texts, strict=True):
            if start < at + len(text) and end > at:
                begin, stop = max(start - at, 0), min(end - at, len(text))
                yield number, begin, stop
            at += len(text) + 1


def split(contact: Contact, words: tuple[Words, ...]) -> Iterator[Side]:
    """Yield the sides of a contact that could hold something, in each language that it may be in."""
    alone = not any(turn.role is Role.AGENT for turn in contact.turns)
    for one in words:
        yield from _split(contact, one, alone=alone)


def _split(contact: Contact, words: Words, *, alone: bool) -> Iterator[Side]:
    open_: dict[bool, Side] = {}
    asked: tuple[str, ...] = ()
    fresh = True
    for number, turn in enumerate(contact.turns):
        customer = turn.role in {Role.CUSTOMER, Role.UNKNOWN}
        said = heard(turn.text)
        cued = not said.isdisjoint(words.heads)
        short = len(said - words.counted) <= SHORT and "?" not in turn.text
        if not short:
            yield from _closed(open_, customer=not customer)
        if not customer or turn.role is Role.UNKNOWN:
            now = _asked(turn.text, said, words) if cued else ()
            if now or not short:
                asked, fresh = (now if fresh else (*asked, *now)), False
        fresh = fresh or customer
        if customer in open_ and (alone or len(open_[customer].numbers) >= KEPT_TURNS):
            yield from _closed(open_, customer=customer)
        if customer not in open_:
            open_[customer] = Side(words, customer, asked if customer else (), alone)
        open_[customer].add(number, turn.text, cued=cued)
    for customer in tuple(open_):
        yield from _closed(open_, customer=customer)


def _closed(open_: dict[bool, Side], *, customer: bool) -> Iterator[Side]:
    """End what a side says, and yield it where it could hold something."""
    side = open_.pop(customer, None)
    if side and side.promising:
        yield side


def _asked(text: str, said: frozenset[str], words: Words) -> tuple[str, ...]:
    """Return the kinds that a turn asks for."""
    if "?" not in text and said.isdisjoint(words.requests):
        return ()
    return tuple(dict.fromkeys(cue.kind for cue in cues(blanked(text), words)))
