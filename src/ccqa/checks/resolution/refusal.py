"""RES-06: no refusal without a reason or another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, not_due, passed
from ccqa.reading.cuts import cut_end
from ccqa.reading.handover import another_follows
from ccqa.reading.moments import after
from ccqa.reading.structure import REACH

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Does every refusal come with a reason or another way?")
def refusal(call: Reading) -> Finding:
    """One bare refusal fails the contact; a colleague who takes over within two turns is another way."""
    agent = call.turns_of(Role.AGENT)
    refusals = call.find("refusal", agent)
    if not refusals:
        return not_due("nothing is refused")
    reasons = []
    for said in refusals:
        place = (said.span.turn, *after(agent, said.span.turn)[:REACH])
        seen = call.find("reason_or_alternative", place)
        if not seen and len(place) <= REACH and another_follows(call, place[-1]):
            seen = (said,)
        if not seen and cut_end(call) and len(place) <= REACH:
            return cannot_tell("the contact stops where the reason may have come", said)
        if not seen:
            return call.absent("reason_or_alternative", place, "a refusal comes without a reason or another way")
        reasons.append(seen[0])
    return passed("every refusal comes with a reason or another way", refusals[0], reasons[0])
