"""What one cell of a table means: an id, a number, a text, a time; keeps out which column it stands in."""

from __future__ import annotations

from datetime import timedelta
from math import isfinite
from typing import TYPE_CHECKING

from ccqa.formats._border import LONGEST_ID, LONGEST_S, LONGEST_TEXT
from ccqa.formats._times import instant

if TYPE_CHECKING:
    from collections import Counter
    from datetime import datetime


def word(cell: object) -> str | None:
    """Return a short text or number as text, None for an empty cell; raises ValueError where it is too long."""
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if not isinstance(cell, str | int | float):
        raise ValueError("neither text nor number")  # noqa: TRY004 - a fault of the data
    found = str(cell).strip()
    if len(found) > LONGEST_ID:
        raise ValueError("too long")
    return found or None


def text(cell: object) -> str:
    """Return the words of a turn, as they stand."""
    if cell is None:
        return ""
    if not isinstance(cell, str | int | float) or len(found := str(cell)) > LONGEST_TEXT:
        raise ValueError("no text, or too long")
    return found


def number(cell: object) -> float | None:
    """Return a number, also with a decimal comma, or the seconds of a duration; None for an empty cell."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, timedelta):
        cell = cell.total_seconds()
    if not isinstance(cell, str | int | float):
        raise ValueError("not a number")  # noqa: TRY004 - a fault of the data
    found = float(cell.strip().replace(",", ".") if isinstance(cell, str) else cell)
    if not isfinite(found) or abs(found) > LONGEST_S * 1000:
        raise ValueError("out of bounds")
    return found


def when(cell: object, noted: Counter[str]) -> datetime | None:
    """Return a point in time; None for an empty cell."""
    return None if cell is None or cell == "" else instant(cell, noted)


def moment(cell: object, noted: Counter[str]) -> float | datetime | None:
    """Return seconds from the start where a cell holds a number, a point in time where it holds a date."""
    try:
        return number(cell)
    except ValueError:
        return when(cell, noted)
