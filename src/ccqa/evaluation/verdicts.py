"""Verdicts beside gold verdicts: confusion, accuracy, Cohen's kappa, share unsure, and a constant answer beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from ccqa.finding import DECIDES, Verdict
from ccqa.statistics import agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ccqa.evaluation.gold import Gold
    from ccqa.scorecard import Scorecard

Confusion = Counter[tuple[Verdict, Verdict]]
"""(gold, machine) -> contacts."""


@dataclass(frozen=True, slots=True)
class CriterionFigures:
    """Figures of one criterion: contacts `n`, shares from 0 to 1, kappa from -1 to 1 or None where undefined."""

    n: int
    accuracy: float
    kappa: float | None
    unsure: float
    constant: Verdict
    constant_accuracy: float
    confusion: dict[str, dict[str, int]]


def of_contact(cards: Iterable[Scorecard]) -> dict[str, Verdict]:
    """Fold the legs of a contact: any fail, else any unsure, else any pass, else not due."""
    seen: dict[str, set[Verdict]] = defaultdict(set)
    for card in cards:
        for result in card.results:
            seen[result.criterion].add(result.verdict)
    return {name: next(v for v in DECIDES if v in verdicts) for name, verdicts in seen.items()}


def confusions(cases: Iterable[tuple[Gold, Mapping[str, Verdict]]]) -> dict[str, Confusion]:
    """Count (gold, machine) verdicts by criterion; what is not judged on either side counts nowhere."""
    counts: dict[str, Confusion] = defaultdict(Counter)
    for gold, verdicts in cases:
        for name, true in gold.verdicts.items():
            if name in verdicts:
                counts[name][true, verdicts[name]] += 1
    return dict(sorted(counts.items()))


def figures(counts: Confusion) -> CriterionFigures:
    """Return the figures of one criterion."""
    n = counts.total()
    gold = Counter[Verdict]()
    for (true, _), seen in counts.items():
        gold[true] += seen
    commonest, most = max(gold.items(), key=lambda item: (item[1], item[0]))
    table = {
        true: {said: counts[true, said] for said in Verdict if counts[true, said]} for true in Verdict if gold[true]
    }
    return CriterionFigures(
        n,
        accuracy(counts),
        kappa(counts),
        sum(c for (_, said), c in counts.items() if said is Verdict.UNSURE) / n,
        commonest,
        most / n,
        {true.value: {said.value: c for said, c in row.items()} for true, row in table.items()},
    )


def accuracy(counts: Confusion) -> float:
    """Return the share of equal verdicts."""
    return sum(c for (true, said), c in counts.items() if true is said) / counts.total()


def kappa(counts: Confusion) -> float | None:
    """Return Cohen's kappa, or None where chance alone would agree always."""
    value = float(agreement.kappa(agreement.table(tuple(counts.elements()), tuple(Verdict))))
    return None if isnan(value) else value


def constant(counts: Confusion) -> Confusion:
    """Return the confusion that always answering the commonest gold verdict would give."""
    common = figures(counts).constant
    row: Confusion = Counter()
    for (true, _), seen in counts.items():
        row[true, common] += seen
    return row
