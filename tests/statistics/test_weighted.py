"""Shares and means under a design: textbook figures, near-misses of a design, and coverage where the truth is known."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccqa.statistics.design import Design, spread
from ccqa.statistics.shares import interval
from ccqa.statistics.weighted import mean, share


def with_moments(n, average, variance):
    """Return n numbers with just this mean and variance."""
    raw = np.arange(n, dtype=float)
    return average + (raw - raw.mean()) * sqrt(variance / raw.var(ddof=1))


def error(values, design, weights):
    value = weights @ values / weights.sum()
    found = spread(weights * (values - value) / weights.sum(), weights, design)
    return value, sqrt(found.endless * found.left)


def test_a_stratified_mean_has_the_error_of_the_textbook():
    """S. L. Lohr, Sampling: Design and Analysis (2nd ed. 2010), example 3.2: acres of farms in four regions."""
    regions = (
        (220, 21, 97_629.8, 7_647_472_708),
        (1054, 103, 300_504.2, 29_618_183_543),
        (1382, 135, 211_315.0, 53_587_487_856),
        (422, 41, 662_295.5, 396_185_950_266),
    )
    values = np.concatenate([with_moments(n, average, variance) for _, n, average, variance in regions])
    weights = np.concatenate([np.full(n, there / n) for there, n, _, _ in regions])
    strata = [str(k) for k, (_, n, _, _) in enumerate(regions) for _ in range(n)]
    value, off = error(values, Design(weights, strata), weights)
    assert value * 3078 == pytest.approx(909_736_034, rel=1e-4)
    assert off * 3078 == pytest.approx(50_417_248, rel=1e-4)


def test_a_mean_over_whole_clusters_has_the_error_of_the_textbook():
    """Lohr, example 5.2: grades of four students in each of five suites, of 100 suites; ours is without her 1 - 5/100."""
    totals = (12.16, 11.36, 8.96, 12.96, 11.08)
    values = np.repeat(np.array(totals) / 4, 4)
    value, off = error(values, Design(clusters=np.repeat(np.arange(5), 4)), np.ones(20))
    assert value == pytest.approx(2.826)
    assert off * sqrt(1 - 5 / 100) == pytest.approx(0.164, abs=5e-4)


counts = st.integers(2, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_a_sample_without_a_design_gives_wilsons_interval(counted):
    met, n = counted
    found = share([1.0] * met + [0.0] * (n - met), Design())
    assert (found.low, found.high) == pytest.approx(interval(met, n), abs=1e-9)
    assert found.effective == pytest.approx(n)


@given(counts, st.sampled_from([1.0, 2.0, 7.5]))
def test_weights_that_are_all_alike_move_no_share(counted, weight):
    met, n = counted
    values = [1.0] * met + [0.0] * (n - met)
    assert share(values, Design([weight] * n)).value == pytest.approx(met / n)


def test_who_are_all_drawn_leave_no_doubt():
    found = share([1.0] * 7 + [0.0] * 3, Design([1.0] * 10))
    assert (found.low, found.value, found.high) == pytest.approx((0.7, 0.7, 0.7))
    assert share([1.0] * 10, Design([1.0] * 10)).low == 1


def test_half_of_them_leave_half_the_variance():
    values = [1.0, 0.0] * 50
    assert share(values, Design([2.0] * 100)).effective == pytest.approx(200)


def test_a_share_of_all_keeps_its_doubt():
    found = share([1.0] * 20, Design([50.0] * 20))
    assert found.value == 1
    assert found.low == pytest.approx(interval(20, 20)[0], abs=0.01)


def test_contacts_of_few_agents_are_worth_fewer():
    values = [1.0] * 50 + [0.0] * 50
    assert share(values, Design(clusters=[str(k // 10) for k in range(100)])).effective < 15
    assert share(values, Design(clusters=[str(k % 10) for k in range(100)])).effective <= 100


def test_strata_with_one_contact_count_together():
    values = [1.0, 0.0, 1.0, 1.0, 0.0, 1.0]
    alone = share(values, Design(strata=list("abcdef")))
    assert (alone.low, alone.high) == pytest.approx(interval(4, 6), abs=1e-9)
    assert 0 < share(values, Design(strata=list("aaabbc"))).effective <= 6


def test_clusters_across_strata_count_alone():
    values, agents = [1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0], list("ababcdcd")
    across = share(values, Design(strata=list("xxxxyyyy"), clusters=list("abcdabcd")))
    assert across == share(values, Design(clusters=list("abcdabcd")))
    assert share(values, Design(strata=list("xxxxyyyy"), clusters=agents)) != share(values, Design(clusters=agents))


def test_one_contact_tells_nothing_of_how_far_it_lies_off():
    assert (share([1.0], Design([5.0])).low, share([1.0], Design([5.0])).high) == (0, 1)
    assert mean([0.4], Design()).width == float("inf")


def test_a_risk_oversampled_share_is_unbiased_and_covered():
    chance = np.random.default_rng(7)
    there, met, given_ = np.array([9000, 1000]), np.array([270, 300]), np.array([100, 100])
    weights, strata, found = (there / given_).repeat(100), np.repeat([0, 1], 100), []
    for _ in range(600):
        hit = chance.hypergeometric(met, there - met, given_)
        values = np.concatenate([np.repeat([1.0, 0.0], [h, 100 - h]) for h in hit])
        found.append(share(values, Design(weights, strata)))
    assert np.mean([e.value for e in found]) == pytest.approx(0.057, abs=0.0015)
    assert 0.92 <= np.mean([e.low <= 0.057 <= e.high for e in found]) <= 0.98


@pytest.mark.parametrize("n", [10, 40, 200])
def test_the_mean_score_of_an_oversampled_stratum_is_unbiased_and_covered(n):
    chance = np.random.default_rng(8)
    calm, risky = chance.beta(8, 2, 9000), chance.beta(4, 4, 1000)
    truth, weights = (calm.sum() + risky.sum()) / 10_000, np.repeat([18_000 / n, 2000 / n], n // 2)
    strata, found = np.repeat([0, 1], n // 2), []
    for _ in range(500):
        values = np.concatenate([chance.choice(some, n // 2, replace=False) for some in (calm, risky)])
        found.append(mean(values, Design(weights, strata)))
    assert np.mean([e.value for e in found]) == pytest.approx(truth, abs=0.01)
    assert 0.92 <= np.mean([e.low <= truth <= e.high for e in found]) <= 0.98


@pytest.mark.parametrize("share_", [0.02, 0.1, 0.5, 0.95])
@pytest.mark.parametrize("n", [10, 50, 300])
def test_intervals_of_stratified_samples_cover(n, share_):
    chance = np.random.default_rng([n, round(share_ * 100)])
    there, given_ = np.array([20 * n, 20 * n]), np.array([n // 2, n // 2])
    met = np.round(there * share_ * np.array([0.7, 1.3 if share_ < 0.6 else 1.05])).astype(int)
    truth, weights, strata, hits = met.sum() / there.sum(), np.full(n, 40.0), np.repeat([0, 1], n // 2), 0
    for _ in range(300):
        hit = chance.hypergeometric(met, there - met, given_)
        values = np.concatenate([np.repeat([1.0, 0.0], [h, n // 2 - h]) for h in hit])
        found = share(values, Design(weights, strata))
        hits += found.low <= truth <= found.high
    assert hits / 300 >= 0.9
