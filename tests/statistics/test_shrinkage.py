"""Figures drawn towards the team's: a published table, and what follows for agents."""

import numpy as np
import pytest

from ccqa.statistics.shares import interval
from ccqa.statistics.shrinkage import Team, shrunk, team, weighed

TUMOURS = [0] * 14 + [1] * 8 + [2] * 9 + [1, 5, 2, 5, 3, 2, 7, 7, 3, 3, 2, 9, 10] + [4] * 7 + [10, 4, 4, 4, 5, 11, 12]
TUMOURS += [5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9, 4]
RATS = [20] * 7 + [19] * 4 + [18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24, 23] + [20] * 6
RATS += [10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50] + [20] * 7 + [48, 19, 19, 19, 22, 46, 49]
RATS += [20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24, 14]


def test_the_team_is_that_of_the_textbook():
    """A. Gelman et al., Bayesian Data Analysis (2013) 5.3: 71 groups of rats; E(alpha) = 2.4, E(beta) = 14.3."""
    assert len(TUMOURS) == len(RATS) == 71
    mean, strength, weight = weighed(np.array(TUMOURS, float)[:, None], np.array(RATS, float)[:, None])
    assert (mean * strength) @ weight == pytest.approx(2.4, abs=0.05)
    assert ((1 - mean) * strength) @ weight == pytest.approx(14.3, abs=0.05)


def test_the_last_group_is_drawn_in_as_the_textbook_draws_it():
    """There 4 of 14 become about 0.22."""
    assert shrunk(TUMOURS, RATS)[-1].value == pytest.approx(0.22, abs=0.015)


def test_five_of_five_is_not_perfect():
    assert Team(0.88, 20).drawn_in(5, 5) == pytest.approx(0.904)


def test_the_fewer_the_contacts_the_nearer_the_team():
    met, seen = [270, 5, 300, 80, 170, 60], [300, 10, 300, 100, 200, 80]
    found, whole = shrunk(met, seen), team(met, seen).share
    assert whole - found[1].value < 0.8 * (whole - 0.5)
    assert found[0].value == pytest.approx(0.9, abs=0.005)
    assert found[2].value == pytest.approx(1, abs=0.02)
    assert all(f.low < f.value < f.high for f in found)


def test_equal_agents_are_not_certain_to_be_equal():
    found = shrunk([45] * 10, [50] * 10)
    assert all(f.value == pytest.approx(0.9, abs=0.01) for f in found)
    assert 0.02 < found[0].width < interval(45, 50)[1] - interval(45, 50)[0]


def test_intervals_cover_true_shares_of_unequal_agents():
    chance, hits = np.random.default_rng(11), 0
    for _ in range(25):
        true, seen = chance.beta(18, 2, 30), chance.integers(10, 80, 30)
        found = shrunk(chance.binomial(seen, true).tolist(), seen.tolist())
        hits += sum(f.low <= t <= f.high for f, t in zip(found, true, strict=True))
    assert 0.91 <= hits / 750 <= 0.98
