"""The p-chart: a published one, breaks, and what too few contacts or periods leave out."""

import numpy as np
import pytest

from ccqa.statistics.trends import FEWEST_PERIODS, Period, chart, limits, widening

CANS = (12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6)


def periods(shares, seen=100, basis="rubric@1"):
    return [Period(f"{basis} {k}", round(share * seen), seen, basis) for k, share in enumerate(shares)]


def test_the_chart_is_that_of_the_textbook():
    """D. C. Montgomery, Introduction to Statistical Quality Control (2013), example 7.1: samples 15 and 23 signal.

    There limits are 0.0524 and 0.4102 by the normal distribution; with 50 a sample one can is 0.02.
    """
    points = chart(Period(str(k), met, 50) for k, met in enumerate(CANS, 1))
    assert [p.period.name for p in points if p.signals] == ["15", "23"]
    assert points[0].centre == pytest.approx(0.2313, abs=5e-5)
    assert points[0].limits == pytest.approx((0.0524, 0.4102), abs=0.03)


def test_limits_of_many_contacts_are_three_sigma():
    assert limits(0.9, 10_000) == pytest.approx((0.9 - 0.009, 0.9 + 0.009), abs=2e-4)


def test_a_new_basis_breaks_the_chart():
    points = chart([*periods([0.9] * 8), *periods([0.6] * 8, basis="rubric@2")])
    assert [p.period.name for p in points if p.breaks] == ["rubric@2 0"]
    assert {round(p.centre, 2) for p in points[:8]} == {0.9}
    assert {round(p.centre, 2) for p in points[8:]} == {0.6}
    assert not any(p.signals for p in points)


def test_without_a_new_basis_the_same_fall_signals():
    assert any(p.signals for p in chart(periods([0.9] * 8 + [0.6] * 8)))


def test_few_periods_have_a_centre_and_no_limits():
    assert all(p.limits is None and p.centre for p in chart(periods([0.9] * (FEWEST_PERIODS - 1))))
    assert all(p.limits for p in chart(periods([0.9] * FEWEST_PERIODS)))


def test_few_contacts_have_no_share_and_never_signal():
    points = chart([*periods([0.9] * 9), Period("quiet", 0, 9, "rubric@1"), Period("empty", 0, 0, "rubric@1")])
    assert (points[-1].period.name, points[-1].share, points[-1].signals) == ("quiet", None, False)


def test_no_periods_give_no_points():
    assert chart([]) == ()


def test_what_scatters_more_than_counts_is_widened_and_what_does_not_is_not():
    chance = np.random.default_rng(4)
    weeks = chance.normal(0.85, 0.02, 40)
    wild = [Period(str(k), int(chance.binomial(5000, p)), 5000) for k, p in enumerate(weeks)]
    calm = [Period(str(k), int(chance.binomial(50, 0.85)), 50) for k in range(40)]
    assert widening(wild, 0.85) == pytest.approx(4, abs=1)
    assert widening(calm, 0.85) == pytest.approx(1, abs=0.25)
    assert sum(p.signals for p in chart(wild)) > 5
    assert not any(p.signals for p in chart(wild, widened=True))
