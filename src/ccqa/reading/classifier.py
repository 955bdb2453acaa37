"""Finds acts that no word of the lexicon and no rule found, by a trained model; keeps out how it was trained.

What words or rules surely found stays found: the model adds, and says where it is in doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ccqa.contact import Span
from ccqa.finding import Detection
from ccqa.reading import SURE_FROM
from ccqa.reading.acts import COLUMN, LEARNT
from ccqa.reading.context import able, context
from ccqa.reading.place import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from ccqa.contact import Contact
    from ccqa.reading.model import Model
    from ccqa.reading.said import Said


def probabilities(
    model: Model, rows: Rows, said: Sequence[Said], found: Sequence[Sequence[Detection]]
) -> npt.NDArray[np.float32]:
    """Return the calibrated probability of each act in each turn, from 0 to 1: turns of all contacts by acts.

    `said` has the turns of all contacts in a row. Each contact is weighed by itself: how a product rounds depends on
    its size, and what is found in a contact must not depend on those beside it.
    """
    numbers = context(rows, np.array([turn.numbers for turn in said]), found)
    odds = np.empty((len(said), len(LEARNT)), np.float32)
    for start, stop in rows.bounds():
        np.matmul(numbers[start:stop], model.context, out=odds[start:stop])
    return np.where(able(rows), 1 / (1 + np.exp(-(odds + model.bias))), 0)


def added(
    model: Model, code: str, contacts: Sequence[Contact], said: Sequence[Said], found: Sequence[Sequence[Detection]]
) -> Iterator[tuple[int, Detection]]:
    """Yield what the model finds beyond what was surely found, with the number of the contact.

    What is in doubt has a confidence below 0.5.
    """
    rows = Rows.of(contacts)
    likely, lines = probabilities(model, rows, said, found), model.lines[code]
    wanted = likely >= lines.doubtful
    for (start, _), of in zip(rows.bounds(), found, strict=True):
        for one in of:
            if one.confidence >= SURE_FROM and one.act in COLUMN:
                wanted[start + one.span.turn, COLUMN[one.act]] = False
    numbers, acts = np.nonzero(wanted)
    owners = np.repeat(np.arange(len(contacts)), rows.lengths)[numbers]
    sure = confidences(likely[numbers, acts], lines.sure[acts])
    for of, turn, act, how in zip(owners.tolist(), rows.before[numbers].tolist(), acts.tolist(), sure, strict=True):
        place = Span(turn, 0, len(contacts[of].turns[turn].text))
        yield of, Detection(LEARNT[act], place, model.name, how)


def confidences(likely: npt.NDArray[np.float32], lines: npt.NDArray[np.float32]) -> list[float]:
    """Return probabilities stretched so that the line from which an act counts lies at 0.5."""
    with np.errstate(divide="ignore", invalid="ignore"):  # A line at 0 or 1 has nothing on one of its sides.
        below = SURE_FROM * likely / lines
        above = SURE_FROM + (1 - SURE_FROM) * (likely - lines) / (1 - lines)
    return [round(one, 4) for one in np.where(likely < lines, below, above).tolist()]
