"""Weighs what words and rules found, and finds what they missed, by a trained model; keeps out how it was trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ccqa.contact import Span
from ccqa.finding import Detection
from ccqa.reading import SURE_FROM
from ccqa.reading.acts import COLUMN, LEARNT
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


def judged(
    model: Model, code: str, contact: Contact, said: Sequence[Said], found: Sequence[Detection]
) -> Iterator[Detection]:
    """Yield what words and rules found, unless the model thinks it most unlikely, and what the model finds beside.

    What is in doubt has a confidence below 0.5.
    """
    likely = probabilities(model, contact, said, found)
    lines = model.lines[code]
    sure = set()
    for one in found:
        if one.act not in COLUMN or likely[one.span.turn, COLUMN[one.act]] >= lines.kept[COLUMN[one.act]]:
            yield one
            if one.confidence >= SURE_FROM:
                sure.add((one.span.turn, one.act))
    for turn, act in np.argwhere(likely >= lines.doubtful).tolist():
        if (turn, LEARNT[act]) not in sure:
            place = Span(turn, 0, len(contact.turns[turn].text))
            yield Detection(LEARNT[act], place, model.name, confidence(likely[turn, act], lines.sure[act]))


def confidence(likely: float, line: float) -> float:
    """Return a probability stretched so that the line from which an act counts lies at 0.5."""
    if likely < line:
        return round(float(SURE_FROM * likely / line), 4)
    return round(float(SURE_FROM + (1 - SURE_FROM) * (likely - line) / (1 - line)), 4)
