"""Draws the lines of each act: from which probability it counts, is in doubt, or stands where words found it."""

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

SURE: Final = np.round(np.arange(0.5, 0.91, 0.04), 2)
"""Lines to choose from. A lower one finds more in contacts like those learnt from, and errs more in others."""
KEPT: Final = np.array([0.0, 0.02, 0.05])
"""Lines of which the first is taken that is nearly the best: words and rules were made by people who meant them."""
NEARLY: Final = 0.005
"""F1 by which a higher line of what is kept must be better."""
ENOUGH: Final = 60
"""Turns with an act in a language from which its line is its own; with fewer it leans on all languages."""
DOUBT: Final = 0.95
"""The line of doubt, as a share of the line from which an act counts."""
DEARER: Final = dict.fromkeys(
    "complaint next_step transfer refusal disclosure deadline reference resolution_check self_introduction correction"
    " taken_up".split(),
    0.6,
) | {"rude": 0.8}
"""Lines under which these never count: found where they are not, they make something due or settle it."""


def drawn(sets: Sequence[Examples], likely: Mapping[str, Table]) -> dict[str, Lines]:
    """Return the lines of each language that give words and model together the best F1 on contacts held out."""
    curves = {one.code: _curves(one, likely[one.code]) for one in sets}
    pooled = sum(curves.values())
    found = {}
    for one in sets:
        share = np.minimum(one.done.sum(axis=0) / ENOUGH, 1)[:, None, None, None]
        hits, said, true = np.moveaxis(share * curves[one.code] + (1 - share) * pooled, -1, 0)
        f1 = 2 * hits / np.maximum(said + true, 1)
        best = f1.max(axis=2)
        kept = (best >= best.max(axis=1, keepdims=True) - NEARLY).argmax(axis=1)
        sure = SURE[f1[np.arange(len(LEARNT)), kept].argmax(axis=1)].astype(np.float32)
        sure = np.maximum(sure, np.array([DEARER.get(name, 0) for name in LEARNT], np.float32))
        found[one.code] = Lines(sure, sure * np.float32(DOUBT), KEPT[kept].astype(np.float32))
    return found


def said_with(found: Table, likely: Table, lines: Lines) -> npt.NDArray[np.bool_]:
    """Return what words and model find together: turns by acts."""
    return ((found >= SURE_FROM) & (likely >= lines.kept)) | (likely >= lines.sure)


def _curves(examples: Examples, likely: Table) -> npt.NDArray[np.float64]:
    """Return (hits, finds, turns with the act): acts by lines of what is kept by lines of what counts by three."""
    table = np.zeros((len(LEARNT), len(KEPT), len(SURE), 3))
    by_words = examples.found >= SURE_FROM
    for act in range(len(LEARNT)):
        judged = examples.able[:, act]
        true, words, odds = examples.done[judged, act], by_words[judged, act], likely[judged, act]
        for row, kept in enumerate(KEPT):
            standing = words & (odds >= kept)
            for column, line in enumerate(SURE):
                said = standing | (odds >= line)
                table[act, row, column] = (said & true).sum(), said.sum(), true.sum()
    return table
