"""Where each turn lies among the turns of its contact, as numbers; many contacts in a row, none touching another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from ccqa.contact import Channel, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccqa.contact import Contact

Marks = npt.NDArray[np.bool_]

NEAR: Final = 4
"""Turns of a speaker that lie near an edge of the contact."""
PLACES: Final = 16
FEWEST_TURNS: Final = 3
"""In a shorter text places mean nothing."""
NUMBER: Final = {role: number for number, role in enumerate(Role)}


class Rows(NamedTuple):
    """The turns of contacts in a row: how many each has, and of each turn how many lie before and after it."""

    contacts: Sequence[Contact]
    lengths: npt.NDArray[np.int64]
    before: npt.NDArray[np.int64]
    after: npt.NDArray[np.int64]
    roles: npt.NDArray[np.int64]

    @classmethod
    def of(cls, contacts: Sequence[Contact]) -> Rows:
        """Put the turns of contacts in a row."""
        lengths = np.array([len(one.turns) for one in contacts], np.int64)
        stops = np.repeat(np.cumsum(lengths), lengths)
        numbers = np.arange(len(stops))
        roles = np.array([NUMBER[turn.role] for one in contacts for turn in one.turns], np.int64)
        return cls(contacts, lengths, numbers - stops + np.repeat(lengths, lengths), stops - 1 - numbers, roles)

    def bounds(self) -> list[tuple[int, int]]:
        """Return the first row of each contact and the row after its last."""
        stops = np.cumsum(self.lengths)
        return list(zip((stops - self.lengths).tolist(), stops.tolist(), strict=True))

    def shifted(self, rows: npt.NDArray[Any], by: int) -> npt.NDArray[Any]:
        """Return the rows of the turns that many before (or after, where negative); zeros beyond a contact's edges."""
        moved = np.roll(rows, by, axis=0)
        moved[self.before < by if by > 0 else self.after < -by] = 0
        return moved


def places(rows: Rows, asks: Marks, given: Marks) -> npt.NDArray[np.float64]:
    """Return where a turn lies among the turns of its speaker, and beside which turns."""
    roles = rows.roles
    from_start, from_end = _own(rows)
    table = np.zeros((len(roles), PLACES))
    after_other = table[:, 7] = (rows.before > 0) & (roles != np.roll(roles, 1))
    table[:, 8] = rows.shifted(after_other, -1)
    for column, distance in ((0, from_start), (3, from_end)):
        table[:, column], table[:, column + 1] = distance == 0, distance == 1
        table[:, column + 2] = (distance > 1) & (distance < NEAR)
    table[:, 6] = from_start / np.maximum(from_start + from_end, 1)
    table[:, 9], table[:, 10] = rows.shifted(asks, 1) & after_other, rows.shifted(given, 1) & after_other
    table[:, 11] = rows.after == 0
    table[:, 12], table[:, 13] = roles == NUMBER[Role.BOT], 1
    for column, channel in ((14, Channel.VOICE), (15, Channel.EMAIL)):
        table[:, column] = np.repeat([one.channel is channel for one in rows.contacts], rows.lengths)
    table[rows.before + rows.after + 1 < FEWEST_TURNS] = 0
    return table


def _own(rows: Rows) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return how many turns of the same speaker come before each turn in its contact, and how many after it."""
    speakers = np.repeat(np.arange(len(rows.lengths)) * len(Role), rows.lengths) + rows.roles
    order = np.argsort(speakers, kind="stable")
    counts = np.bincount(speakers, minlength=len(rows.lengths) * len(Role))
    before, after = np.empty_like(order), np.empty_like(order)
    before[order] = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    after[:] = counts[speakers] - 1 - before
    return before, after
