"""All figures of an evaluation, by language and in all, with the stable keys that machines rely on."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ccqa.evaluation import acts, verdicts
from ccqa.reading.reader import code_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ccqa.evaluation.gold import Gold
    from ccqa.finding import Detection, Verdict

Case = tuple["Gold", "Sequence[Detection]", "Mapping[str, Verdict]"]
"""A labelled contact, what was detected in it, and its verdicts folded over legs."""
ALL = "all"


def evaluate(cases: Iterable[Case], seed: int) -> dict[str, Any]:
    """Return `contacts`, `acts`, `criteria` and `summary`, each by language code and for all contacts pooled."""
    pools: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        pools[code_of(case[0].contact) or "unknown"].append(case)
        pools[ALL].append(case)
    by_pool = {name: _figures(pool, seed) for name, pool in sorted(pools.items(), key=lambda p: (p[0] == ALL, p[0]))}
    return {
        part: {name: figures[part] for name, figures in by_pool.items()}
        for part in ("contacts", "acts", "criteria", "summary")
    }


def _figures(pool: Sequence[Case], seed: int) -> dict[str, Any]:
    counts = acts.tally((gold, found) for gold, found, _ in pool)
    by_act = acts.figures(counts, seed)
    confusions = verdicts.confusions((gold, said) for gold, _, said in pool)
    return {
        "contacts": len(pool),
        "acts": {name: asdict(figures) for name, figures in by_act.items()},
        "criteria": {name: asdict(verdicts.figures(c)) for name, c in confusions.items()},
        "summary": {
            "act_macro_f1": acts.macro_f1(by_act),
            "act_micro_f1": acts.micro_f1(counts),
            **_agreement("verdict", confusions),
            **_agreement("constant", {name: verdicts.constant(c) for name, c in confusions.items()}),
        },
    }


def _agreement(who: str, confusions: Mapping[str, verdicts.Confusion]) -> dict[str, float | None]:
    pooled: verdicts.Confusion = sum(confusions.values(), Counter())
    kappas = [k for c in confusions.values() if (k := verdicts.kappa(c)) is not None]
    return {
        f"{who}_accuracy": verdicts.accuracy(pooled) if pooled else None,
        f"{who}_kappa": verdicts.kappa(pooled) if pooled else None,
        f"{who}_kappa_macro": sum(kappas) / len(kappas) if kappas else None,
    }
