"""F1 against the contacts that were written: trains on the first writers only, and draws what that gives.

    python benchmarks/learning_curve.py [--out docs/images/learning-curve.png]

Measured on ../shared/gold/dev and on our contacts held out; takes some minutes for each number of writers.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from accuracy import GOLD, SEED, labelled

from ccqa.bundled import bundled
from ccqa.evaluation.acts import figures, macro_f1, micro_f1, tally
from ccqa.reading.reader import Reader
from ccqa.run.training import DATA, by_language, fold_of, shipped
from ccqa.training.fitting import train

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccqa.evaluation.gold import Gold
    from ccqa.reading.model import Model

OUT: Final = Path("docs") / "images" / "learning-curve.png"


def by_writers() -> dict[str, list[Gold]]:
    """Return our contacts by the number of their writer, which is the same in every language."""
    found: dict[str, list[Gold]] = {}
    for path in map(Path, shipped()):
        for one in labelled(path):
            found.setdefault(str(one.writer).rpartition("-")[2], []).append(one)
    return dict(sorted(found.items()))


def measured(model: Model | None, contacts: Sequence[Gold]) -> tuple[float, float]:
    """Return micro and macro F1 of words and model together."""
    reader = Reader(model)
    counts = tally((one, reader.detections(one.contact)) for one in contacts)
    return micro_f1(counts) or 0.0, macro_f1(figures(counts, SEED)) or 0.0


def main() -> None:
    """Print a line for each number of writers, and draw the curve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    real = [one for path in sorted(GOLD.glob("*.jsonl")) for one in labelled(path)]
    held_out = [one for path in sorted(bundled(*DATA, "held-out").glob("*.jsonl")) for one in labelled(path)]
    points: list[tuple[float, ...]] = []
    known: list[Gold] = []
    whole = 0
    for writer, contacts in [("none", []), *by_writers().items()]:
        known += contacts
        whole += sum(len(one.labels) > 1 for one in contacts)
        model = None
        if known:
            sets = by_language(known)
            folds = {one.code: one.by_turn([_fold(c, len(points)) for c in one.contacts]) for one in sets}
            model = train(sets, folds, "acts/curve", lambda _: None).model
        points.append((whole, *measured(model, real), *measured(model, held_out)))
        print(f"+ writer {writer:5} {whole:5} contacts  real chats {points[-1][1]:.3f} / {points[-1][2]:.3f}", end="")
        print(f"  held out {points[-1][3]:.3f} / {points[-1][4]:.3f}", flush=True)
    _draw(points, out)


def _fold(one: Gold, writers: int) -> int:
    """Return a contact's fold: its writer, or with few writers a part of its contacts."""
    return fold_of(one) if writers > 2 else sum(map(ord, one.contact.id)) % 4  # noqa: PLR2004


def _draw(points: Sequence[tuple[float, ...]], out: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.add_subplot()
    contacts = [point[0] for point in points]
    for column, label, style in (
        (1, "real chats, micro", "C0-o"),
        (2, "real chats, macro", "C0--o"),
        (3, "held-out writers, micro", "C1-s"),
        (4, "held-out writers, macro", "C1--s"),
    ):
        axes.plot(contacts, [point[column] for point in points], style, label=label)
    axes.set_xlabel("contacts written, four languages (0: words and rules alone)")
    axes.set_ylabel("F1 of acts")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    figure.savefig(out, dpi=120)


if __name__ == "__main__":
    if not GOLD.is_dir():
        sys.exit("NOT MEASURED: ../shared/gold is absent")
    main()
