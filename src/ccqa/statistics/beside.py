"""One share four ways, side by side: the machine's, people's, corrected, and by error rates; keeps out whose it is.

The share is of contacts that *fail*, of all contacts: one where the criterion was not due has not failed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from ccqa.statistics.corrected import powered
from ccqa.statistics.design import Design, kish
from ccqa.statistics.estimate import Estimate
from ccqa.statistics.misclassified import Rate, rogan_gladen
from ccqa.statistics.shares import FEWEST_FOR_PERCENTAGE
from ccqa.statistics.weighted import of_share, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


class Use(StrEnum):
    """Which of the figures to use. `COUNTS`: too few labels for any; `PEOPLE`: the machine adds nothing to them."""

    COUNTS = "counts"
    PEOPLE = "people"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Label:
    """A contact that a person judged blind: whether it fails, whether the machine fails it, and how it was drawn."""

    person: bool
    machine: bool
    weight: float
    stratum: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Fails as counts (`machine` of all contacts, `people` of those labelled), and as shares where there are enough.

    `by_machine` has no sampling error, and whatever error the machine has.
    """

    machine: Rate
    people: Rate
    by_machine: Estimate | None = None
    by_people: Estimate | None = None
    corrected: Estimate | None = None
    by_rates: Estimate | None = None

    @property
    def worth(self) -> float | None:
        """How many labels, without a machine, would tell as much as these do with it."""
        if self.by_people is None or self.corrected is None:
            return None
        alone, both = self.by_people.effective, self.corrected.effective
        return self.people.n * (both / alone if 0 < alone < inf else 1.0)

    @property
    def use(self) -> Use:
        """Which figure to use; that by error rates is for rates known from elsewhere, and is there to compare."""
        if self.worth is None:
            return Use.COUNTS
        return Use.CORRECTED if self.worth > self.people.n else Use.PEOPLE

    @property
    def best(self) -> Estimate | None:
        """The figure to use, if any."""
        return {Use.COUNTS: None, Use.PEOPLE: self.by_people, Use.CORRECTED: self.corrected}[self.use]


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion in a group: its figures, the contacts drawn, and those of them left out since people were unsure."""

    criterion: str
    title: str
    group: str
    figures: Beside
    drawn: int
    unsure: int


def beside(labels: Sequence[Label], stood: Mapping[str, float], machine: Rate) -> Beside:
    """Set the figures side by side; `machine` counts its fails among all contacts that the labels stand for.

    `stood`: how many contacts all that was drawn stands for, labelled or not, by stratum.
    """
    people = Rate(sum(one.person for one in labels), len(labels))
    by_machine = of_share(machine.value, inf, round(machine.n)) if machine.n >= FEWEST_FOR_PERCENTAGE else None
    if people.n < FEWEST_FOR_PERCENTAGE:
        return Beside(machine, people, by_machine)
    design = Design(_weights(labels, stood), [one.stratum for one in labels])
    y, f = (np.array([getattr(one, who) for one in labels], float) for who in ("person", "machine"))
    w = np.asarray(design.weights, float)
    right, clear = _rate(f[y == 1], w[y == 1]), _rate(1 - f[y == 0], w[y == 0])
    return Beside(
        machine, people, by_machine, share(y, design), powered(y, f, machine.value, design),
        rogan_gladen(machine, right, clear),
    )  # fmt: skip


def _weights(labels: Sequence[Label], stood: Mapping[str, float]) -> list[float]:
    """Return weights raised so that the labels stand for what was drawn and not labelled too.

    By stratum, then in all for strata without a label. Else what nobody judged would count as known. Source: Särndal,
    Swensson and Wretman (1992) 15.6.
    """
    labelled = defaultdict[str, float](float)
    for one in labels:
        labelled[one.stratum] += one.weight
    rest = sum(stood.values()) / sum(stood[stratum] for stratum in labelled)
    return [one.weight * rest * stood[one.stratum] / labelled[one.stratum] for one in labels]


def _rate(hits: NDArray[np.float64], weights: NDArray[np.float64]) -> Rate:
    """Return a weighted share as counts, of as many contacts as the weights are worth."""
    if not len(hits):
        return Rate(0, 0)
    return Rate(min(1.0, float(hits @ weights / weights.sum())) * kish(weights), kish(weights))
