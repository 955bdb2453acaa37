"""Draws the lines: from which probability an act counts, and from which it is in doubt; by act and language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.reading import SURE_FROM
from ccqa.reading.acts import LEARNT
from ccqa.reading.model import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from ccqa.training.examples import Examples

    Table = npt.NDArray[np.float32]

SURE: Final = np.round(np.arange(0.7, 0.93, 0.02), 2)
"""Lines to choose from. A lower one finds more in contacts like those learnt from, and errs more in others."""
NEVER_UNDER: Final = {"rude": 0.98}
"""Where one find fails a person: on 1,352 real chats each find of `rude` between 0.9 and 0.98 was wrong."""
ENOUGH: Final = 60
"""Turns with an act in a language from which its line is its own; with fewer it leans on all languages."""
DOUBT: Final = 0.95
"""The line of doubt, as a share of the line from which an act counts."""


def drawn(sets: Sequence[Examples], likely: Mapping[str, Table]) -> dict[str, Lines]:
    """Return the lines of each language that give words and model together the best F1 on contacts held out."""
    curves = {one.code: _curves(one, likely[one.code]) for one in sets}
    pooled = sum(curves.values())
    least = np.array([NEVER_UNDER.get(name, 0) for name in LEARNT])
    found = {}
    for one in sets:
        share = np.minimum(one.done.sum(axis=0) / ENOUGH, 1)[:, None, None]
        hits, said, true = np.moveaxis(share * curves[one.code] + (1 - share) * pooled, -1, 0)
        best = (2 * hits / np.maximum(said + true, 1)).argmax(axis=1)
        sure = np.maximum(SURE[best], least).astype(np.float32)
        found[one.code] = Lines(sure, sure * np.float32(DOUBT))
    return found


def said_with(found: Table, likely: Table, lines: Lines) -> npt.NDArray[np.bool_]:
    """Return what words and model find together: turns by acts."""
    return (found >= SURE_FROM) | (likely >= lines.sure)


def _curves(examples: Examples, likely: Table) -> npt.NDArray[np.float64]:
    """Return (hits, finds, turns with the act) for each act and line: acts by lines by three."""
    table = np.zeros((len(LEARNT), len(SURE), 3))
    by_words = examples.found >= SURE_FROM
    for act in range(len(LEARNT)):
        judged = examples.able[:, act]
        true = examples.done[judged, act]
        for number, line in enumerate(SURE):
            said = by_words[judged, act] | (likely[judged, act] >= line)
            table[act, number] = (said & true).sum(), said.sum(), true.sum()
    return table
