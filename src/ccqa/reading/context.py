"""What a turn is in its contact, as numbers: the second half of the classifier looks at these.

Beside what the turn's own words speak for stand what the words and rules found, the turns around it, all that was done
before, and where in the contact it lies: an answer is only an answer after a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ccqa.contact import Channel, Role
from ccqa.reading.acts import AGENT_LEARNT, COLUMN, LEARNT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ccqa.contact import Turn
    from ccqa.finding import Detection
    from ccqa.reading.said import Said

    Matrix = npt.NDArray[np.float32]
    Marks = npt.NDArray[np.bool_]

MOST_SURE: Final = 6.0
"""Log-odds beyond which more makes no difference."""
SCALE: Final = 3.0
AGAINST, PERHAPS = -0.5, 0.5
BRIEF, LONG, VERY_LONG, LETTER = 3, 12, 30, 80
"""Words of a turn that is brief, long, very long, or as long as a letter."""
NEAR: Final = 4
"""Turns of a speaker that lie near an edge of the contact."""
PLACES: Final = 16
FEWEST_TURNS: Final = 3
"""In a shorter text places mean nothing."""


_NUMBER: Final = {role: number for number, role in enumerate(Role)}
_OF_AGENTS: Final = np.arange(len(LEARNT)) < len(AGENT_LEARNT)
_ABLE: Final = np.array([_OF_AGENTS, ~_OF_AGENTS, _OF_AGENTS, np.zeros(len(LEARNT), np.bool_)])
"""What an agent, a customer, a bot and an unknown speaker could do. A bot can do what an agent does."""


def able(turns: Sequence[Turn]) -> npt.NDArray[np.bool_]:
    """Tell which acts the speaker of each turn could do: turns by acts."""
    return _ABLE[[_NUMBER[turn.role] for turn in turns]]


def alone(said: Sequence[Said], scores: Matrix, entries: Sequence[str]) -> Matrix:
    """Return the numbers of turns by themselves: turns by numbers.

    `scores` are log-odds by the turn's own words, turns by acts; `entries` are the lexicon's entries that count.
    """
    return np.hstack([scores, _words(said, entries), _form(said)]).astype(np.float32)


def context(turns: Sequence[Turn], numbers: Matrix, found: Sequence[Detection], channel: Channel) -> Matrix:
    """Return the numbers of each turn in its contact, given those of each by itself: turns by numbers."""
    can = able(turns)
    scores = numbers[:, : len(LEARNT)]
    own = np.where(can, np.clip(scores, -MOST_SURE, MOST_SURE) / SCALE, 0)
    likely = np.where(can, 1 / (1 + np.exp(-scores)), 0)
    around = [_shifted(likely, 1), _shifted(likely, 2), _shifted(likely, -1)]
    before = np.maximum.accumulate(around[0])
    asks, given = numbers[:, -2] > 0, numbers[:, -1] > 0
    beside: list[npt.NDArray[Any]] = [
        numbers[:, len(LEARNT) :],
        _rules(found, len(turns)),
        _place(turns, asks, given, channel),
    ]
    return np.hstack([own, *around, before, *beside]).astype(np.float32)


def _shifted(rows: npt.NDArray[np.float64], by: int) -> npt.NDArray[np.float64]:
    """Return the rows of the turns that many before (or after, where negative); zeros beyond the edges."""
    moved = np.zeros_like(rows)
    if by > 0:
        moved[by:] = rows[:-by]
    else:
        moved[:by] = rows[-by:]
    return moved


def _words(said: Sequence[Said], entries: Sequence[str]) -> Matrix:
    """Return what the words of the lexicon say: 1 surely, a half perhaps, less than nothing where they look alike."""
    column = {name: number for number, name in enumerate(entries)}
    table = np.zeros((len(said), len(entries)), np.float32)
    for number, turn in enumerate(said):
        for act in turn.vetoes & column.keys():
            table[number, column[act]] = AGAINST
        for one in turn.heard:
            if one.act in column:
                table[number, column[one.act]] = max(table[number, column[one.act]], 1.0 if one.sure else PERHAPS)
    return table


def _rules(found: Sequence[Detection], turns: int) -> Matrix:
    """Return what follows from place and form."""
    table = np.zeros((turns, len(LEARNT)), np.float32)
    for one in found:
        if one.by != "lexicon" and one.act in COLUMN:
            table[one.span.turn, COLUMN[one.act]] = 1
    return table


def _form(said: Sequence[Said]) -> Matrix:
    words = np.array([turn.words for turn in said])
    asks = np.array([turn.asks for turn in said])
    given = np.array([turn.identifying is not None for turn in said])
    return np.column_stack(
        [words <= 1, words <= BRIEF, words > LONG, words > VERY_LONG, words > LETTER, asks, given]
    ).astype(np.float32)


def _place(turns: Sequence[Turn], asks: Marks, given: Marks, channel: Channel) -> npt.NDArray[np.float64]:
    """Return where a turn lies among the turns of its speaker, and beside which turns."""
    roles = np.array([_NUMBER[turn.role] for turn in turns])
    count = len(roles)
    if count < FEWEST_TURNS:
        return np.zeros((count, PLACES))
    from_start, from_end = np.zeros(count), np.zeros(count)
    for role in range(len(Role)):
        own = np.flatnonzero(roles == role)
        from_start[own], from_end[own] = np.arange(len(own)), np.arange(len(own))[::-1]
    table = np.zeros((count, PLACES))
    after_other = table[:, 7] = np.append(False, roles[1:] != roles[:-1])
    table[:-1, 8] = after_other[1:]
    for column, distance in ((0, from_start), (3, from_end)):
        table[:, column], table[:, column + 1] = distance == 0, distance == 1
        table[:, column + 2] = (distance > 1) & (distance < NEAR)
    table[:, 6] = from_start / np.maximum(from_start + from_end, 1)
    table[1:, 9], table[1:, 10] = asks[:-1] & after_other[1:], given[:-1] & after_other[1:]
    table[-1, 11] = 1
    table[:, 12], table[:, 13] = roles == _NUMBER[Role.BOT], 1
    table[:, 14], table[:, 15] = channel is Channel.VOICE, channel is Channel.EMAIL
    return table
