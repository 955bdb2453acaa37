"""Machine beside person on the same contacts, one criterion: agreement, and how well a fail is seen; keeps out gates.

Labels that a person gave after seeing the machine's verdict (anchored) agree too well: they are figured apart, never
together with blind ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.finding import Verdict
from ccqa.statistics import agreement
from ccqa.statistics.estimate import Estimate
from ccqa.statistics.resampling import middle, redrawn
from ccqa.statistics.shares import around

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

LABELS: Final = tuple(Verdict)
DOUBTS: Final = ((Verdict.PASS, Verdict.FAIL), (Verdict.FAIL, Verdict.PASS))
"""Two contacts added in thought when an interval is drawn, on which the two differ, one each way: five on which all
agree do not prove that all always will."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A contact judged by a person and by the machine. `blind`: the person had not seen the machine's verdict."""

    contact: str
    person: Verdict
    machine: Verdict
    blind: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far machine and person agree on `n` contacts; a figure that is not defined is None.

    `fails`: the share that people fail; `sensitivity`: of what people fail, what the machine fails; `specificity`: of
    what they pass or find not due, what it does not fail.
    """

    n: int
    fails: Estimate | None
    raw: Estimate | None
    kappa: Estimate | None
    ac1: Estimate | None
    alpha: Estimate | None
    sensitivity: Estimate | None
    specificity: Estimate | None


def apart(pairs: Sequence[Pair], seed: int) -> tuple[Agreement, Agreement]:
    """Return the agreement of blind labels, then that of anchored ones."""
    blind = [p for p in pairs if p.blind]
    return agreed(blind, seed), agreed([p for p in pairs if not p.blind], seed)


def agreed(pairs: Sequence[Pair], seed: int) -> Agreement:
    """Return the agreement of labels of one kind, blind or anchored; raises ValueError where both are among them."""
    if len({p.blind for p in pairs}) > 1:
        raise ValueError("blind and anchored labels are never pooled")
    told = [(p.person is Verdict.FAIL, p.machine is Verdict.FAIL) for p in pairs if p.person is not Verdict.UNSURE]
    fails, others = [said for failed, said in told if failed], [said for failed, said in told if not failed]
    drawn = _Drawn(pairs, seed)
    return Agreement(
        len(pairs),
        _share(len(fails), len(told)),
        drawn.figure(agreement.raw),
        drawn.figure(agreement.kappa),
        drawn.figure(agreement.ac1),
        drawn.alpha(),
        _share(sum(fails), len(fails)),
        _share(len(others) - sum(others), len(others)),
    )


def _share(hit: int, n: int) -> Estimate | None:
    return Estimate(hit / n, *around(hit / n, n), n, n) if n else None


class _Drawn:
    """Pairs made ready: the last rows are the doubts, which count in redraws alone."""

    def __init__(self, pairs: Sequence[Pair], seed: int) -> None:
        self.n, k = len(pairs), len(LABELS)
        both = np.array(
            [(LABELS.index(a), LABELS.index(b)) for a, b in (*((p.person, p.machine) for p in pairs), *DOUBTS)]
        )
        self.cells = np.eye(k * k)[both[:, 0] * k + both[:, 1]]
        self.given = np.eye(k)[both].sum(1)
        self.once = np.array([1.0] * self.n + [0.0] * len(DOUBTS))
        names = [*(f"contact {p.contact}" for p in pairs), *("doubt " + str(d) for d in range(len(DOUBTS)))]
        self.times = np.vstack([self.once, redrawn(names, seed)])

    def figure(self, of: Callable[[NDArray[np.float64]], NDArray[np.float64]]) -> Estimate | None:
        k = len(LABELS)
        return self._estimate(of((self.times @ self.cells).reshape(-1, k, k)))

    def alpha(self) -> Estimate | None:
        return self._estimate(agreement.alpha(self.given, self.times))

    def _estimate(self, values: NDArray[np.float64]) -> Estimate | None:
        value = float(values[0])
        if np.isnan(value):
            return None
        low, high = middle(values[1:])
        return Estimate(value, min(low, value), max(high, value), self.n, self.n)
