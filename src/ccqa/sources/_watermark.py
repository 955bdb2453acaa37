"""A watermark as text that the ledger can keep, and back; keeps out where it comes from."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from ccqa.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Value = datetime | date | Decimal | int | float | str
KINDS: dict[str, tuple[type, Callable[[str], Value]]] = {
    "moment": (datetime, datetime.fromisoformat),
    "day": (date, date.fromisoformat),
    "number": (Decimal, Decimal),
    "whole": (int, int),
    "real": (float, float),
    "text": (str, str),
}
"""In this order, since every datetime is a date."""


def mark_of(value: Value) -> str:
    """Return a watermark as text, such as `moment 2026-01-12T09:00:00+00:00`."""
    kind = next(name for name, (type_, _) in KINDS.items() if isinstance(value, type_))
    return f"{kind} {value.isoformat() if isinstance(value, date) else value}"


def value_of(mark: str) -> Value:
    """Return the watermark that a text stands for."""
    kind, _, told = mark.partition(" ")
    return KINDS[kind][1](told)


class Highest:
    """Watches rows go by, and remembers the highest watermark among them."""

    def __init__(self, place: int, start: Value) -> None:
        self._place = place
        self._seen: Value | None = None
        self._start = start

    @property
    def mark(self) -> str:
        """The highest watermark so far, as text; where no row had one, the one from before."""
        return mark_of(self._start if self._seen is None else self._seen)

    def watched(self, rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
        """Yield the rows; raises SourceError where their watermarks cannot be put in order."""
        for row in rows:
            self._take(row[self._place])
            yield row

    def _take(self, value: object) -> None:
        if value is None:
            return
        try:
            if self._seen is None or value > self._seen:  # type: ignore[operator]
                self._seen = _usable(value)
        except TypeError:
            raise SourceError(
                "the watermark column holds values that cannot be put in order. Name a column of times or numbers."
            ) from None


def _usable(value: object) -> Value:
    if not isinstance(value, Value):
        raise TypeError
    return value
