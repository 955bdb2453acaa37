"""People on a few, machine on all: beside the library that names the method, and where the machine lies off."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccqa.statistics.corrected import powered, tuning
from ccqa.statistics.design import Design
from ccqa.statistics.weighted import share


def drawn(seen):
    """Return labels of people and of the machine for counts of (both fail, people alone, machine alone, neither)."""
    return np.repeat([1.0, 1, 0, 0], seen), np.repeat([1.0, 0, 1, 0], seen)


def test_the_estimate_is_that_of_ppi_py_where_contacts_are_drawn_evenly():
    from ppi_py import ppi_mean_ci, ppi_mean_pointestimate

    people, says = drawn((80, 20, 60, 440))
    everywhere = np.repeat([1.0, 0.0], [5000, 15_000])
    tune, _ = tuning(people - people.mean(), says - says.mean(), np.ones(600), Design())
    found = powered(people, says, 0.25, Design())
    assert found.value == pytest.approx(float(ppi_mean_pointestimate(people, says, everywhere, lam=tune)[0]))
    low, high = (float(bound[0]) for bound in ppi_mean_ci(people, says, everywhere, alpha=0.05))
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.006)


cells = st.tuples(*[st.integers(0, 60)] * 4).filter(any)


@settings(deadline=None)
@given(cells, st.floats(0, 1))
def test_it_is_never_wider_than_labels_alone_but_for_where_it_lies(seen, machine_on_all):
    people, says = drawn(seen)
    alone, found = share(people, Design()), powered(people, says, machine_on_all, Design())
    assert found.effective >= alone.effective - 1e-9
    assert 0 <= found.low <= found.value + 1e-12 <= found.high + 2e-12 <= 1 + 3e-12


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0, 1))
def test_a_machine_that_always_says_the_same_changes_nothing(fails, passes, machine_on_all):
    people = np.repeat([1.0, 0.0], [fails, passes])
    alone, found = share(people, Design()), powered(people, np.zeros(len(people)), machine_on_all, Design())
    assert (found.value, found.effective) == pytest.approx((alone.value, alone.effective))


def test_labels_that_all_agree_leave_a_doubt():
    people, says = drawn((4, 0, 0, 36))
    assert 0.02 < powered(people, says, 0.1, Design()).width < share(people, Design()).width


@pytest.mark.parametrize(("p", "n"), [(0.05, 20), (0.1, 50), (0.3, 100), (0.5, 300)])
def test_a_machine_biased_by_eight_points_is_set_right(p, n):
    chance, all_, hits, raw = np.random.default_rng([n]), 10_000, 0, 0
    wrong = (0.1 * p + 0.08) / (1 - p)
    counts = [round(all_ * part) for part in (0.9 * p, 0.1 * p, (1 - p) * wrong)]
    counts.append(all_ - sum(counts))
    truth, said = (counts[0] + counts[1]) / all_, (counts[0] + counts[2]) / all_
    assert said - truth == pytest.approx(0.08, abs=1e-3)
    for _ in range(400):
        people, says = drawn(chance.multivariate_hypergeometric(counts, n))
        found = powered(people, says, said, Design(np.full(n, all_ / n)))
        hits, raw = hits + (found.low <= truth <= found.high), raw + found.value
    assert 0.925 <= hits / 400 <= 0.995
    assert raw / 400 == pytest.approx(truth, abs=0.02)


def test_weights_and_strata_are_heeded():
    """Chats are a tenth of all contacts and half of the labels; the machine is right on voice alone."""
    chance, found = np.random.default_rng(6), []
    weights, strata = np.repeat([90.0, 10.0], 100), np.repeat(["voice", "chat"], 100)
    for _ in range(400):
        people = np.concatenate([chance.random(100) < 0.1, chance.random(100) < 0.5]).astype(float)
        says = np.concatenate([people[:100], (chance.random(100) < 0.9).astype(float)])
        found.append(powered(people, says, 0.1 * 0.9 + 0.9 * 0.1, Design(weights, strata)))
    truth = 0.1 * 0.9 + 0.5 * 0.1
    assert np.mean([f.value for f in found]) == pytest.approx(truth, abs=0.004)
    assert np.mean([f.low <= truth <= f.high for f in found]) >= 0.93
