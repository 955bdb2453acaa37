"""CMP-01: a complaint is taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Detection, Finding, cannot_tell, not_due, passed
from ccqa.reading.cuts import cut_end
from ccqa.reading.handover import another_follows, told
from ccqa.reading.moments import after

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
    if another_follows(call, complaints[0].span.turn):
        return _handed_on(call, complaints[0], later)
    if cut_end(call):
        return cannot_tell("the contact stops before the complaint could be taken up", complaints[0])
    return call.absent(TAKEN_UP, later, "the complaint is handled as if nothing was said")


def _handed_on(call: Reading, complaint: Detection, later: tuple[int, ...]) -> Finding:
    """Judge a complaint after which another agent speaks: who hands it over in words has forwarded it."""
    if seen := call.find("transfer", later):
        return passed("the complaint is forwarded to a colleague", complaint, seen[0])
    return cannot_tell("a colleague takes over, perhaps for the complaint", complaint, searched=later)
