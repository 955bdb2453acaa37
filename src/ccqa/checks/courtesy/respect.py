"""CRT-03: no rude, blaming or dismissive words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, failed, passed

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Is the agent free of rude, blaming or dismissive words?")
def respect(call: Reading) -> Finding:
    """Fail by one rude turn of the agent; a doubtful one is left to people."""
    agent = call.turns_of(Role.AGENT)
    if seen := call.find("rude", agent):
        return failed("the agent speaks rudely, blames or dismisses the customer", *seen)
    looked = call.absent("rude", agent, "nothing plainly rude is said")
    return looked if looked.evidence else passed("nothing rude is said", searched=agent)
