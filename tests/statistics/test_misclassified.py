"""The Rogan-Gladen correction: a published estimate, a limiting case, and coverage."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from ccqa.statistics.misclassified import Rate, rogan_gladen


def test_the_estimate_is_that_of_the_cows():
    """The example of `epi.prev` in R's epiR: 23 of 150 seen, sensitivity 0.96, specificity 0.89: 5.1 in 100."""
    found = rogan_gladen(Rate(23, 150), Rate(9600, 10_000), Rate(8900, 10_000))
    assert found.value == pytest.approx(0.051, abs=5e-4)
    assert (found.low, found.high) == pytest.approx((0, 0.13), abs=0.01)


def test_a_flawless_machine_leaves_the_interval_of_agresti_and_coull():
    found = rogan_gladen(Rate(30, 200), Rate(1e9, 1e9), Rate(1e9, 1e9))
    assert (found.low, found.high) == pytest.approx(proportion_confint(30, 200, method="agresti_coull"), abs=1e-5)


@pytest.mark.parametrize(
    ("sensitivity", "specificity"), [(Rate(5, 10), Rate(5, 10)), (Rate(0, 0), Rate(9, 10)), (Rate(1, 1), Rate(0, 4))]
)
def test_a_machine_that_tells_nothing_gives_nothing(sensitivity, specificity):
    assert rogan_gladen(Rate(30, 200), sensitivity, specificity) is None


@pytest.mark.parametrize("p", [0.05, 0.3])
def test_the_interval_covers_the_truth_that_the_raw_share_misses(p):
    chance, hits, raw = np.random.default_rng(9), 0, 0
    for _ in range(600):
        seen = chance.binomial(2000, p * 0.85 + (1 - p) * 0.12)
        found = rogan_gladen(
            Rate(seen, 2000), Rate(chance.binomial(60, 0.85), 60), Rate(chance.binomial(150, 0.88), 150)
        )
        hits, raw = hits + (found.low <= p <= found.high), raw + (abs(seen / 2000 - p) < 0.02)
    assert 0.92 <= hits / 600 <= 0.99
    assert raw / 600 < 0.05
