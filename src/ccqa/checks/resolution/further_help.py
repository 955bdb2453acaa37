"""RES-05: further help is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, not_due, passed
from ccqa.reading.cuts import customer_leaves, cut_end
from ccqa.reading.moments import after, customer_closes_first, ending, first, handed_over

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Does the agent offer further help before the contact ends?")
def further_help(call: Reading) -> Finding:
    """Pass by an offer anywhere after the first solution, or at the end."""
    agent = call.turns_of(Role.AGENT)
    solved = first(call.find("solution", agent))
    turns = tuple(sorted({*ending(call), *(() if solved is None else (solved, *after(agent, solved)))}))
    if seen := call.find("further_help_offer", turns):
        return passed("further help is offered", seen[-1])
    if handed_over(call):
        return not_due("the contact is handed over")
    if customer_closes_first(call) or customer_leaves(call):
        return not_due("the customer ends the contact first")
    if cut_end(call):
        return cannot_tell("the end of the contact is missing", searched=turns)
    return call.absent("further_help_offer", turns, "no further help is offered")
