"""Each criterion on the leg where it is due: every check against contacts with several agents."""

import pytest
from said import contact

from ccqa.checks import catalogue
from ccqa.contact import Event, EventKind
from ccqa.finding import Verdict
from ccqa.reading.reader import Reader
from checks.legs import ADVICE, HELLO, LEGS, NEED, SECOND

CASES = [(check, *case) for check, table in LEGS.items() for case in table.values()]
NAMES = [f"{check}: {name}" for check, table in LEGS.items() for name in table]


def judged(check, said, **fields):
    return [catalogue()[check](leg).verdict for leg in Reader().readings(contact(said, **fields))]


@pytest.mark.parametrize(("check", "said", "verdicts"), CASES, ids=NAMES)
def test_each_leg_gets_its_verdict(check, said, verdicts):
    assert judged(check, said) == verdicts


def test_every_check_is_tried_on_several_agents():
    assert LEGS.keys() == catalogue().keys()


@pytest.mark.parametrize("check", catalogue())
def test_a_turn_that_no_agent_is_named_for_is_judged_for_nobody(check):
    verdicts = judged(check, f"{HELLO} | {NEED} | A: Just shut up. | A1: {ADVICE}")
    assert verdicts[1] is Verdict.UNSURE


@pytest.mark.parametrize(
    ("start", "verdicts"), [(20.0, ["fail", "na"]), (60.0, ["na", "fail"]), (None, ["fail", "na"])]
)
def test_a_hold_without_an_agent_is_that_of_who_spoke_last(start, verdicts):
    from dataclasses import replace

    of = contact(f"{HELLO} | {NEED} | {SECOND} | A2: {ADVICE}", events=(Event(EventKind.HOLD, start),))
    of = replace(of, turns=tuple(replace(turn, start_s=15.0 * n) for n, turn in enumerate(of.turns)))
    assert [catalogue()["responsiveness.hold"](leg).verdict for leg in Reader().readings(of)] == verdicts


@pytest.mark.parametrize(("at", "verdict"), [(40.0, Verdict.FAIL), (50.0, Verdict.NA), (None, Verdict.FAIL)])
def test_a_transfer_after_the_last_turn_leads_away_from_the_last_agent(at, verdict):
    from dataclasses import replace

    said = f"{HELLO} | {NEED} | {SECOND} | A2: {ADVICE} | C: Thanks, bye. | A2: It is on page 7."
    of = contact(said, events=(Event(EventKind.TRANSFER, at),))
    of = replace(of, turns=tuple(replace(turn, start_s=10.0 * n) for n, turn in enumerate(of.turns)))
    assert [catalogue()["courtesy.farewell"](leg).verdict for leg in Reader().readings(of)] == [Verdict.NA, verdict]
