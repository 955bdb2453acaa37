"""CRT-06: the closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, not_due, passed
from ccqa.reading.cuts import customer_leaves, cut_end
from ccqa.reading.moments import customer_says_goodbye_last, ending, handed_over

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Does the agent close the contact courteously?")
def farewell(call: Reading) -> Finding:
    """Pass by a farewell at the end, or by thanks for the contact; not due after a hand-over."""
    turns = ending(call)
    if seen := call.find("closing", turns):
        return passed("the agent takes leave", seen[-1])
    if handed_over(call):
        return not_due("the contact is handed over")
    if thanks := call.find("thanks", _for_the_contact(call)):
        return passed("the agent thanks for the contact", thanks[-1])
    if customer_leaves(call) or customer_says_goodbye_last(call):
        return not_due("the customer leaves before the agent can close")
    if cut_end(call):
        return cannot_tell("the end of the contact is missing", searched=turns)
    return call.absent(("closing", "thanks"), turns, "no farewell and no thanks at the end")


def _for_the_contact(call: Reading) -> tuple[int, ...]:
    """Return the agent's turns in which thanks are thanks for the contact.

    They come after the customer's last turn but one and after the last answer, or they name the organisation.
    """
    customer, end = call.turns_of(Role.CUSTOMER), ending(call)
    answers = call.find("solution", end)
    since = max(customer[-2] if len(customer) > 1 else -1, answers[-1].span.turn if answers else -1)
    named = {d.span.turn for d in call.find("organisation_named", end)}
    return tuple(n for n in end if n > since or n in named)
