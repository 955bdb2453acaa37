"""RES-04: the resolution is confirmed with the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, failed, not_due, passed
from ccqa.reading.cuts import cut_end
from ccqa.reading.handover import somebody_follows
from ccqa.reading.moments import QUESTIONS, after, ended_by_agent, handed_over

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Is it made sure with the customer that the solution helps?")
def confirmation(call: Reading) -> Finding:
    """Pass where the agent asks, or the customer says so unasked; "I'll try, thanks" confirms nothing."""
    agent, customer = call.turns_of(Role.AGENT), call.turns_of(Role.CUSTOMER)
    solved = call.find("solution", agent)
    if not solved:
        return not_due("no solution is given")
    said = call.find(("confirms_resolved", "denies_resolved"), after(customer, solved[0].span.turn))
    asked = call.find("resolution_check", after(agent, solved[0].span.turn - 1))
    if said and said[-1].act == "denies_resolved" and not somebody_follows(call) and _let_be(call, said[-1].span.turn):
        return failed("the customer says that it is not solved, and the contact ends", said[-1])
    if seen := [*asked, *(s for s in said if s.act == "confirms_resolved")]:
        return passed("the agent asks whether it helps" if asked else "the customer confirms", solved[0], seen[0])
    if cut_end(call):
        return cannot_tell("the end of the contact is missing", solved[-1])
    if handed_over(call):
        return not_due("the contact is handed over")
    if not after(customer, solved[-1].span.turn) and not ended_by_agent(call):
        return not_due("the customer leaves right after the answer", solved[-1])
    return call.absent("resolution_check", agent, "nobody makes sure that the solution helps")


def _let_be(call: Reading, turn: int) -> bool:
    """Tell whether the agent speaks on after this turn and answers nothing."""
    later = after(call.turns_of(Role.AGENT), turn)
    return bool(later) and not call.find(("solution", "next_step", "transfer", *QUESTIONS), later)
