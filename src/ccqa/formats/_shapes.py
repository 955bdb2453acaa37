"""What the cells of a column look like, told without a word of them: clocks, numbers, roles, texts, ids."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ccqa.contact import Role
from ccqa.formats._cells import number
from ccqa.formats._roles import role_of
from ccqa.formats._times import instant

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROLES = 8
"""A column of speakers has no more different words."""

LEAST_WORDS = 3
"""Words that a turn holds on average, at least."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Shares from 0 to 1 of the filled cells of a column, and counts of them."""

    filled: int
    different: int
    numbers: float
    times: float
    roles: float
    words: float
    """Words a cell, on average."""

    @property
    def is_text(self) -> bool:
        """Tell whether the cells may be what people said."""
        return self.words >= LEAST_WORDS and not self.times

    @property
    def is_role(self) -> bool:
        """Tell whether the cells may be who spoke."""
        return self.roles > 0 or (1 < self.different <= MOST_ROLES < self.filled and self.words < 2)  # noqa: PLR2004

    @property
    def is_contact(self) -> bool:
        """Tell whether the cells may be ids that several rows share."""
        return 1 <= self.different < self.filled and self.words == 1 and not self.roles and not self.times

    @property
    def is_time(self) -> bool:
        """Tell whether the cells are points in time."""
        return self.times == 1


def shape(cells: Sequence[object]) -> Shape:
    """Return the shape of a column by some of its cells."""
    filled = [cell for cell in cells if cell is not None and str(cell).strip()]
    n = max(len(filled), 1)
    texts = [str(cell) for cell in filled]
    return Shape(
        len(filled),
        len(set(texts)),
        sum(map(_is_number, filled)) / n,
        sum(map(_is_time, filled)) / n,
        sum(role_of(text.strip()) is not Role.UNKNOWN for text in texts) / n,
        sum(len(text.split()) for text in texts) / n,
    )


def _is_number(cell: object) -> bool:
    try:
        return number(cell) is not None
    except (ValueError, OverflowError):
        return False


def _is_time(cell: object) -> bool:
    if not isinstance(cell, str | datetime) or _is_number(cell):
        return False
    try:
        return bool(instant(cell, Counter()))
    except ValueError:
        return False
