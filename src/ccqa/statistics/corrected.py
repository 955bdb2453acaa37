"""Machine on all contacts, people on a few: one estimate of what people would have said of all; keeps out who reviews.

What the machine says of all is taken, and corrected by how far it lies off where a person has looked too. The
difference is tuned, so that a machine that knows nothing changes nothing: A. N. Angelopoulos, J. C. Duchi, T. Zrnic,
PPI++, arXiv:2311.01453 (2023), which `ppi_py` computes for contacts drawn evenly. Under weights, strata and clusters
it is the difference estimator of C.-E. Särndal, B. Swensson, J. Wretman, Model Assisted Survey Sampling (1992)
6.3-6.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ccqa.statistics.design import kish, spread, weights_of
from ccqa.statistics.shares import CONFIDENCE
from ccqa.statistics.weighted import effective_n, of_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ccqa.statistics.design import Design, Numbers
    from ccqa.statistics.estimate import Estimate


def powered(
    people: Numbers, machine: Numbers, machine_on_all: float, design: Design, confidence: float = CONFIDENCE
) -> Estimate:
    """Return the share that people would find in all contacts, from their labels of some, blind to the machine.

    `people` and `machine` hold 1 or 0 for each labelled contact, a share of all such as *fails*; `machine_on_all` is
    the machine's share of all the contacts that the sample stands for. No wider than labels alone would make it.
    """
    y, f, w = np.asarray(people, float), np.asarray(machine, float), weights_of(design, len(people))
    labels, said = float(w @ y / w.sum()), float(w @ f / w.sum())
    tune, gain = tuning(y - labels, f - said, w, design)
    value = min(1.0, max(0.0, labels + tune * (machine_on_all - said)))
    alone = effective_n(labels, spread(w * (y - labels) / w.sum(), w, design), w)
    return of_share(value, alone * gain, len(y), confidence)


def tuning(
    y: NDArray[np.float64], f: NDArray[np.float64], w: NDArray[np.float64], design: Design
) -> tuple[float, float]:
    """Return (how much of the machine to use, from 0 to 1; how many labels one label is then worth).

    `y` and `f` are deviations from their means. Two contacts are added in thought, on which person and machine
    differ, one each way: forty labels without a difference do not prove that there is none.
    """

    def scatter(values: NDArray[np.float64]) -> float:
        return spread(w * values / w.sum(), w, design).endless

    alone, machine, both = scatter(y), scatter(f), scatter(y + f)
    freedom = spread(w * y / w.sum(), w, design).freedom
    if not alone or not machine or freedom <= 1:
        return 0.0, 1.0
    doubt = 0.5 / (kish(w) * len(w))
    shared = (both - alone - machine) / 2 - doubt
    alone, machine = alone + doubt, machine + doubt
    tune = min(1.0, max(0.0, shared / machine))
    left = alone - 2 * tune * shared + tune**2 * machine
    return tune, max(1.0, alone / left * (freedom - 1) / freedom)
