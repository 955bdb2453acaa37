"""Agreement: published tables, and what always saying yes is worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from ccqa.statistics.agreement import ac1, alpha, kappa, raw, table, weighted_kappa


def counts(*rows):
    return np.array(rows, float)


def test_kappa_is_that_of_the_psychiatrists():
    """J. L. Fleiss, B. Levin, M. C. Paik, Statistical Methods for Rates and Proportions (2003), table 18.1."""
    seen = counts((75, 1, 4), (5, 4, 1), (0, 0, 10))
    assert raw(seen) == pytest.approx(0.89)
    assert kappa(seen) == pytest.approx(0.676, abs=5e-4)


def test_ac1_holds_where_kappa_falls():
    """K. L. Gwet, Kappa Statistic is not Satisfactory (2002): 125 contacts, kappa -0.02 and AC1 0.94."""
    seen = counts((118, 5), (2, 0))
    assert kappa(seen) == pytest.approx(-0.0234, abs=5e-5)
    assert ac1(seen) == pytest.approx(0.9408, abs=5e-5)


def test_alpha_is_that_of_the_computing_example():
    """K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C: 0.743."""
    raters = (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    units = list(zip(*(row.split() for row in raters), strict=True))
    given_ = np.array([[unit.count(label) for label in "12345"] for unit in units], float)
    assert alpha(given_) == pytest.approx(0.743, abs=5e-4)


def test_alpha_of_two_raters_is_that_of_the_computing_example():
    """The same, part A: ten units, two raters, yes or no: 0.095."""
    one, other = "0100000010", "1110010000"
    given_ = np.array([[(a + b).count(label) for label in "01"] for a, b in zip(one, other, strict=True)], float)
    assert alpha(given_) == pytest.approx(0.095, abs=5e-4)


pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2).filter(lambda p: len(set(sum(p, ()))) > 1)


@given(pairs)
def test_kappas_are_those_of_scikit_learn(some):
    seen, steps = table(some, range(4)), np.arange(4)
    squares = (steps[:, None] - steps[None]) ** 2.0
    for ours, weights in ((kappa(seen), None), (weighted_kappa(seen, squares), "quadratic")):
        assert ours == pytest.approx(cohen_kappa_score(*zip(*some, strict=True), labels=range(4), weights=weights))


@given(pairs)
def test_no_figure_is_above_one_and_full_agreement_is_one(some):
    seen, same = table(some, range(4)), table([(a, a) for pair in some for a in pair], range(4))
    assert max(raw(seen), kappa(seen), ac1(seen)) <= 1
    assert (raw(same), kappa(same), ac1(same)) == pytest.approx((1, 1, 1))


def test_always_yes_at_95_percent_is_worth_nothing():
    seen = counts((95, 0), (5, 0))
    assert (raw(seen), kappa(seen)) == pytest.approx((0.95, 0))


def test_what_is_not_defined_is_not_made_up():
    assert np.isnan(kappa(counts((9, 0), (0, 0))))
    assert np.isnan(alpha(counts((2, 0), (2, 0))))
    assert np.isnan(raw(counts((0, 0), (0, 0))))
