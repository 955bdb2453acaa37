"""Samples: who is drawn, with which probability, and that neither order nor machine matters."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccqa.sampling import Design, Frame, Plan, allocate, draw, overlay


def frames(sizes):
    return [
        Frame("files", f"{agent}-{k:03}", "r", agent=agent, channel="chat", language="fr")
        for agent, n in sizes.items()
        for k in range(n)
    ]


def test_the_order_of_the_input_does_not_matter():
    units = frames({"a": 30, "b": 12, "c": 3})
    shuffled = random.Random(5).sample(units, len(units))
    assert draw(units, Plan(size=9)) == draw(shuffled, Plan(size=9))


def test_the_same_seed_draws_the_same_and_another_seed_another():
    units = frames({"a": 60})
    assert draw(units, Plan(size=9, seed=1)) == draw(units, Plan(size=9, seed=1))
    assert draw(units, Plan(size=9, seed=1)) != draw(units, Plan(size=9, seed=2))


def test_a_known_draw_stays_the_same_on_every_machine():
    picks = draw(frames({"a": 8}), Plan(design=Design.SIMPLE, size=3, seed=7))
    assert [p.contact for p in picks] == ["a-000", "a-003", "a-007"]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 40), min_size=1), st.integers(1, 60))
def test_weights_add_up_to_the_frame(sizes, size):
    picks = draw(frames(sizes), Plan(size=size))
    assert sum(p.weight for p in picks) == pytest.approx(sum(sizes.values()))


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 40), min_size=1), st.integers(1, 60))
def test_no_stratum_is_left_out_or_overdrawn(sizes, size):
    given = allocate(sizes, size)
    assert all(1 <= given[name] <= sizes[name] for name in sizes)
    assert sum(given.values()) == max(min(size, sum(sizes.values())), len(sizes))


def test_every_contact_of_a_simple_sample_is_as_likely_as_the_next():
    units = frames({"a": 10})
    seen = Counter(
        p.contact for seed in range(3000) for p in draw(units, Plan(design=Design.SIMPLE, size=3, seed=seed))
    )
    assert all(780 < n < 1020 for n in seen.values())


def test_the_overlay_has_no_probability_and_no_weight():
    (pick,) = overlay(frames({"a": 1}))
    assert pick.probability is None
    assert pick.weight is None
