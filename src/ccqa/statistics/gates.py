"""Which verdicts of the machine may count: a criterion stays on trial until people's blind labels prove it; no dates.

Judged for one criterion on one channel in one language at a time, from labels of the words, rules and model in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.finding import Verdict
from ccqa.statistics.calibration import Pair, agreed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccqa.statistics.calibration import Agreement

SEED: Final = 20260101


class Status(StrEnum):
    """What a machine verdict on a criterion is good for."""

    COUNTS = "counts"
    ON_TRIAL = "on trial"
    PEOPLE_ONLY = "people only"
    NOT_VALIDATED = "not validated"


class Measure(StrEnum):
    """What a gate can ask for; of each, the lower bound of its 95 % interval has to reach the gate."""

    KAPPA = "kappa"
    AC1 = "ac1"
    SENSITIVITY = "sensitivity"
    SPECIFICITY = "specificity"


@dataclass(frozen=True, slots=True)
class Gate:
    """What has to be proved, each measure with its least value, and how many blind reviews can ever be had for it."""

    least: tuple[tuple[Measure, float], ...] = ((Measure.SENSITIVITY, 0.7), (Measure.SPECIFICITY, 0.9))
    attainable: int = 1000


def status(pairs: Sequence[Pair], gate: Gate, seed: int = SEED) -> Status:
    """Return what the machine's verdicts are good for; anchored labels are left aside.

    `people only`: with every review that can be had, and as many fails as those so far allow, a machine without a
    single mistake could not prove itself.
    """
    blind = [p for p in pairs if p.blind]
    if not blind:
        return Status.NOT_VALIDATED
    found = agreed(blind, seed)
    if proved(found, gate):
        return Status.COUNTS
    can = any(proved(_flawless(fails, gate.attainable, seed), gate) for fails in _allowed(found, gate.attainable))
    return Status.ON_TRIAL if can else Status.PEOPLE_ONLY


def proved(found: Agreement, gate: Gate) -> bool:
    """Whether every lower bound reaches what the gate asks for; a figure that is not defined proves nothing."""
    figures = {
        Measure.KAPPA: found.kappa,
        Measure.AC1: found.ac1,
        Measure.SENSITIVITY: found.sensitivity,
        Measure.SPECIFICITY: found.specificity,
    }
    return all((figure := figures[measure]) is not None and figure.low >= least for measure, least in gate.least)


def _allowed(found: Agreement, attainable: int) -> list[int]:
    """Return how many fails all reviews may come to hold, as the labels so far allow; the likeliest to prove first."""
    low, high = (found.fails.low, found.fails.high) if found.fails else (0.0, 1.0)
    return [
        round(attainable * share) for share in sorted(np.linspace(low, high, 5), key=lambda share: abs(share - 0.5))
    ]


@cache
def _flawless(fails: int, attainable: int, seed: int) -> Agreement:
    """Imagine every review that can be had, so many fails among them, and no mistake."""
    verdicts = [Verdict.FAIL] * fails + [Verdict.PASS] * (attainable - fails)
    return agreed([Pair(str(n), verdict, verdict, blind=True) for n, verdict in enumerate(verdicts)], seed)
