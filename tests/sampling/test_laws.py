"""Laws of samples: probabilities add up, order and machine do not matter, estimates are right on average."""

import random
from fractions import Fraction
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccqa.sampling import RESERVE, Allocation, Design, Frame, Plan, allocate, draw, reserves, shared_out
from ccqa.sampling.drawing import systematic
from ccqa.sampling.strata import in_proportion

risks = st.lists(st.integers(1, 50).map(float), min_size=1, max_size=40)
counts = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 40), min_size=1)
bounded = st.tuples(st.integers(1, 6), st.none() | st.integers(6, 20))
plans = st.builds(
    Plan,
    design=st.sampled_from(Design),
    size=st.integers(1, 60),
    strata=st.sampled_from([("agent",), ("agent", "channel"), ("tenure",), ()]),
    allocation=st.sampled_from(Allocation),
    least=st.integers(1, 4),
    most=st.none() | st.integers(4, 9),
    double=st.sampled_from([0, 0.1, 0.5, 1]),
    seed=st.integers(0, 99),
)
frames = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["chat", "voice"]), st.integers(1, 9)), min_size=1, max_size=50
).map(
    lambda rows: [
        Frame("files", f"c{k:02}", "r", agent=agent, channel=channel, tenure="new" if agent == "a" else "", risk=risk)
        for k, (agent, channel, risk) in enumerate(rows)
    ]
)


@given(frames, plans, st.randoms())
def test_the_order_of_the_input_never_matters(units, plan, chance):
    shuffled = chance.sample(units, len(units))
    picks = draw(units, plan, "n")
    assert draw(shuffled, plan, "n") == picks
    assert reserves(shuffled, plan, picks, "n") == reserves(units, plan, picks, "n")


@given(frames, plans)
def test_probabilities_add_up_to_the_sample(units, plan):
    chances = [p for one in shared_out(units, plan) for p in one.chances]
    assert sum(chances) == pytest.approx(len(draw(units, plan)))
    assert all(0 < p <= 1 for p in chances)


@given(frames, plans)
def test_every_pick_carries_the_probability_with_which_it_was_drawn(units, plan):
    known = {unit.key: p for one in shared_out(units, plan) for unit, p in zip(one.units, one.chances, strict=True)}
    assert all(pick.probability == known[pick.key] for pick in draw(units, plan))


@given(frames, plans)
def test_nobody_is_drawn_twice_nor_held_in_reserve_as_well(units, plan):
    picks = draw(units, plan)
    held = reserves(units, plan, picks)
    keys = [pick.key for pick in (*picks, *held)]
    assert len(keys) == len(set(keys))
    assert {pick.stratum for pick in held} <= {pick.stratum for pick in picks}
    assert all(pick.reason == RESERVE for pick in held)


@given(frames, plans)
def test_the_double_graded_share_is_as_planned(units, plan):
    picks = draw(units, plan)
    n = sum(pick.double for pick in picks)
    assert plan.double * len(picks) <= n + 1e-6 < plan.double * len(picks) + 1 + 1e-3


@given(counts, st.integers(1, 80), bounded, st.sampled_from(Allocation))
def test_quotas_hold_whatever_the_size(sizes, size, bounds, how):
    least, most = bounds
    given = allocate(sizes, size, how, least, most)
    top = {name: n if most is None else min(n, most) for name, n in sizes.items()}
    floor = {name: min(least, n) for name, n in sizes.items()}
    assert all(floor[name] <= given[name] <= top[name] for name in sizes)
    assert sum(given.values()) == min(max(size, sum(floor.values())), sum(top.values()))


@given(counts, st.integers(1, 80))
def test_an_equal_share_differs_by_one_at_most_where_there_is_room(sizes, size):
    given = allocate(sizes, size, Allocation.EQUAL)
    open_ = [given[name] for name in sizes if given[name] < sizes[name]]
    assert not open_ or max(open_) - min(open_) <= 1


@given(risks, st.integers(1, 50))
def test_probabilities_go_by_risk_where_they_are_below_one(measures, size):
    chances = in_proportion(measures, size)
    assert sum(chances) == pytest.approx(min(size, len(measures)))
    unsure = sorted((m, p) for m, p in zip(measures, chances, strict=True) if p < 1)
    assert all(a[1] / a[0] == pytest.approx(b[1] / b[0]) for a, b in pairwise(unsure))
    certain = [m for m, p in zip(measures, chances, strict=True) if p == 1]
    assert not unsure or not certain or min(certain) >= unsure[-1][0]


def all_starts(chances):
    """Yield every sample that systematic steps can give, with the length of the starts that give it."""
    sums, total = [], Fraction(0)
    for p in chances:
        total += Fraction(p)
        sums.append(float(total % 1))
    for low, high in pairwise(sorted({0.0, 1.0, *sums})):
        if high - low > 1e-9:
            yield tuple(systematic(chances, (low + high) / 2)), high - low


@given(risks, st.integers(1, 50))
def test_systematic_steps_give_each_contact_its_very_probability(measures, size):
    chances = in_proportion(measures, size)
    met = [0.0] * len(chances)
    for drawn, length in all_starts(chances):
        assert len(drawn) == len(set(drawn)) == min(size, len(measures))
        for k in drawn:
            met[k] += length
    assert met == pytest.approx(chances, abs=1e-6)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=2, max_size=9), st.integers(1, 4))
def test_horvitz_and_thompsons_estimate_by_risk_is_right_on_average_over_all_samples(rows, size):
    chances, values = in_proportion([float(risk) for risk, _ in rows], size), [value for _, value in rows]
    totals = [(sum(values[k] / chances[k] for k in drawn), length) for drawn, length in all_starts(chances)]
    assert sum(total * length for total, length in totals) == pytest.approx(sum(values), abs=1e-5)


@pytest.mark.parametrize("how", Allocation)
def test_hajeks_mean_of_strata_is_right_on_average_over_all_samples(how):
    values = {"a0": 3, "a1": 0, "a2": 7, "a3": 2, "b0": 9, "b1": 4, "b2": 1}
    plan = Plan(size=4, strata=("agent",), allocation=how, least=2)
    strata = shared_out([Frame("s", name, "r", agent=name[0]) for name in values], plan)
    weights = {u.contact: 1 / p for one in strata for u, p in zip(one.units, one.chances, strict=True)}
    samples = [
        [u.contact for part in parts for u in part]
        for parts in product(*(combinations(one.units, one.size) for one in strata))
    ]
    means = [sum(weights[n] * values[n] for n in names) / sum(weights[n] for n in names) for names in samples]
    assert len(samples) == 18
    assert sum(means) / len(means) == pytest.approx(sum(values.values()) / len(values))


def test_those_at_risk_are_drawn_as_often_as_their_probability_says():
    units = [Frame("s", str(k), "r", agent="ab"[k % 2], risk=1 + 3 * (k == 0)) for k in range(9)]
    plan = {"design": Design.RISK, "size": 3, "strata": ("agent",)}
    met = sum(any(p.contact == "0" for p in draw(units, Plan(seed=s, **plan))) for s in range(1500))
    assert met / 1500 == pytest.approx(1.0)
    met = sum(any(p.contact == "1" for p in draw(units, Plan(seed=s, **plan))) for s in range(1500))
    assert met / 1500 == pytest.approx(2 / 8, abs=0.035)


def test_a_known_draw_by_risk_stays_the_same_on_every_machine():
    units = [Frame("s", f"{k:02}", "r", agent="ab"[k % 2], risk=1 + k % 4) for k in range(12)]
    random.shuffle(units)
    plan = Plan(design=Design.RISK, size=4, strata=("agent",), seed=7, double=0.25)
    picks = draw(units, plan, "2026-01")
    assert [(p.contact, p.double) for p in picks] == [("02", False), ("03", True), ("07", False), ("08", False)]
    assert [p.contact for p in reserves(units, plan, picks, "2026-01")] == ["06", "10", "09", "05"]


def test_every_order_of_reserves_is_as_likely_as_the_next():
    units = [Frame("s", str(k), "r") for k in range(4)]
    plan = [Plan(design=Design.SIMPLE, size=2, seed=s) for s in range(1200)]
    first = [reserves(units, one, draw(units, one))[0].contact for one in plan]
    assert all(240 < first.count(str(k)) < 360 for k in range(4))


def test_a_stratum_that_is_drawn_whole_has_no_reserve():
    units = [Frame("s", str(k), "r") for k in range(3)]
    assert reserves(units, Plan(size=3), draw(units, Plan(size=3))) == ()


def test_quotas_that_cannot_be_kept_are_refused():
    with pytest.raises(ValueError, match="below 'least'"):
        Plan(least=3, most=2)
