"""Precision, recall and F1 of each act, turn by turn, with bootstrap intervals over groups of contacts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.reading import SURE_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from ccqa.evaluation.gold import Gold
    from ccqa.finding import Detection

FEWEST_FOR_MACRO: Final = 5
"""An act with fewer gold turns in a language stays out of its macro average."""
RESAMPLES: Final = 1000
HIT, FALSE, MISSED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class ActFigures:
    """Figures of one act: gold turns `n`, shares from 0 to 1 (None where undefined), F1 with its interval."""

    n: int
    precision: float | None
    recall: float | None
    f1: float | None
    f1_low: float | None
    f1_high: float | None


Tally = dict[str, dict[str, "npt.NDArray[np.int64]"]]
"""group -> act -> (hits, false finds, misses)."""


def tally(cases: Iterable[tuple[Gold, Sequence[Detection]]]) -> Tally:
    """Count hits, false finds and misses by group and act; ambiguous and unjudged acts count nowhere."""
    counts: Tally = defaultdict(lambda: defaultdict(lambda: np.zeros(3, np.int64)))
    for gold, detections in cases:
        found: dict[int, set[str]] = defaultdict(set)
        for d in detections:
            if d.confidence >= SURE_FROM:
                found[d.span.turn].add(d.act)
        for number, labels in enumerate(gold.labels):
            if labels is None:
                continue
            said = found[number] & gold.judged - labels.ambiguous
            true = labels.acts & gold.judged - labels.ambiguous
            for act in said | true:
                kind = HIT if act in said and act in true else FALSE if act in said else MISSED
                counts[gold.group][act][kind] += 1
    return counts


def figures(counts: Tally, seed: int) -> dict[str, ActFigures]:
    """Return the figures of each act that was labelled or found, by name."""
    names = sorted({act for acts in counts.values() for act in acts})
    groups = sorted(counts)
    table = np.array([[counts[g][a] if a in counts[g] else np.zeros(3, np.int64) for a in names] for g in groups])
    if not names:
        return {}
    lows, highs = _intervals(table, np.random.default_rng(seed))
    return {a: _figures(table[:, k].sum(0), lows[k], highs[k]) for k, a in enumerate(names)}


def _intervals(table: npt.NDArray[np.int64], chance: np.random.Generator) -> tuple[list[float], list[float]]:
    """Return the 2.5 and 97.5 percentiles of each act's F1 over resamples of whole groups."""
    picks = chance.integers(len(table), size=(RESAMPLES, len(table)))
    weights = np.stack([np.bincount(row, minlength=len(table)) for row in picks])
    sums = np.einsum("rg,gak->rak", weights, table)
    shares = np.where(sums.any(axis=-1), f1_of(sums), np.nan)
    low, high = np.nanpercentile(shares, [2.5, 97.5], axis=0)
    return low.tolist(), high.tolist()


def f1_of(sums: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return F1 from hits, false finds and misses on the last axis; 0 where there is nothing at all."""
    hits, false, missed = sums[..., HIT], sums[..., FALSE], sums[..., MISSED]
    return 2 * hits / np.maximum(2 * hits + false + missed, 1)  # type: ignore[no-any-return]


def _figures(sums: npt.NDArray[np.int64], low: float, high: float) -> ActFigures:
    hits, false, missed = (int(x) for x in sums)
    n, said = hits + missed, hits + false
    f1 = 2 * hits / (n + said) if n else None
    return ActFigures(
        n,
        hits / said if said else None,
        hits / n if n else None,
        f1,
        low if n else None,
        high if n else None,
    )


def macro_f1(acts: Mapping[str, ActFigures]) -> float | None:
    """Return the mean F1 of the acts with at least five gold turns."""
    enough = [a.f1 for a in acts.values() if a.n >= FEWEST_FOR_MACRO and a.f1 is not None]
    return sum(enough) / len(enough) if enough else None


def micro_f1(counts: Tally) -> float | None:
    """Return F1 over all acts together."""
    total = sum((c for acts in counts.values() for c in acts.values()), np.zeros(3, np.int64))
    return float(f1_of(total)) if total.sum() else None
