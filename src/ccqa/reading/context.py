"""What a turn is in its contact, as numbers: the second half of the classifier looks at these.

Beside what the turn's own words speak for stand what the words and rules found, the turns around it, all that was done
before, and where in the contact it lies: an answer is only an answer after a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ccqa.reading.acts import AGENT_LEARNT, COLUMN, LEARNT
from ccqa.reading.place import Rows, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ccqa.finding import Detection
    from ccqa.reading.said import Said

    Matrix = npt.NDArray[np.float32]

MOST_SURE: Final = 6.0
"""Log-odds beyond which more makes no difference."""
SCALE: Final = 3.0
AGAINST, PERHAPS = -0.5, 0.5
BRIEF, LONG, VERY_LONG, LETTER = 3, 12, 30, 80
"""Words of a turn that is brief, long, very long, or as long as a letter."""

_OF_AGENTS: Final = np.arange(len(LEARNT)) < len(AGENT_LEARNT)
_ABLE: Final = np.array([_OF_AGENTS, ~_OF_AGENTS, _OF_AGENTS, np.zeros(len(LEARNT), np.bool_)])
"""What an agent, a customer, a bot and an unknown speaker could do. A bot can do what an agent does."""


def able(rows: Rows) -> npt.NDArray[np.bool_]:
    """Tell which acts the speaker of each turn could do: turns by acts."""
    return _ABLE[rows.roles]


def alone(said: Sequence[Said], scores: Matrix, entries: Sequence[str]) -> Matrix:
    """Return the numbers of turns by themselves: turns by numbers.

    `scores` are log-odds by the turn's own words, turns by acts; `entries` are the lexicon's entries that count.
    """
    return np.hstack([scores, _words(said, entries), _form(said)]).astype(np.float32)


def context(rows: Rows, numbers: Matrix, found: Sequence[Sequence[Detection]]) -> Matrix:
    """Return the numbers of each turn in its contact, given those of each by itself: turns of all contacts by numbers.

    `found` has for each contact what words and rules found.
    """
    can = able(rows)
    scores = numbers[:, : len(LEARNT)]
    own = np.where(can, np.clip(scores, -MOST_SURE, MOST_SURE) / SCALE, 0)
    likely = np.where(can, 1 / (1 + np.exp(-scores)), 0)
    around = [rows.shifted(likely, by) for by in (1, 2, -1)]
    before = np.empty_like(likely)
    for start, stop in rows.bounds():
        np.maximum.accumulate(around[0][start:stop], out=before[start:stop])
    asks, given = numbers[:, -2] > 0, numbers[:, -1] > 0
    beside: list[npt.NDArray[Any]] = [numbers[:, len(LEARNT) :], _rules(found, rows), places(rows, asks, given)]
    return np.concatenate([own, *around, before, *beside], axis=1, dtype=np.float32, casting="same_kind")


def _words(said: Sequence[Said], entries: Sequence[str]) -> Matrix:
    """Return what the words of the lexicon say: 1 surely, a half perhaps, less than nothing where they look alike."""
    column = {name: number for number, name in enumerate(entries)}
    table = np.zeros((len(said), len(entries)), np.float32)
    against = [(row, column[act]) for row, turn in enumerate(said) for act in turn.vetoes if act in column]
    heard = [(row, one) for row, turn in enumerate(said) for one in turn.heard if one.act in column]
    _put(table, against, AGAINST)
    _put(table, [(row, column[one.act]) for row, one in heard if not one.sure], PERHAPS)
    _put(table, [(row, column[one.act]) for row, one in heard if one.sure], 1)
    return table


def _put(table: Matrix, cells: Sequence[tuple[int, int]], value: float) -> None:
    """Put a value into cells of a table."""
    if cells:
        table[tuple(zip(*cells, strict=True))] = value


def _rules(found: Sequence[Sequence[Detection]], rows: Rows) -> Matrix:
    """Return what follows from place and form."""
    table = np.zeros((len(rows.roles), len(LEARNT)), np.float32)
    bounds = zip(rows.bounds(), found, strict=True)
    told = [(start + d.span.turn, d) for (start, _), of in bounds for d in of if d.by != "lexicon"]
    _put(table, [(row, COLUMN[d.act]) for row, d in told if d.act in COLUMN], 1)
    return table


def _form(said: Sequence[Said]) -> Matrix:
    words = np.array([turn.words for turn in said])
    asks = np.array([turn.asks for turn in said])
    given = np.array([turn.identifying is not None for turn in said])
    return np.column_stack(
        [words <= 1, words <= BRIEF, words > LONG, words > VERY_LONG, words > LETTER, asks, given]
    ).astype(np.float32)
