"""ACC-03: a wait is announced, and its end is marked by a word."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from ccqa.checks import check
from ccqa.contact import EventKind, Role
from ccqa.finding import Detection, Finding, cannot_tell, failed, not_due, passed
from ccqa.reading.handover import another_follows, until_taken_over
from ccqa.reading.moments import QUESTIONS

if TYPE_CHECKING:
    from ccqa.contact import Event
    from ccqa.reading import Reading

RETURN = ("hold_return", "thanks", "apology")
NEWS = ("solution", "disclosure", "refusal", "next_step", "transfer", "information_gap", "acknowledgement", "deadline")


class HoldLimits(BaseModel):
    """When silence counts as a wait."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    silence_s: float = Field(default=20.0, gt=0, le=600, description="Seconds without a turn that make a wait.")


@check(asks="After each wait that the agent asked for, is there a word to the customer?")
def hold(call: Reading, given: HoldLimits) -> Finding:
    """A wait is real where the agent comes back with news; "let me check" followed by a question was none."""
    agent = call.turns_of(Role.AGENT)
    asked = call.find("hold_request", agent)
    waits = [(request, back) for request in asked if (back := _return(call, request, given))]
    if not waits:
        return _without_wait(call, asked, agent)
    for request, back in waits:
        if impatient := call.find("still_there", range(request.span.turn + 1, back[-1])):
            return failed("the customer has to ask during the wait", request, impatient[0])
        if not call.find("hold_return", back) and not call.find(RETURN, back[-1:]):
            return call.absent(RETURN, back[-1:], "a wait ends without a word to the customer")
    request, back = waits[0]
    return passed("every wait ends with a word to the customer", request, call.find(RETURN, back)[-1])


def _return(call: Reading, request: Detection, given: HoldLimits) -> tuple[int, ...]:
    """Return the agent's turns from the request to the end of a real wait, or nothing where there was none.

    What only fills the wait ("I'll be happy to help") does not end it; another request begins it anew.
    Where a colleague speaks before the agent is back, the wait is not this agent's to end.
    """
    found: list[int] = []
    for turn in until_taken_over(call, request.span.turn):
        found.append(turn)
        if call.find("hold_return", (turn,)) or _was_long(call, turn, given):
            return tuple(found)
        if call.find("hold_request", (turn,)) or (call.find(QUESTIONS, (turn,)) and not _put_on_hold(call)):
            return ()
        if call.find((*NEWS, *QUESTIONS), (turn,)):
            return tuple(found)
    return ()


def _was_long(call: Reading, back: int, given: HoldLimits) -> bool:
    """Tell whether the clock shows a silence just before a turn."""
    gone, returned = call.contact.turns[back - 1], call.contact.turns[back]
    begin = gone.end_s if gone.end_s is not None else gone.start_s
    return begin is not None and returned.start_s is not None and returned.start_s - begin > given.silence_s


def _without_wait(call: Reading, asked: tuple[Detection, ...], agent: tuple[int, ...]) -> Finding:
    if asked and not until_taken_over(call, asked[-1].span.turn):
        if another_follows(call, asked[-1].span.turn):
            return not_due("a colleague takes over during the wait", asked[-1])
        return cannot_tell("the contact stops during a wait", asked[-1])
    if _put_on_hold(call) and not asked:
        return call.absent("hold_request", agent, "the customer is put on hold without a word")
    return not_due("the customer is not kept waiting", *asked[:1])


def _put_on_hold(call: Reading) -> bool:
    """Tell whether the system knows of a hold in this leg; one without an agent is that of who spoke last before it."""
    holds = (e for e in call.contact.events if e.kind is EventKind.HOLD)
    return any(call.leg.agent == (e.agent or _holder(call, e)) for e in holds)


def _holder(call: Reading, hold: Event) -> str | None:
    """Return the agent who spoke last before a hold began; where no clock tells, the first of the contact."""
    turns = [n for n, turn in enumerate(call.contact.turns) if turn.role is Role.AGENT]
    before = [n for n in turns if _begins(call, n) <= (hold.start_s or 0.0)]
    return call.contact.agent_of((before[-1:] or turns)[0])


def _begins(call: Reading, turn: int) -> float:
    start = call.contact.turns[turn].start_s
    return math.inf if start is None else start
