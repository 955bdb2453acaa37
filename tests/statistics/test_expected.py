"""What width a plan will give, and what a width costs."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccqa.statistics.expected import bounds, effective, needed
from ccqa.statistics.shares import interval

shares = st.floats(0, 1)


@given(st.integers(1, 400), st.integers(0, 400))
def test_an_even_sample_is_worth_its_contacts_but_for_the_finite_population(n, more):
    among = n + more
    worth = effective((n / among,) * among)
    assert worth == (inf if not more else pytest.approx(n / (1 - n / among), rel=1e-6))


def test_unequal_chances_are_worth_less_than_equal_ones():
    assert effective((0.1,) * 50 + (0.5,) * 50) < effective((0.3,) * 100)


def test_a_group_that_is_drawn_whole_leaves_no_doubt_and_an_empty_one_tells_nothing():
    assert bounds(0.8, effective((1.0,) * 9)) == (0.8, 0.8)
    assert bounds(0.8, effective(())) == (0.0, 1.0)


def test_a_few_of_very_many_have_wilsons_interval():
    assert bounds(0.9, effective((1e-6,) * 10_000_000)) == pytest.approx(interval(9, 10), abs=1e-3)


@given(st.floats(0.01, 0.9), shares, st.integers(1, 3000))
def test_the_contacts_needed_are_the_fewest_that_do(width, share, among):
    n = needed(width, share, among)
    wide = [high - low for low, high in (bounds(share, effective((k / among,) * among)) for k in (n, n - 1) if k)]
    assert wide[0] <= width + 1e-9
    assert len(wide) == 1 or wide[1] > width - 1e-9


def test_five_points_either_way_cost_what_tables_say():
    assert needed(0.1, 0.5, 10_000_000) == pytest.approx(381, abs=2)
    assert needed(0.1, 0.5, 400) < 200
