"""CRT-01: the opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.finding import Finding, cannot_tell, not_due, passed
from ccqa.reading.cuts import cut_start
from ccqa.reading.moments import opening

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Does the agent greet the customer in their first two turns?")
def greeting(call: Reading) -> Finding:
    """Pass by any salutation in the opening; a greeting that comes later does not count."""
    turns = opening(call)
    if seen := call.find("greeting", turns):
        return passed("the agent opens with a greeting", seen[0])
    if going_on := call.find("continues", turns[:1]):
        return not_due("the agent's first turn continues an earlier exchange", going_on[0])
    if not call.leg.number and cut_start(call):
        return cannot_tell("the start of the contact is missing", searched=turns)
    return call.absent("greeting", turns, "no greeting in the agent's first two turns")
