"""Machine beside people: blind apart from anchored, and intervals that a few equal verdicts do not close."""

import pytest

from ccqa.finding import Verdict
from ccqa.statistics.calibration import Pair, agreed, apart
from ccqa.statistics.resampling import redrawn

P, F, NA, U = Verdict.PASS, Verdict.FAIL, Verdict.NA, Verdict.UNSURE


def pairs(*counts, blind=True):
    """Return pairs of (person, machine, how many)."""
    verdicts = [(a, b) for a, b, n in counts for _ in range(n)]
    return [Pair(str(k), a, b, blind) for k, (a, b) in enumerate(verdicts)]


def test_blind_and_anchored_labels_are_never_pooled():
    blind, anchored = pairs((P, P, 8), (F, P, 2)), pairs((P, P, 10), blind=False)
    assert apart([*blind, *anchored], seed=1) == (agreed(blind, 1), agreed(anchored, 1))
    with pytest.raises(ValueError, match="never pooled"):
        agreed([*blind, *anchored], seed=1)


def test_how_well_fails_are_seen():
    found = agreed(
        pairs((F, F, 17), (F, P, 2), (F, U, 1), (P, P, 70), (P, F, 4), (NA, F, 1), (NA, NA, 5), (U, F, 3)), 1
    )
    assert (found.sensitivity.value, found.sensitivity.n) == (17 / 20, 20)
    assert (found.specificity.value, found.specificity.n) == (75 / 80, 80)
    assert (found.fails.value, found.n) == (0.2, 103)
    assert found.raw.value == pytest.approx(92 / 103)


def test_always_yes_has_kappa_zero():
    found = agreed(pairs((P, P, 95), (F, P, 5)), 1)
    assert found.kappa.value == pytest.approx(0, abs=1e-12)
    assert found.kappa.low <= 0
    assert found.sensitivity.value == 0


def test_five_equal_verdicts_prove_little():
    found = agreed(pairs((P, P, 4), (F, F, 1)), 1)
    assert (found.kappa.value, found.kappa.high) == pytest.approx((1, 1))
    assert found.kappa.low < 0.3


def test_the_same_seed_gives_the_same_interval_and_whole_contacts_are_redrawn():
    some = pairs((P, P, 30), (F, F, 6), (F, P, 4))
    twice = [Pair(p.contact, p.person, p.machine, p.blind) for p in some for _ in range(2)]
    assert agreed(some, 3) == agreed(some, 3)
    assert agreed(twice, 3).kappa.low == pytest.approx(agreed(some, 3).kappa.low, abs=0.1)
    assert (redrawn(["a", "a", "b"], 1)[:, 0] == redrawn(["a", "a", "b"], 1)[:, 1]).all()


def test_nothing_reviewed_gives_no_figure():
    found = agreed([], 1)
    assert (found.n, found.raw, found.kappa, found.sensitivity, found.fails) == (0, None, None, None, None)
