"""CMP-01: a complaint is taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, not_due, passed
from ccqa.reading.moments import after, cut_end
from ccqa.reading.needs import told

if TYPE_CHECKING:
    from ccqa.reading import Reading

TAKEN_UP = ("taken_up", "reference")


@check(asks="Is a complaint called one, logged, passed on, or its redress acted on?")
def taken_up(call: Reading) -> Finding:
    """A complaint that is handled as if nothing was said fails."""
    complaints = call.find("complaint", told(call))
    if not complaints:
        return not_due("the customer makes no complaint")
    later = after(call.turns_of(Role.AGENT), complaints[0].span.turn)
    if call.contact.case is not None:
        return passed("a case was opened", complaints[0])
    if seen := call.find(TAKEN_UP, later):
        return passed("the complaint is taken up", complaints[0], seen[0])
    if cut_end(call):
        return cannot_tell("the contact stops before the complaint could be taken up", complaints[0])
    return call.absent(TAKEN_UP, later, "the complaint is handled as if nothing was said")
