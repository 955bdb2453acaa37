"""Numbers that are points in time or offsets from the start, told apart by magnitude; keeps out what they belong to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ccqa.formats._refusal import Refused
from ccqa.formats._times import between, instant
from ccqa.formats._turns import tally

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_OFFSET_S = 1e6
"""Eleven days. A larger number counts from 1970, whatever its unit."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Places numbers, of which so many make a second, on the seconds of a contact."""

    per_second: float
    began: datetime | None

    def is_offset(self, number: float) -> bool:
        """Tell whether a number counts from the start of the contact, not from 1970."""
        return number < LONGEST_OFFSET_S * self.per_second

    def seconds(self, number: float | None) -> float | None:
        """Return the seconds from the start, None for no number; raises Refused for what is no time."""
        if number is None or self.is_offset(number):
            return None if number is None else number / self.per_second
        return between(self.began, _point(number)) if self.began else None


def clock(numbers: Iterable[float | None], per_second: float, noted: Counter[str], *starts: float | None) -> Clock:
    """Return the clock of a contact: it began at the first of `starts` that is a point in time, else at the earliest.

    Which of the two kinds the numbers are of is counted, once a contact.
    """
    bare = Clock(per_second, None)
    known = [number for number in numbers if number is not None]
    points = [number for number in known if not bare.is_offset(number)]
    tally(noted, "epoch unit told by magnitude", bool(points))
    tally(noted, "offset told by magnitude", len(points) < len(known))
    told = [_point(start) for start in starts if start is not None and not bare.is_offset(start)]
    return Clock(per_second, told[0] if told else min(map(_point, points), default=None))


def _point(number: float) -> datetime:
    try:
        return instant(number, Counter())
    except ValueError:
        raise Refused("a time lies beyond the year 2200 in every unit; perhaps it is in another one") from None
