"""RES-03: the next step is firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Detection, Finding, cannot_tell, not_due, passed
from ccqa.reading.cuts import customer_leaves, cut_end
from ccqa.reading.handover import another_follows
from ccqa.reading.moments import after, handed_over
from ccqa.reading.needs import left_open, unanswered

if TYPE_CHECKING:
    from ccqa.reading import Reading

PROMISES = ("next_step", "transfer")


@check(asks="Where something is to follow, is it clear who does what, and by when?")
def next_step(call: Reading) -> Finding:
    """Pass by a date, time or duration in the agent's turns from the promise on; "soon" is no time."""
    agent = call.turns_of(Role.AGENT)
    promised = call.find(PROMISES, agent)
    if not promised:
        return _without_promise(call, agent)
    due = (promised[0].span.turn, *after(agent, promised[0].span.turn))
    if seen := call.find("deadline", due):
        return passed("the next step has an owner and a time", promised[0], seen[0])
    if all(_has_happened(call, d) for d in promised):
        return _without_promise(call, agent)
    if cut_end(call):
        return cannot_tell("the end, where a time may have been given, is missing", promised[0])
    return call.absent("deadline", due, "a next step is announced without a time")


def _has_happened(call: Reading, promised: Detection) -> bool:
    """Tell whether a transfer took place in the contact: then it is done, and nothing is left to wait for."""
    return promised.act == "transfer" and another_follows(call, promised.span.turn)


def _without_promise(call: Reading, agent: tuple[int, ...]) -> Finding:
    """A need that stays open makes a next step due; a last word of refusal does not."""
    if cut_end(call):
        return cannot_tell("the contact stops with the need open")
    if left_open(call) and not handed_over(call):
        return call.absent(PROMISES, agent, "the need stays open and nobody says what follows")
    left = _denied_last(call) or next(iter(unanswered(call)), None)
    later = after(agent, left.span.turn) if left else ()
    if not later or handed_over(call) or customer_leaves(call):
        return not_due("nothing is left to follow")
    if call.find(("refusal", "information_gap"), later):
        return not_due("the last word is a refusal, and nothing is promised")
    return call.absent(PROMISES, later, "the need stays open and nobody says what follows")


def _denied_last(call: Reading) -> Detection | None:
    """Return the customer's last word on the outcome where it is that nothing is solved, and none followed."""
    word = call.find(("confirms_resolved", "denies_resolved", "leaves_to_try"), call.turns_of(Role.CUSTOMER))
    if not word or word[-1].act != "denies_resolved":
        return None
    later = after(call.turns_of(Role.AGENT), word[-1].span.turn)
    return None if call.find("solution", later) else word[-1]
