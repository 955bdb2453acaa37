"""Who can be told apart: published values, ties, and how often equals are called different."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccqa.statistics.differences import Counted, difference, p_values, places, power, told_apart

counted = st.integers(0, 400).flatmap(lambda n: st.builds(Counted, st.uuids().map(str), st.integers(0, n), st.just(n)))


def test_the_interval_of_a_difference_is_that_which_newcombe_printed():
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10: 56/70 and 48/80."""
    found = difference(Counted("one", 56, 70), Counted("other", 48, 80))
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_the_test_is_that_of_the_tea():
    """A. Agresti, Categorical Data Analysis (2002) 3.5: 3 of 4 cups against 1 of 4, mid-P 0.129 on one side."""
    assert float(p_values(3, 4, 1, 4)) == pytest.approx(2 * 0.129, abs=1e-3)


@settings(deadline=None, max_examples=50)
@given(counted, counted)
def test_which_comes_first_does_not_matter(one, other):
    there = float(p_values(one.met, one.seen, other.met, other.seen))
    assert there == pytest.approx(float(p_values(other.met, other.seen, one.met, one.seen)), abs=1e-9)
    forth, back = difference(one, other), difference(other, one)
    assert (forth.low, forth.high) == pytest.approx((-back.high, -back.low))


@settings(deadline=None, max_examples=20)
@given(st.lists(counted, max_size=6))
def test_places_are_places(all_):
    found = places(all_)
    assert sorted(p.who for p in found) == sorted(all_)
    ranked = [p for p in found if p.best]
    assert all(p.best <= place <= p.worst for place, p in enumerate(ranked, 1))
    assert all((p.who.seen < 30) == (p.best is None) for p in found)


def test_ties_are_shown_as_ties():
    found = places([Counted("ann", 190, 200), Counted("bo", 188, 200), Counted("cy", 120, 200), Counted("dee", 29, 29)])
    assert [(p.who.name, p.best, p.worst) for p in found] == [
        ("ann", 1, 2),
        ("bo", 1, 2),
        ("cy", 3, 3),
        ("dee", None, None),
    ]


def test_nobody_is_compared_with_nobody():
    assert told_apart([]) == ()
    assert told_apart([Counted("ann", 40, 50)]) == ()


def test_thirty_equal_agents_are_called_different_in_at_most_one_report_in_twenty():
    chance, wrong = np.random.default_rng(3), 0
    one, other = np.array(list(combinations(range(30), 2))).T
    for _ in range(120):
        met = chance.binomial(220, 0.85, 30)
        wrong += p_values(met[one], 220, met[other], 220).min() <= 0.05 / 435
    assert wrong / 120 <= 0.06


def test_a_planned_pair_is_told_apart_and_the_price_of_more_is_known():
    assert power((0.8, 0.9), (220, 220)) >= 0.8
    assert power((0.8, 0.9), (220, 220), compared=30) == pytest.approx(0.174, abs=0.01)
    assert power((0.8, 0.8), (220, 220)) <= 0.055
