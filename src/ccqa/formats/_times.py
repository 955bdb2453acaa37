"""Points in time however a system writes them, as aware UTC datetimes, and the seconds between two of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""A time outside was read in a wrong unit, or is no time of a contact."""

UNITS = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3), (0.0, 1.0))
"""From this magnitude on, an epoch number counts so many units a second: nano-, micro-, milliseconds, seconds."""


def instant(value: object, noted: Counter[str]) -> datetime:
    """Return a time as aware UTC; raises ValueError, without the value, for what is no time of a contact.

    Takes datetimes, ISO 8601, RFC 5322 and epoch numbers, whose unit is told by magnitude. A time without a zone is
    taken as UTC. Both guesses are counted.
    """
    try:
        found = _aware(_parsed(value, noted), noted)
    except (ValueError, TypeError, OverflowError, IndexError):
        raise ValueError("not a point in time") from None
    if not EARLIEST <= found < LATEST:
        raise ValueError("not a time between 1970 and 2200")
    return found


def between(start: datetime, end: datetime) -> float:
    """Return the seconds from start to end."""
    return (end - start).total_seconds()


def later(start: datetime, seconds: float) -> datetime | None:
    """Return the time so many seconds after the start, or None where no calendar has it."""
    try:
        return start + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return None


def _parsed(value: object, noted: Counter[str]) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str):
        return _from_text(value.strip(), noted)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_epoch(float(value), noted)
    raise ValueError


def _from_text(text: str, noted: Counter[str]) -> datetime:
    if text.replace(".", "", 1).isdecimal() and len(text) > len("20260115"):
        return _from_epoch(float(text), noted)
    if text[:1].isalpha():
        return parsedate_to_datetime(text)
    return datetime.fromisoformat(text)


def _from_epoch(number: float, noted: Counter[str]) -> datetime:
    per_second = next((units for least, units in UNITS if number >= least), 1.0)
    noted["epoch unit told by magnitude"] += 1
    return datetime.fromtimestamp(number / per_second, UTC)


def _aware(found: datetime, noted: Counter[str]) -> datetime:
    if found.tzinfo is None or found.utcoffset() is None:
        noted["time without zone taken as UTC"] += 1
        return found.replace(tzinfo=UTC)
    return found.astimezone(UTC)
