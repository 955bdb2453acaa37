"""One row of a table: what its cells say about a turn and its contact; keeps out which rows belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from ccqa.formats import _cells
from ccqa.formats._columns import Layout
from ccqa.formats._refusal import Refused
from ccqa.formats._roles import spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccqa.contact import Turn


T = TypeVar("T")
Clock = float | datetime | None
"""Seconds from the start of the contact, or a point in time."""

WORDS = ("language", "client", "queue", "customer", "reason", "channel", "direction")
TIMES = ("started_at", "ended_at")
GAP = "a cell cannot be read, so the contact would have a gap"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, by what they hold.

    Every method raises Refused, naming the column, for a cell that it cannot read.
    """

    layout: Layout
    cells: Sequence[object]
    noted: Counter[str]

    def contact(self) -> str | None:
        """Return the contact that the row belongs to."""
        return self._read("contact", _cells.word)

    def turn(self) -> Turn:
        """Return the turn, still without times."""
        role, text = self._read("role", _cells.word), self._read("text", _cells.text)
        return spoken(role, text or "", agent=self._read("agent", _cells.word))

    def begin(self) -> Clock:
        """Tell when the turn began."""
        return self._clock("start_s", "start_ms", "at")

    def end(self) -> Clock:
        """Tell when the turn ended."""
        return self._clock("end_s", "end_ms")

    def words(self) -> dict[str, str]:
        """Return what the row says of the contact, in words."""
        found = {what: self._read(what, _cells.word) for what in WORDS if what in self.layout.places}
        return {what: word for what, word in found.items() if word}

    def times(self) -> dict[str, datetime]:
        """Tell when the contact began and ended."""
        found = {what: self._read(what, self._when) for what in TIMES if what in self.layout.places}
        return {what: time for what, time in found.items() if time}

    def wait_s(self) -> float | None:
        """Tell how long the customer waited."""
        return self._read("wait_s", _cells.number)

    def _clock(self, seconds: str, millis: str, at: str = "") -> Clock:
        told = self._read(seconds, self._moment)
        if told is None and (number := self._read(millis, _cells.number)) is not None:
            told = number / 1000
        return self._read(at, self._when) if told is None else told

    def _when(self, cell: object) -> datetime | None:
        return _cells.when(cell, self.noted)

    def _moment(self, cell: object) -> Clock:
        return _cells.moment(cell, self.noted)

    def _read(self, what: str, reader: Callable[[object], T]) -> T | None:
        place = self.layout.places.get(what)
        if place is None or place >= len(self.cells):
            return None
        try:
            return reader(self.cells[place])
        except (ValueError, OverflowError):
            raise Refused(GAP, what) from None
