"""What a turn is in its contact, as numbers: the second half of the classifier looks at these.

Beside what the turn's own words speak for stand what the words and rules found, the turns around it, all that was done
before, and where in the contact it lies: an answer is only an answer after a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.contact import Channel, Role
from ccqa.reading.acts import AGENT_LEARNT, COLUMN, LEARNT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ccqa.contact import Contact
    from ccqa.finding import Detection
    from ccqa.reading.said import Said

    Matrix = npt.NDArray[np.float32]

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


def able(roles: Sequence[Role]) -> npt.NDArray[np.bool_]:
    """Tell which acts the speaker of each turn could do: turns by acts. A bot can do what an agent does."""
    agent = np.array([role in {Role.AGENT, Role.BOT} for role in roles])
    customer = np.array([role is Role.CUSTOMER for role in roles])
    of_agents = np.arange(len(LEARNT)) < len(AGENT_LEARNT)
    return np.where(of_agents, agent[:, None], customer[:, None])


def context(
    contact: Contact, said: Sequence[Said], scores: Matrix, found: Sequence[Detection], entries: Sequence[str]
) -> Matrix:
    """Return the numbers of each turn: turns by numbers.

    `scores` are log-odds by the turn's own words, turns by acts; `entries` are the lexicon's entries that count.
    """
    can = able([turn.role for turn in contact.turns])
    own = np.where(can, np.clip(scores, -MOST_SURE, MOST_SURE) / SCALE, 0)
    likely = np.where(can, 1 / (1 + np.exp(-scores)), 0)
    before = np.maximum.accumulate(_shifted(likely, 1))
    around = [_shifted(likely, 1), _shifted(likely, 2), _shifted(likely, -1)]
    beside = [_words(said, entries), _rules(found, len(said)), _form(said), _place(contact, said)]
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


def _place(contact: Contact, said: Sequence[Said]) -> Matrix:
    """Return where a turn lies among the turns of its speaker, and beside which turns."""
    roles = np.array([list(Role).index(turn.role) for turn in contact.turns])
    count = len(roles)
    if count < FEWEST_TURNS:
        return np.zeros((count, PLACES), np.float32)
    from_start, from_end = np.zeros(count), np.zeros(count)
    for role in set(roles.tolist()):
        own = np.flatnonzero(roles == role)
        from_start[own], from_end[own] = np.arange(len(own)), np.arange(len(own))[::-1]
    same = np.append(roles[:-1] == roles[1:], False)
    after_other = np.roll(~same, 1)
    after_other[0] = False
    asked = np.roll([turn.asks for turn in said], 1) & after_other
    given = np.roll([turn.identifying is not None for turn in said], 1) & after_other
    last = np.arange(count) == count - 1
    everywhere = [contact.channel is Channel.VOICE, contact.channel is Channel.EMAIL]
    columns = [from_start == 0, from_start == 1, (from_start > 1) & (from_start < NEAR)]
    columns += [from_end == 0, from_end == 1, (from_end > 1) & (from_end < NEAR)]
    columns += [from_start / np.maximum(from_start + from_end, 1), after_other, ~same, asked, given, last]
    columns += [roles == list(Role).index(Role.BOT), np.ones(count), *(np.full(count, x) for x in everywhere)]
    return np.column_stack(columns).astype(np.float32)
