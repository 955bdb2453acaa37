"""Whose turn is whose where several agents speak."""

import pytest
from said import contact

from ccqa.reading import handover
from ccqa.reading.reader import Reader


def readings(said):
    return tuple(Reader().readings(contact(said)))


TOLD = {
    "one agent hears all": ("C: a | A1: b | C: c | A1: d | C: e", [(0, 2, 4)]),
    "nobody is named": ("C: a | A: b | C: c", [(0, 2)]),
    "what is said between two is for the second": ("A1: a | C: b | A2: c | C: d", [(), (1, 3)]),
    "who comes back hears what is said before": ("A1: a | C: b | A2: c | C: d | A1: e | C: f", [(3, 5), (1,)]),
    "a bot between changes nothing": ("A1: a | C: b | B: c | C: d | A2: e", [(), (1, 3)]),
    "a turn of nobody's is passed over": ("A1: a | C: b | A: c | C: d | A2: e", [(), (), (1, 3)]),
    "what is said last is for the last who is named": ("A1: a | C: b | A2: c | A: d | C: e", [(), (1, 4), ()]),
    "three agents": ("A1: a | C: b | A2: c | C: d | A3: e | C: f", [(), (1,), (3, 5)]),
}


@pytest.mark.parametrize(("said", "turns"), TOLD.values(), ids=TOLD)
def test_a_customers_turn_is_for_the_agent_who_speaks_next(said, turns):
    heard = {leg.leg.agent: handover.told(leg) for leg in readings(said) if leg.leg.agent or len(readings(said)) == 1}
    legs = [leg.leg.agent for leg in readings(said)]
    assert [heard.get(agent, ()) for agent in legs] == [
        part if agent in heard else () for agent, part in zip(legs, turns, strict=True)
    ]


def test_every_customers_turn_is_told_to_one_agent():
    for said, _ in TOLD.values():
        named = [leg for leg in readings(said) if leg.leg.agent or len(readings(said)) == 1]
        turns = sorted(n for leg in named for n in handover.told(leg))
        assert turns == [n for n, line in enumerate(said.split(" | ")) if line.startswith("C")]


def test_an_agent_who_comes_back_has_the_last_leg_and_a_last_stint():
    first, second = readings("A1: a | A2: b | A1: c | C: d | A1: e")
    assert handover.is_last_leg(first)
    assert not handover.is_last_leg(second)
    assert (handover.last_stint(first), handover.last_stint(second)) == (2, 1)
    assert handover.until_taken_over(first, 0) == ()
    assert handover.until_taken_over(first, 2) == (4,)


def test_a_turn_of_nobodys_is_no_hand_over_but_somebody_follows():
    first = readings("A1: a | A: b")[0]
    assert handover.is_last_leg(first)
    assert handover.somebody_follows(first)


def test_turns_that_nobody_is_named_for_are_known_only_beside_named_ones():
    assert contact("A1: a | A: b | B: c | U: d | C: e").unattributed == (1,)
    assert contact("A: a | A: b", agent="7").unattributed == ()
