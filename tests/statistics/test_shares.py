"""Wilson's interval: its published values, and its laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from ccqa.statistics.shares import around, interval


@pytest.mark.parametrize(
    ("met", "seen", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_intervals_are_those_that_newcombe_printed(met, seen, low, high):
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3."""
    assert interval(met, seen) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_scipys_and_holds_the_share(counts):
    met, seen = counts
    low, high = interval(met, seen)
    bounds = binomtest(met, seen).proportion_ci(0.95, method="wilson")
    assert (low, high) == pytest.approx((bounds.low, bounds.high), abs=1e-12)
    assert low - 1e-12 <= met / seen <= high + 1e-12


@given(st.floats(0, 1), st.floats(0.5, 1e6))
def test_more_contacts_never_widen(share, effective):
    (low, high), (lower, higher) = around(share, effective * 2), around(share, effective)
    assert high - low <= higher - lower + 1e-12


def test_with_nothing_seen_nothing_is_known():
    assert interval(0, 0) == (0, 1)
