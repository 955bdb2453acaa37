"""CRT-04: the customer's trouble is acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, not_due, passed
from ccqa.reading.cuts import cut_end
from ccqa.reading.handover import told
from ccqa.reading.moments import after, first

if TYPE_CHECKING:
    from ccqa.reading import Reading

TROUBLE = ("trouble", "complaint")
REACTION = 3
"""Agent turns after the trouble is told."""


@check(asks="When the customer reports trouble, does the agent acknowledge it in words, or apologise?")
def acknowledgement(call: Reading) -> Finding:
    """Pass in the first three agent turns after the trouble, or anywhere before a solution is given."""
    troubles = call.find(TROUBLE, told(call))
    if not troubles:
        return not_due("the customer reports no trouble")
    due = sorted({turn for trouble in troubles for turn in _due(call, trouble.span.turn)})
    if seen := call.find(("acknowledgement", "apology"), due):
        return passed("the agent acknowledges the customer's trouble", troubles[0], seen[0])
    if cut_end(call) and len(due) < REACTION:
        return cannot_tell("the contact stops where the acknowledgement may have come", troubles[0])
    return call.absent(("acknowledgement", "apology"), due, "the customer's trouble is not acknowledged")


def _due(call: Reading, trouble: int) -> tuple[int, ...]:
    """Return the agent's turns in which trouble told in this turn can be acknowledged."""
    later = after(call.turns_of(Role.AGENT), trouble)
    solved = first(call.find("solution", later))
    return tuple(n for k, n in enumerate(later) if k < REACTION or solved is None or n < solved)
