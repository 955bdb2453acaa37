"""Gathers the rows of a table, a turn each and in any order, into contacts; keeps out how the rows were read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from ccqa.contact import Contact, Turn
from ccqa.errors import Rejected
from ccqa.formats._border import LONGEST_S, MOST_TURNS
from ccqa.formats._channels import channel_of, direction_of
from ccqa.formats._refusal import Refused
from ccqa.formats._row import Clock
from ccqa.formats._times import between
from ccqa.formats._turns import settle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ccqa.formats._records import Found
    from ccqa.formats._row import Row

WIDE = "a row has more cells than the header, so the contact would have a gap"


@dataclass(slots=True)
class Draft:
    """A contact in the making. Of what rows say about the contact itself, the first filled cell counts."""

    ref: str
    turns: list[tuple[Turn, Clock, Clock]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    times: dict[str, datetime] = field(default_factory=dict)
    wait_s: float | None = None
    fault: Rejected | None = None

    def take(self, row: Row) -> None:
        """Add a row; raises Refused where a cell of it cannot be read."""
        if any(row.cells[len(row.layout.header) :]):
            raise Refused(WIDE)
        self.turns.append((row.turn(), row.begin(), row.end()))
        self.words = row.words() | self.words
        self.times = row.times() | self.times
        self.wait_s = row.wait_s() if self.wait_s is None else self.wait_s
        if len(self.turns) > MOST_TURNS:
            raise Refused("more turns than the limit")

    def contact(self, name: str, noted: Counter[str]) -> Contact:
        """Return the finished contact; raises Refused where it has no turns, or its times fit no clock."""
        start = self._start()
        return Contact(
            id=name,
            channel=channel_of(self.words.get("channel"), noted),
            direction=direction_of(self.words.get("direction"), noted),
            language=self.words.get("language"),
            client=self.words.get("client"),
            queue=self.words.get("queue"),
            customer=self.words.get("customer"),
            reason=self.words.get("reason"),
            started_at=start,
            ended_at=self.times.get("ended_at"),
            wait_s=self.wait_s,
            turns=settle([_timed(turn, begin, end, start) for turn, begin, end in self.turns], noted),
        )

    def _start(self) -> datetime | None:
        """Return the start told, or the first time of a turn where that is earlier or none is told."""
        clocks = [begin for _, begin, _ in self.turns if begin is not None]
        dates = [clock for clock in clocks if isinstance(clock, datetime)]
        if dates and len(dates) < len(clocks):
            raise Refused("some turns have offsets and some have dates", "start_s", "at")
        told = self.times.get("started_at")
        return min([*dates, *([told] if told else [])], default=None)


class Table:
    """Rows go in by `add`, contacts come out by `contacts`; all are held until then, since rows may be interleaved."""

    def __init__(self, noted: Counter[str]) -> None:
        self._noted = noted
        self._drafts: dict[str, Draft] = {}

    def add(self, ref: str, row: Row) -> Rejected | None:
        """Take one row; returns why not, where its contact cannot be told.

        A contact of which one row cannot be read is rejected as a whole: with a turn missing, verdicts go wrong.
        """
        try:
            name = row.contact()
        except Refused:
            name = None
        if name is None:
            return Rejected(ref, "read", "the row has no readable contact id", ("contact",))
        self._take(self._drafts.setdefault(name, Draft(ref)), ref, row)
        return None

    def spoil(self, ref: str, row: Row, reason: str) -> None:
        """Reject the contact of a row of which no more than the beginning can be read."""
        try:
            name = row.contact()
        except Refused:
            name = None
        draft = self._drafts.setdefault(name or f"\0{ref}", Draft(ref))
        draft.fault = draft.fault or Rejected(ref, "read", reason)
        draft.turns.clear()

    def _take(self, draft: Draft, ref: str, row: Row) -> None:
        if draft.fault:
            return
        try:
            draft.take(row)
        except Refused as refused:
            draft.fault = Rejected(ref, "read", refused.reason, refused.fields)
            draft.turns.clear()

    def contacts(self) -> Iterator[Found]:
        """Yield each contact, or why it is none, in order of first appearance."""
        while self._drafts:
            name = next(iter(self._drafts))
            draft = self._drafts.pop(name)
            try:
                yield draft.fault or draft.contact(name, self._noted)
            except Refused as refused:
                yield Rejected(draft.ref, "read", refused.reason, refused.fields)


def _timed(turn: Turn, begin: Clock, end: Clock, start: datetime | None) -> Turn:
    begin_s, end_s = _offset(begin, start), _offset(end, start)
    return replace(turn, start_s=begin_s, end_s=end_s)


def _offset(clock: Clock, start: datetime | None) -> float | None:
    seconds = between(start, clock) if isinstance(clock, datetime) and start else clock
    if not isinstance(seconds, float):
        return None
    if abs(seconds) > LONGEST_S:
        raise Refused("a time is out of bounds", "start_s", "end_s")
    return seconds
