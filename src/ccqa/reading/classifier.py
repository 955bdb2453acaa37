"""Finds acts that no word of the lexicon and no rule found, by a trained model; keeps out how it was trained.

What words or rules surely found stays found: the model adds, and says where it is in doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ccqa.contact import Span
from ccqa.finding import Detection
from ccqa.reading import SURE_FROM
from ccqa.reading.acts import LEARNT
from ccqa.reading.context import able, context

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from ccqa.contact import Contact
    from ccqa.reading.model import Model
    from ccqa.reading.said import Said


def probabilities(
    model: Model, contact: Contact, said: Sequence[Said], found: Sequence[Detection]
) -> npt.NDArray[np.float32]:
    """Return the calibrated probability of each act in each turn, from 0 to 1: turns by acts."""
    numbers = context(contact.turns, np.array([turn.numbers for turn in said]), found, contact.channel)
    odds = numbers @ model.context + model.bias
    return np.where(able(contact.turns), 1 / (1 + np.exp(-odds)), 0)


def added(
    model: Model, code: str, contact: Contact, said: Sequence[Said], found: Sequence[Detection]
) -> Iterator[Detection]:
    """Yield what the model finds beyond what was surely found; what is in doubt has a confidence below 0.5."""
    sure = {(d.span.turn, d.act) for d in found if d.confidence >= SURE_FROM}
    likely = probabilities(model, contact, said, found)
    lines = model.lines[code]
    for turn, act in np.argwhere(likely >= lines.doubtful).tolist():
        if (turn, LEARNT[act]) not in sure:
            place = Span(turn, 0, len(contact.turns[turn].text))
            yield Detection(LEARNT[act], place, model.name, confidence(likely[turn, act], lines.sure[act]))


def confidence(likely: float, line: float) -> float:
    """Return a probability stretched so that the line from which an act counts lies at 0.5."""
    if likely < line:
        return round(float(SURE_FROM * likely / line), 4)
    return round(float(SURE_FROM + (1 - SURE_FROM) * (likely - line) / (1 - line)), 4)
