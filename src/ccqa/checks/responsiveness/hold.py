"""ACC-03: a wait is announced, and its end is marked by a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from ccqa.checks import check
from ccqa.contact import EventKind, Role
from ccqa.finding import Detection, Finding, cannot_tell, failed, not_due, passed
from ccqa.reading.moments import after

if TYPE_CHECKING:
    from ccqa.reading import Reading

RETURN = ("hold_return", "thanks", "apology")
NO_NEWS = ("clarifying_question", "verification_request", "understanding_check", "hold_request", "courteous_request")


class HoldLimits(BaseModel):
    """When silence counts as a wait."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    silence_s: float = Field(default=20.0, gt=0, le=600, description="Seconds without a turn that make a wait.")


@check(asks="After each wait that the agent asked for, is there a word to the customer?")
def hold(call: Reading, given: HoldLimits) -> Finding:
    """A wait is real where the agent comes back with news; "let me check" followed by a question was none."""
    agent = call.turns_of(Role.AGENT)
    asked = call.find("hold_request", agent)
    waits = [(d, n) for d in asked if (n := _return_turn(call, d, agent, given)) is not None]
    if not waits:
        return _without_return(call, asked, agent)
    for request, back in waits:
        if impatient := call.find("still_there", range(request.span.turn + 1, back)):
            return failed("the customer has to ask during the wait", request, impatient[0])
        if not call.find(RETURN, (back,)):
            return call.absent(RETURN, (back,), "a wait ends without a word to the customer")
    words = call.find(RETURN, (waits[0][1],))
    return passed("every wait ends with a word to the customer", waits[0][0], words[0])


def _return_turn(call: Reading, request: Detection, agent: tuple[int, ...], given: HoldLimits) -> int | None:
    """Return the agent's next turn where it ends a real wait, or None where there was none."""
    later = after(agent, request.span.turn)
    if not later:
        return None
    timed = _silence(call, request.span.turn, later[0])
    if timed is not None and timed >= given.silence_s:
        return later[0]
    return None if call.find(NO_NEWS, later[:1]) else later[0]


def _silence(call: Reading, turn: int, back: int) -> float | None:
    gone, returned = call.contact.turns[turn], call.contact.turns[back]
    begin = gone.end_s if gone.end_s is not None else gone.start_s
    return None if begin is None or returned.start_s is None else returned.start_s - begin


def _without_return(call: Reading, asked: tuple[Detection, ...], agent: tuple[int, ...]) -> Finding:
    if asked and not after(agent, asked[-1].span.turn):
        return cannot_tell("the contact stops during a wait", asked[-1])
    if _put_on_hold(call) and not asked:
        return call.absent("hold_request", agent, "the customer is put on hold without a word")
    return not_due("the customer is not kept waiting", *asked[:1])


def _put_on_hold(call: Reading) -> bool:
    """Tell whether the system knows of a hold in this leg; a hold without an agent belongs to the first."""
    holds = (e for e in call.contact.events if e.kind is EventKind.HOLD)
    return any(e.agent == call.leg.agent or (e.agent is None and not call.leg.number) for e in holds)
