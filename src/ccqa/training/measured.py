"""What a trained model finds in contacts that it did not learn from: F1 by act, language, channel and writer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson

from ccqa.evaluation.acts import FEWEST_FOR_MACRO
from ccqa.reading import SURE_FROM
from ccqa.reading.acts import COLUMN, LEARNT
from ccqa.reading.reader import Reader
from ccqa.training.lines import said_with

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from ccqa.reading.model import Model
    from ccqa.training.examples import Examples
    from ccqa.training.fitting import Trained

    Marks = npt.NDArray[np.bool_]

FILE: Final = "metrics.json"
FEWEST_TURNS: Final = 3
"""Of a contact that counts here; shorter ones are single utterances, written to be hard."""


def held_out(sets: Sequence[Examples], trained: Trained) -> dict[str, Any]:
    """Return figures of whole contacts, each by a model that did not learn from its writer."""
    pools: dict[str, list[tuple[Marks, Marks, Marks]]] = defaultdict(list)
    for one in sets:
        said = _said(one, trained)
        for contact, (start, stop) in zip(one.contacts, one.bounds, strict=True):
            if stop - start >= FEWEST_TURNS:
                rows = said[start:stop], one.done[start:stop], one.able[start:stop]
                for pool in ("all", one.code, contact.contact.channel.value, f"without {contact.writer}"):
                    pools[pool].append(rows)
    return {name: figures_of(pool) for name, pool in sorted(pools.items())}


def change(sets: Sequence[Examples], trained: Trained, before: Model | None, groups: Collection[str]) -> dict[str, Any]:
    """Return figures of the contacts of some groups: by the model before, and by one that learnt from other groups."""
    reader = Reader(before)
    rows: dict[str, list[tuple[Marks, Marks, Marks]]] = {"before": [], "after": []}
    for one in sets:
        said = _said(one, trained)
        for contact, (start, stop) in zip(one.contacts, one.bounds, strict=True):
            if contact.group in groups and contact.writer is None:
                beside = one.done[start:stop], one.able[start:stop]
                rows["after"].append((said[start:stop], *beside))
                found = np.zeros((stop - start, len(LEARNT)), np.bool_)
                for d in reader.detections(contact.contact):
                    if d.act in COLUMN and d.confidence >= SURE_FROM:
                        found[d.span.turn, COLUMN[d.act]] = True
                rows["before"].append((found, *beside))
    return {name: figures_of(pool) for name, pool in rows.items()}


def write(figures: dict[str, Any], folder: Path) -> None:
    """Write figures beside the model."""
    (folder / FILE).write_bytes(orjson.dumps(figures, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _said(examples: Examples, trained: Trained) -> Marks:
    """Return what words and model together find, the model without the fold of each turn: turns by acts."""
    return said_with(examples.found, trained.held_out[examples.code], trained.model.lines[examples.code])


def figures_of(pool: Sequence[tuple[Marks, Marks, Marks]]) -> dict[str, Any]:
    """Return F1 in all and by act of contacts, each with what was said, what is true, and what was judged."""
    said, true, judged = (np.vstack(column) for column in zip(*pool, strict=True))
    hits, finds, turns = (table.sum(axis=0) for table in (said & true & judged, said & judged, true & judged))
    f1 = 2 * hits / np.maximum(finds + turns, 1)
    enough = turns >= FEWEST_FOR_MACRO
    return {
        "contacts": len(pool),
        "turns": len(said),
        "micro_f1": round(float(2 * hits.sum() / max(1, finds.sum() + turns.sum())), 4),
        "macro_f1": round(float(f1[enough].mean()), 4) if enough.any() else None,
        "acts": {
            act: {
                "n": int(turns[n]),
                "precision": round(float(hits[n] / max(1, finds[n])), 4),
                "recall": round(float(hits[n] / max(1, turns[n])), 4),
                "f1": round(float(f1[n]), 4),
            }
            for act, n in COLUMN.items()
        },
    }
